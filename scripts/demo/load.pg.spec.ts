import { afterAll, beforeAll, expect, it } from 'vitest';
import { REGION, SECRET } from '../../tests/core';
import { freshDatabase } from '../../tests/postgres';
import { openDatabase, type Database } from '../../src/lib/server/database.server';
import { fillDemo, loadDemo } from './load';

const DAY = 86_400_000;
const now = new Date('2026-11-20T07:30:00Z');
const shared = { region: REGION, secret: SECRET, seed: 'test', scale: 0.01 };
let url: string;
let database: Database;
let head: number;

beforeAll(async () => {
	url = await freshDatabase();
	database = openDatabase(url);
});
afterAll(() => database.close());

// Four hundred days in one test, on whatever machine.
const PATIENCE = 120_000;

const count = async (from: string, where = 'true') => {
	const [row] = await database.sql.unsafe<{ n: number }[]>(
		`select count(*)::int as n from ${from} where ${where}`
	);
	return row!.n;
};

it('fills nothing where no demo is loaded', async () => {
	expect(await fillDemo({ ...shared, url, now })).toBeNull();
	expect(await count('ledger_entry')).toBe(0);
});

it(
	'loads a small district: no row is refused, times are those of the history',
	async () => {
		const shares: number[] = [];
		const loaded = await loadDemo({
			...shared,
			url,
			now,
			progress: (p) => void shares.push(p.share)
		});
		expect(loaded.rejected).toBe(0);
		expect(loaded.filledUntil).toEqual(now);
		expect(shares.at(-1)).toBe(1);
		expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
		expect(await count('item')).toBe(720);
		expect(await count('inspection')).toBeGreaterThan(350);
		expect(await count('reading')).toBeGreaterThan(16 * 288 * 0.7);
		expect(await count('alarm')).toBeGreaterThan(3);
		expect(await count('ledger_entry', `at < '2025-11-01'`)).toBeGreaterThan(720);
		expect(await count('ledger_entry', `at > '${now.toISOString()}'`)).toBe(0);
		expect(await count('point', `online and state = 'enabled'`)).toBeGreaterThan(8);
		head = await count('ledger_entry');
	},
	PATIENCE
);

it('changes nothing when it fills the same time again', async () => {
	const again = await loadDemo({ ...shared, url, now });
	expect(again.rejected).toBe(0);
	expect(await count('ledger_entry')).toBe(head);
});

it('resends what lies behind without doubling it', async () => {
	await database.sql`update demo_state set filled_until = ${new Date(now.getTime() - 3 * DAY).toISOString()}`;
	const again = await fillDemo({ ...shared, url, now });
	expect(again!.rejected).toBe(0);
	expect(again!.rows).toBeGreaterThan(0);
	expect(await count('ledger_entry')).toBe(head);
});

it('fills the days that it was off, from the same seed', async () => {
	const later = new Date(now.getTime() + 12 * DAY);
	const filled = await fillDemo({ region: REGION, secret: SECRET, url, now: later });
	expect(filled).toMatchObject({ seed: 'test', scale: 0.01, rejected: 0, filledUntil: later });
	expect(await count('inspection', `check_date > '${now.toISOString()}'`)).toBeGreaterThan(5);
	expect(await count('reading', `time > '${now.toISOString()}'`)).toBeGreaterThan(16 * 288 * 0.7);
	expect(await count('ledger_entry', `at > '${later.toISOString()}'`)).toBe(0);
	// What was open when it stopped has been cleared, unless its series is still away.
	expect(await count('alarm', `cleared_at is null and raised_at < '${now.toISOString()}'`)).toBe(0);
});
