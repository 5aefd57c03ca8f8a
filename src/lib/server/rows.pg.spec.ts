/**
 * The last line: whatever a page forgets, the database shows a person nothing that is not his. Every table and every
 * read function, under the claims of every kind of actor, without one check of a page.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTORS, PLACES, seedTwoDepartments, type Seen } from '../../../tests/two-departments';
import { freshCore } from '../../../tests/core';
import { readCalls, READ_MODULES } from '../../../tests/reads';
import type { Actor } from '../domain/access/actor';
import type { Core } from './core.server';
import { openDatabase, type Database, type Sql } from './database.server';

const now = new Date('2026-11-24T02:00:00Z');
let core: Core & { url: string };
let owner: Database;

beforeAll(async () => {
	core = await freshCore();
	owner = openDatabase(core.url, { max: 1, role: null });
	await seedTwoDepartments(core, now);
});
afterAll(async () => {
	await owner.close();
	await core.close();
});

const tables = async () =>
	(
		await owner.sql<{ name: string; secured: boolean; policies: number }[]>`
			select c.relname as name, c.relrowsecurity as secured,
				(select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
			from pg_class c
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			order by 1`
	).map((row) => ({ ...row }));

it('every table has row-level security and says who may see what', async () => {
	const all = await tables();
	expect(all.length).toBeGreaterThan(40);
	expect(all.filter(({ secured, policies }) => !secured || policies === 0)).toEqual([]);
});

/** What of the two departments' marks stands anywhere in this text. */
const marksIn = (text: string) => Object.values(PLACES).filter((mark) => text.includes(mark));

async function readable(sql: Sql, table: string): Promise<string> {
	const columns = await sql<{ name: string }[]>`
		select attname as name from pg_attribute
		where attrelid = ${`public."${table}"`}::regclass and attnum > 0 and not attisdropped
			and has_column_privilege(attrelid, attnum, 'select')`;
	if (columns.length === 0) return '';
	return JSON.stringify(
		await sql`select ${sql(columns.map(({ name }) => name))} from ${sql(table)}`
	);
}

it.each(ACTORS)('of every table $name sees only what is his', async ({ actor, sees }) => {
	const seen = new Set<string>();
	for (const { name } of await tables()) {
		for (const mark of marksIn(await core.rows.as(actor, now, (sql) => readable(sql, name)))) {
			seen.add(mark);
		}
	}
	expect([...seen].sort()).toEqual([...sees].sort());
});

it('the public sees of every table only what is published', async () => {
	const seen = new Set<string>();
	const names = (await tables()).map(({ name }) => name);
	const open: string[] = [];
	const publicly = openDatabase(core.url, { max: 1, role: 'cockpit_public' });
	await publicly.sql.begin(async (tx) => {
		await tx`select set_config('cockpit.claims', '{"region":"140603","today":"2026-11-24"}', true)`;
		for (const name of names) {
			const text = await readable(tx, name);
			if (text) open.push(name);
			for (const mark of marksIn(text)) seen.add(mark);
		}
	});
	await publicly.close();
	expect([...seen]).toEqual([PLACES.published]);
	expect(open.sort()).toEqual([
		...['alarm_rule', 'calendar_day', 'code_list_entry', 'day_root', 'deadline_parameter'],
		...['demo_state', 'department', 'metric_band', 'penalty', 'township']
	]);
});

it('without claims nothing is seen, and no reader writes', async () => {
	const bare = openDatabase(core.url, { max: 1, role: 'cockpit_reader' });
	for (const { name } of await tables()) {
		expect(marksIn(await readable(bare.sql, name)), name).toEqual([]);
		await expect(bare.sql`delete from ${bare.sql(name)}`, name).rejects.toThrow(
			/permission denied/
		);
	}
	await bare.close();
});

it('the doors and the fold do not see accounts; nobody changes what was recorded', async () => {
	for (const role of ['cockpit_app', 'cockpit_fold', 'cockpit_public', 'cockpit_reader']) {
		const database = openDatabase(core.url, { max: 1, role });
		for (const name of ['account', 'verification', 'two_factor']) {
			await expect(database.sql`select * from ${database.sql(name)}`).rejects.toThrow(/permission/);
		}
		for (const name of ['ledger_entry', 'audit', 'day_root']) {
			await expect(database.sql`delete from ${database.sql(name)}`).rejects.toThrow(/permission/);
			await expect(database.sql`update ${database.sql(name)} set seq = 0`).rejects.toThrow(
				/permission/
			);
		}
		await database.close();
	}
});

it('every read function that a page may call is tried here', () => {
	const functions = Object.entries(READ_MODULES).flatMap(([path, module]) =>
		Object.entries(module)
			.filter(([, value]) => typeof value === 'function' && !/^class\b/.test(String(value)))
			.map(([name]) => `${path} ${name}`)
	);
	expect(functions.length).toBeGreaterThan(20);
	expect(functions.filter((name) => !(name in readCalls))).toEqual([]);
});

it.each(ACTORS)('every read function, called as $name, gives only what is his', async (who) => {
	await tryReads(who);
});

async function tryReads({ actor, sees }: { actor: Actor; sees: Seen }): Promise<void> {
	for (const [name, call] of Object.entries(readCalls)) {
		if (typeof call === 'string') continue;
		const answer = core.rows.as(actor, now, (sql) => call({ sql, core, actor, now }));
		const text = await answer.then(
			(value) => JSON.stringify([value, value instanceof Map ? [...value] : null]) ?? '',
			(error: Error) => {
				// Refused, or not there for this one; anything else is a fault.
				expect(error.constructor.name, `${name}: ${error.message}`).toMatch(
					/^(NotFound|Forbidden)$/
				);
				return '';
			}
		);
		const beyond = marksIn(text).filter((mark) => !sees.has(mark));
		expect(beyond, name).toEqual([]);
	}
}
