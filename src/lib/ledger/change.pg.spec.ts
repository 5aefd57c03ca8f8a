import { afterAll, beforeAll, expect, it } from 'vitest';
import { context, freshCore, REGION } from '../../../tests/core';
import { types } from '../domain/types.server';
import type { Core } from '../server/core.server';
import { change, type Change } from './change.server';
import { recordKey, type Base } from './record';
import { historyOf, presentOf } from './versions.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core;
beforeAll(async () => void (core = await freshCore()));
afterAll(() => core.close());

const complaint = (id: string, version: number): Base => ({
	...{ region: REGION, key: recordKey('complaint', 'test', id), source: 'test', id, version },
	...{ department: 'nengyuan', township: null, withdrawn: false, rowHash: null },
	...{ channel: '12345', kind: 'general', topic: '噪声', registeredAt: now }
});

const write = (changes: Change[] | ((present: Base | undefined) => Change[]), at = now, id = '') =>
	change(core.database.sql, core.wake, context(at), async (tx) => {
		if (Array.isArray(changes)) return changes;
		const key = recordKey('complaint', 'test', id);
		return changes((await presentOf<Base>(tx, types.complaint, REGION, [key])).get(key));
	});

const recorded = (id: string): Change => ({
	...{ type: types.complaint, row: complaint(id, 1), verb: 'recorded', replaces: false }
});

const entries = () =>
	core.database.sql<{ seq: string; at: string; kind: string }[]>`
		select seq, at, kind from ledger_entry order by seq`;

it('numbers entries without a gap, and burns no number when a write fails', async () => {
	const first = await write([recorded('a'), recorded('b')]);
	expect(first).toMatchObject({ seq: 2, entries: 2 });
	await expect(write([recorded('c'), recorded('a')])).rejects.toThrow('duplicate key');
	expect(await write([])).toMatchObject({ seq: null, entries: 0 });
	expect(await write([recorded('d')])).toMatchObject({ seq: 3 });
	expect((await entries()).map(({ seq }) => Number(seq))).toEqual([1, 2, 3]);
	const [c] = await core.database.sql`select 1 from complaint where id = 'c'`;
	expect(c).toBeUndefined();
});

it('lets concurrent corrections follow each other: none starts from the same version', async () => {
	await write([recorded('race')]);
	const corrections = Array.from({ length: 12 }, () =>
		write(
			(present) => [
				{
					...{ type: types.complaint, verb: 'corrected', replaces: true },
					row: complaint('race', present!.version + 1)
				}
			],
			now,
			'race'
		)
	);
	const outcomes = await Promise.all(corrections);
	const versions = await historyOf(
		core.database.sql,
		types.complaint,
		REGION,
		complaint('race', 1).key
	);
	expect(versions.map(({ version }) => version)).toEqual(
		Array.from({ length: 13 }, (_, i) => i + 1)
	);
	expect(versions.slice(1).map(({ seq }) => seq)).toEqual(
		outcomes.map(({ seq }) => seq).sort((a, b) => a! - b!)
	);
});

it('never goes back in time, whatever clock it is passed', async () => {
	await write([recorded('late')], new Date('2026-11-23T05:00:00Z'));
	const { at } = await write([recorded('early')], new Date('2020-01-01T00:00:00Z'));
	expect(at.toISOString()).toBe('2026-11-23T05:00:00.000Z');
	const times = (await entries()).map((entry) => Date.parse(entry.at));
	expect(times).toEqual([...times].sort((a, b) => a - b));
});

it('is a conflict to replace what is not there', async () => {
	const { length } = await entries();
	const row = complaint('nowhere', 2);
	const replacing: Change = { type: types.complaint, row, verb: 'corrected', replaces: true };
	await expect(write([replacing])).rejects.toMatchObject({ code: 'conflict' });
	expect(await entries()).toHaveLength(length);
});

it('refuses a region that has no ledger', async () => {
	const elsewhere = { ...context(now), region: '110000' };
	const nothing = async () => [];
	await expect(change(core.database.sql, core.wake, elsewhere, nothing)).rejects.toMatchObject({
		code: 'conflict'
	});
});
