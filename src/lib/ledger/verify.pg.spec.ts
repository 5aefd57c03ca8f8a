/** Whatever is changed behind the application's back, the verification names the entry. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, freshCore, REGION } from '../../../tests/core';
import { RECEIVED, types } from '../domain/types.server';
import { DATASETS } from '../ingest/datasets.server';
import { ingestRows } from '../ingest/records.server';
import type { Core } from '../server/core.server';
import { openDatabase, type Database } from '../server/database.server';
import { verify } from './verify.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core & { url: string };
let owner: Database;

beforeAll(async () => {
	core = await freshCore();
	owner = openDatabase(core.url, { max: 1, role: null });
	for (const version of [1, 2]) {
		const rows = DATASETS.map(({ name, example }) => ({
			dataset: name,
			row: { ...example('v', now), version }
		}));
		await ingestRows(core, context(now), ANY, rows);
	}
});
afterAll(async () => {
	await owner.close();
	await core.close();
});

const found = async () => (await verify(owner.sql, REGION, types)).bad;

/** Changes something, looks, and takes it back. */
const after = (change: string): Promise<unknown> =>
	owner.sql
		.begin(async (tx) => {
			await tx.unsafe(change);
			throw new Found((await verify(tx as never, REGION, types)).bad);
		})
		.catch((error: unknown) => {
			if (error instanceof Found) return error.bad;
			throw error;
		});

class Found extends Error {
	constructor(readonly bad: unknown) {
		super();
	}
}

const tampered = (table: string, column: string, change: string, seq: number) =>
	after(`update "${table}" set "${column}" = ${change} where seq = ${seq}`);

it('finds nothing where nothing was changed', async () => {
	const { bad, entries } = await verify(owner.sql, REGION, types);
	expect([bad, entries]).toEqual([null, 2 * DATASETS.length + 4]);
});

const ENTRY = {
	at: `at + interval '1 millisecond'`,
	v: 'v + 1',
	kind: `'subject.' || split_part(kind, '.', 2) || 'x'`,
	key: `key || 'x'`,
	department: `'shijian'`,
	actor: `actor || 'x'`,
	source: `source || 'x'`,
	digest: `md5(digest) || md5(digest)`,
	hash: `md5(hash) || md5(hash)`
};

it.each(Object.entries(ENTRY))('names the entry whose %s was changed', async (column, change) => {
	expect(await tampered('ledger_entry', column, change, 3)).toMatchObject({ seq: 3 });
	expect(await found()).toBeNull();
});

it.each(RECEIVED.map(({ name }) => name))(
	'names the entry of a changed row of %s, present and past',
	async (name) => {
		for (const table of [name, `${name}_past`]) {
			const [row] = await owner.sql<{ seq: string }[]>`select seq from ${owner.sql(table)}`;
			const seq = Number(row!.seq);
			for (const [column, change] of [
				['department', `department || 'x'`],
				['withdrawn', 'not withdrawn'],
				['version', 'version + 1'],
				['township', `coalesce(township || 'x', '140603200')`]
			] as const) {
				expect(await tampered(table, column, change, seq), `${table}.${column}`).toMatchObject({
					seq,
					reason: 'its record version does not match its digest'
				});
			}
		}
		expect(await found()).toBeNull();
	}
);

it('names an entry that is missing, a version that is missing, and what stands beyond the head', async () => {
	expect(await after('delete from ledger_entry where seq = 4')).toMatchObject({ seq: 4 });
	expect(await after('update ledger_entry set seq = 1000 where seq = 4')).toMatchObject({
		seq: 4
	});
	const last = 2 * DATASETS.length + 4;
	expect(await after(`delete from ledger_entry where seq = ${last}`)).toMatchObject({ seq: last });
	expect(await after('delete from item_past')).toMatchObject({
		reason: 'its record version is missing'
	});
	expect(await after('update ledger_head set seq = seq - 1')).not.toBeNull();
	expect(await after(`update ledger_head set hash = md5('')`)).toMatchObject({
		reason: 'the head does not carry the hash of the last entry'
	});
	expect(await found()).toBeNull();
});

it('leaves the application itself no way to change or delete an entry', async () => {
	const { sql } = core.database;
	await expect(sql`update ledger_entry set actor = 'x'`).rejects.toThrow('permission denied');
	await expect(sql`delete from ledger_entry`).rejects.toThrow('permission denied');
	await expect(sql`truncate ledger_entry`).rejects.toThrow('permission denied');
});
