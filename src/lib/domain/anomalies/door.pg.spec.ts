import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, READER, REGION, SECRET, send as through } from '../../../../tests/core';
import { freshDatabase } from '../../../../tests/postgres';
import { datasetOf } from '../../ingest/datasets.server';
import { fromColumns } from '../../ledger/type.server';
import { openApp, type App } from '../../server/app.server';
import { tilesOf } from '../../server/views.server';
import { types } from '../types.server';
import type { Anomaly } from './model';
import { dismiss } from './writes.server';

// A Thursday: the five working days jump over 中秋.
let clock = new Date('2026-09-24T02:00:00Z');
let app: App;
beforeAll(async () => {
	const databaseUrl = await freshDatabase();
	app = await openApp({ databaseUrl, region: REGION, secret: SECRET, now: () => clock });
});
afterAll(() => app.close());

const good = (id: string, more = {}) => ({
	...datasetOf('inspections')!.example(id, clock),
	...more
});
const bad = (id: string, more = {}) => good(id, { checkResult: 'perhaps', ...more });
const send = (...rows: object[]) => through(app, context(clock), ANY, 'inspections', rows);

async function anomalies(originId: string): Promise<Anomaly[]> {
	const rows = await app.database.sql`
		select * from anomaly where origin_id = ${originId} order by found_at, key`;
	return rows.map((row) => fromColumns<Anomaly>(types.anomaly, row));
}

async function tile(id: string) {
	await app.caughtUp();
	const { tiles } = await tilesOf(app, READER, { scope: 'district', period: 'year', at: null });
	return tiles.find(({ metric }) => metric === id)!;
}

it('makes an anomaly of a refused row, with five working days and what came', async () => {
	const { rejected, more } = await send(bad('a'));
	expect(rejected).toMatchObject([{ id: 'a', errors: [{ field: 'checkResult' }] }]);
	const [found, ...others] = await anomalies('a');
	expect(others).toEqual([]);
	expect(found).toMatchObject({
		kind: 'rejected',
		dataset: 'inspections',
		department: 'nengyuan',
		state: 'open',
		errors: [{ field: 'checkResult' }]
	});
	expect(more).toBe(`/api/v1/rejections/${found!.batch}`);
	const [duty] = await app.database.sql<{ dueAt: string }[]>`
		select due_at as "dueAt" from obligation where subject_key = ${found!.key}`;
	// 09-25 to 27 are off, 10-01 to 07 are off: 09-28, 29, 30, 10-08, 09.
	expect(new Date(duty!.dueAt).toISOString()).toBe('2026-10-09T16:00:00.000Z');
	expect(await tile('K-07')).toMatchObject({ denominator: 0, parts: { rejected: 1 } });
	expect(await tile('K-08')).toMatchObject({ numerator: 0, denominator: 1 });
});

it('says nothing again of the same fault, and tells another', async () => {
	const { seq } = app.history;
	expect(await send(bad('a'))).toMatchObject({ rejected: [{ id: 'a' }], seq: null });
	expect(app.history.seq).toBe(seq);
	await send(good('a', { checkDate: 'yesterday' }));
	const [found] = await anomalies('a');
	expect(found).toMatchObject({ version: 2, state: 'open' });
	expect(found!.errors.map(({ field }) => field)).toEqual(['checkDate']);
});

it('is overdue at the minute, and closed by an accepted correction', async () => {
	clock = new Date('2026-10-09T15:59:59Z');
	expect(await tile('K-07')).toMatchObject({ denominator: 0 });
	clock = new Date('2026-10-09T16:00:00Z');
	expect(await tile('K-07')).toMatchObject({ numerator: 0, denominator: 1 });
	expect(await tile('K-19')).toMatchObject({ parts: { overdue: 1 } });
	expect(await send(good('a'))).toMatchObject({ accepted: 1 });
	const [found] = await anomalies('a');
	expect(found).toMatchObject({ state: 'corrected', correction: 'inspection/test/a' });
	expect(await tile('K-07')).toMatchObject({
		numerator: 0,
		denominator: 1,
		parts: { rejected: 0 }
	});
	// It had been refused at first, and is counted once.
	expect(await tile('K-08')).toMatchObject({ numerator: 0, denominator: 1 });
});

it('counts as disposed of in time what is corrected before its time', async () => {
	clock = new Date('2026-10-12T02:00:00Z');
	await send(bad('b'));
	await send(good('b'));
	clock = new Date('2026-10-20T02:00:00Z');
	expect(await tile('K-07')).toMatchObject({ numerator: 1, denominator: 2 });
	await send(good('c'));
	expect(await tile('K-08')).toMatchObject({ numerator: 1, denominator: 3 });
});

it('is another anomaly when a later version is refused', async () => {
	await send(bad('c', { version: 2 }));
	await send(good('c', { version: 2, checkResult: 'rectify' }));
	await send(bad('c', { version: 3 }));
	const found = await anomalies('c');
	expect(found.map(({ state }) => state)).toEqual(['corrected', 'open']);
	// A record that was good at first stays so.
	expect(await tile('K-08')).toMatchObject({ numerator: 1, denominator: 3 });
});

it('lets the rows of a batch that nobody can name stand together', async () => {
	const { more } = await send({ department: 'nengyuan' }, { id: 7 }, {});
	const batch = more!.split('/').at(-1)!;
	expect(await anomalies(`~${batch}`)).toHaveLength(1);
});

it('is dismissed with a reason, once, by whoever may', async () => {
	await send(bad('d'));
	const [{ key }] = (await anomalies('d')) as [Anomaly];
	const ctx = context(clock, 'user:1');
	const refuse = () => {
		throw new Error('not yours');
	};
	await expect(dismiss(app, ctx, key, '重复采集，无需重报', refuse)).rejects.toThrow('not yours');
	await dismiss(app, ctx, key, '重复采集，无需重报', () => {});
	const [found] = await anomalies('d');
	expect(found).toMatchObject({ state: 'dismissed', dismissedBy: 'user:1' });
	expect(found!.reason).toMatch(/^sealed\|/);
	await expect(dismiss(app, ctx, key, '重复采集，无需重报', () => {})).rejects.toThrow('已经办结');
});

it('marks the acts that waited for their subject, and takes the mark away with it', async () => {
	clock = new Date('2026-11-02T02:00:00Z');
	await send(good('e'));
	expect(await tile('K-09')).toMatchObject({ numerator: 0 });
	const subject = { ...datasetOf('subjects')!.example('s', clock) };
	await through(app, context(clock), ANY, 'subjects', [subject]);
	const { numerator, denominator } = await tile('K-09');
	expect(numerator).toBe(denominator);
	await send(good('f'));
	expect(await tile('K-09')).toMatchObject({ numerator: numerator + 1 });
	await through(app, context(clock), ANY, 'subjects', [
		{ ...subject, version: 2, withdrawn: true }
	]);
	expect(await tile('K-09')).toMatchObject({ numerator: 0 });
});

it('keeps no value of a row in what it says of it', async () => {
	const { rejected } = await send(good('quoted', { checkMode: '张三13900000001' }));
	expect(rejected[0]!.errors[0]!.message).toContain('张三13900000001');
	const [found] = await anomalies('quoted');
	const [kept] = await app.database.sql<{ errors: unknown }[]>`
		select errors from rejected_row where row_id = 'quoted'`;
	for (const errors of [found!.errors, kept!.errors]) {
		expect(JSON.stringify(errors)).toContain('“…”');
		expect(JSON.stringify(errors)).not.toContain('张三');
	}
});
