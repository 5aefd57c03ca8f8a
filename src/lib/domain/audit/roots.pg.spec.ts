import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANY, context, freshCore, REGION } from '../../../../tests/core';
import { DATASETS } from '../../ingest/datasets.server';
import { ingestRows } from '../../ingest/records.server';
import { FIRST_HASH, hashOf } from '../../ledger/chain.server';
import { readEntries } from '../../ledger/entries.server';
import { verify, type Verified } from '../../ledger/verify.server';
import type { Core } from '../../server/core.server';
import { openDatabase, type Database } from '../../server/database.server';
import { auditRegion } from '../access/actor';
import { publishedRoots } from '../exposure/reads.server';
import { types } from '../types.server';
import { rootsOf } from './reads.server';
import { keepRoots, printedRoots } from './roots.server';

const AUDIT = auditRegion(REGION);
const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}+08:00`);
let core: Core & { url: string };
let owner: Database;

beforeAll(async () => {
	core = await freshCore();
	owner = openDatabase(core.url, { max: 1, role: null });
	await post('a', at(22, '12:00:00'));
	await post('b', at(22, '23:59:59.999'));
	await post('c', at(23, '00:00:00'));
	await core.audit.record({ event: 'refused', actor: null }, at(21, '12:00:00'));
});
afterAll(async () => {
	await owner.close();
	await core.close();
});

const example = DATASETS.find(({ name }) => name === 'items')!;
const post = (id: string, now: Date) =>
	ingestRows(core, context(now), ANY, [{ dataset: 'items', row: example.example(id, now) }]);

const kept = async () => ({
	records: await rootsOf(core.fold.orm, REGION, 10),
	audit: await rootsOf(core.fold.orm, AUDIT, 10)
});

test('the first run keeps yesterday alone: the last entry not after its end', async () => {
	// In the first minute of a day what began before midnight may not be written yet.
	await keepRoots(core, at(23, '00:00:30'));
	expect((await kept()).records.map(({ day }) => day)).toEqual(['2026-11-21']);
	await keepRoots(core, at(23, '09:00:00'));
	const entries = await readEntries(core.fold.sql, REGION, 0, 10);
	const [event] = await readEntries(core.fold.sql, AUDIT, 0, 10);
	expect(await kept()).toEqual({
		records: [
			{ day: '2026-11-22', seq: 2, hash: entries[1]!.hash },
			{ day: '2026-11-21', seq: 0, hash: FIRST_HASH }
		],
		audit: [
			{ day: '2026-11-22', seq: 1, hash: event!.hash },
			{ day: '2026-11-21', seq: 1, hash: event!.hash }
		]
	});
});

test('again it keeps nothing twice; days on which nothing ran are filled', async () => {
	const before = await kept();
	await Promise.all([keepRoots(core, at(23, '10:00:00')), keepRoots(core, at(23, '10:00:00'))]);
	expect(await kept()).toEqual(before);
	await keepRoots(core, at(26, '10:00:00'));
	const { records } = await kept();
	expect(records.map(({ day, seq }) => [day, seq])).toEqual([
		['2026-11-25', 3],
		['2026-11-24', 3],
		['2026-11-23', 3],
		['2026-11-22', 2],
		['2026-11-21', 0]
	]);
});

test('the public reads the latest of both ledgers', async () => {
	const roots = await publishedRoots(core.rows, REGION, '2026-11-26');
	const { records, audit } = await kept();
	expect(roots).toMatchObject({
		records: { day: '2026-11-25', seq: 3 },
		audit: { day: '2026-11-25', seq: 1 }
	});
	expect(roots.records!.hash.join('')).toBe(records[0]!.hash);
	expect(roots.audit!.hash.join('')).toBe(audit[0]!.hash);
});

test('the application can neither change nor take away a root that it kept', async () => {
	const { sql } = core.database;
	await expect(sql`update day_root set hash = 'x'`).rejects.toThrow('permission denied');
	await expect(sql`delete from day_root`).rejects.toThrow('permission denied');
	await expect(sql`truncate day_root`).rejects.toThrow('permission denied');
});

test('a chain rewritten from one entry on is whole in itself, and contradicts the root', async () => {
	const clean = { bad: null, entries: 3 };
	expect(await check()).toMatchObject(clean);
	const rewritten = await after(async (sql) => {
		await sql`update ledger_entry set actor = 'source:other' where region = ${REGION} and seq = 2`;
		let hash = FIRST_HASH;
		for (const entry of await readEntries(sql, REGION, 0, 10)) {
			hash = hashOf(hash, entry);
			await sql`update ledger_entry set hash = ${hash} where region = ${REGION} and seq = ${entry.seq}`;
		}
		await sql`update ledger_head set hash = ${hash} where region = ${REGION}`;
		return [await verify(sql, REGION, types), await check(sql)];
	});
	expect(rewritten).toMatchObject([
		clean,
		{
			entries: 0,
			bad: { seq: 2, reason: 'it contradicts the root printed on 2026-11-22' }
		}
	]);
	expect(await check()).toMatchObject(clean);
});

test('a ledger cut short says which root it does not reach', async () => {
	const cut = await after(async (sql) => {
		const [, last] = await readEntries(sql, REGION, 0, 10);
		await sql`delete from ledger_entry where region = ${REGION} and seq > 2`;
		await sql`update ledger_head set seq = 2, hash = ${last!.hash} where region = ${REGION}`;
		await sql`delete from item where seq > 2`;
		return [await verify(sql, REGION, types), await check(sql)];
	});
	expect(cut).toMatchObject([
		{ bad: null, entries: 2 },
		{
			entries: 2,
			bad: { seq: 3, reason: 'the ledger ends before entry 3 of the root printed on 2026-11-23' }
		}
	]);
});

const check = async (sql = owner.sql): Promise<Verified> => {
	const roots = await printedRoots(core.fold.orm, REGION);
	return verify(sql, REGION, types, { roots });
};

/** What `work` finds, and then what it changed is taken back. */
async function after<T>(work: (sql: typeof owner.sql) => Promise<T>): Promise<T> {
	let found!: T;
	await owner.sql
		.begin(async (tx) => {
			found = await work(tx as never);
			throw new Undone();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return found;
}

class Undone extends Error {}
