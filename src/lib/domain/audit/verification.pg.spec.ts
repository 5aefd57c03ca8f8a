import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANY, context, freshCore, REGION } from '../../../../tests/core';
import { DATASETS } from '../../ingest/datasets.server';
import { ingestRows } from '../../ingest/records.server';
import { Conflict } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { openDatabase } from '../../server/database.server';
import { types } from '../types.server';
import { keepRoots } from './roots.server';
import { Verification } from './verification.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core & { url: string };
let verification: Verification;

beforeAll(async () => {
	core = await freshCore();
	verification = new Verification(core, types, () => now);
	const rows = DATASETS.map(({ name, example }) => ({ dataset: name, row: example('v', now) }));
	await ingestRows(core, context(now), ANY, rows);
	for (let i = 0; i < 600; i++) {
		void core.audit.record({ event: 'refused', actor: null, target: `GET /desk/${i}` }, now);
	}
	await core.audit.record({ event: 'signed_out', actor: 'user:x' }, now);
	await keepRoots(core, new Date(now.getTime() + 86_400_000));
});
afterAll(() => core.close());

test('one at a time; each ledger has its own state', async () => {
	expect(verification.state('audit')).toMatchObject({ running: false, result: null, at: null });
	verification.start('audit');
	expect(verification.state('audit').running).toBe(true);
	expect(() => verification.start('records')).toThrow(Conflict);
	await verification.finished();
	expect(verification.state('audit')).toMatchObject({
		...{ running: false, done: 601, of: 601, at: now, ended: null },
		result: { entries: 601, bad: null }
	});
	expect(verification.state('records').result).toBeNull();
	verification.start('records');
	await verification.finished();
	expect(verification.state('records').result).toMatchObject({ bad: null });
	expect(verification.state('records').result!.entries).toBeGreaterThanOrEqual(DATASETS.length);
});

test('stopped on the way, it keeps what was found before', async () => {
	const before = verification.state('audit').result;
	verification.start('audit');
	await verification.stop();
	const state = verification.state('audit');
	expect(state).toMatchObject({ running: false, ended: 'stopped', result: before });
	expect(state.done).toBeLessThan(601);
});

test('it names an event that was changed behind the back of the application', async () => {
	const owner = openDatabase(core.url, { max: 1, role: null });
	await owner.sql`update audit set actor_name = 'x' where seq = 400`;
	verification.start('audit');
	await verification.finished();
	expect(verification.state('audit').result).toMatchObject({
		entries: 399,
		bad: { seq: 400, kind: 'audit.refused' }
	});
	await owner.close();
});

test('a database that is away ends it, and says so', async () => {
	const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { max: 1 });
	const other = new Verification({ region: REGION, fold: away }, types, () => now);
	other.start('audit');
	await other.finished();
	expect(other.state('audit')).toMatchObject({ running: false, ended: 'failed', result: null });
	await away.close();
});
