import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCore } from '../../../tests/core';
import { isSealed } from '../server/privacy.server';
import type { Core } from '../server/core.server';
import { noteUnknown } from './unknown.server';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 2, 0, second));
let core: Core;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

const note = (name: string, second: number, more = {}) =>
	noteUnknown(core, {
		...{ door: 'hj212', name, address: '10.0.0.1', reason: '没有登记', raw: `frame ${second}` },
		...{ now: at(second), ...more }
	});

async function list() {
	const rows = await core.database.sql<
		{ door: string; name: string; attempts: string; first: Date; last: Date; raw: string }[]
	>`select door, name, attempts, extract(second from first_at)::int as first, extract(second from last_at)::int as last, raw
		from unknown_device order by door, name`;
	const raw = await core.privacy.open(rows.map((row) => row.raw));
	expect(rows.every((row) => isSealed(row.raw))).toBe(true);
	return rows.map(({ door, name, attempts, first, last }, i) => [
		...[door, name, Number(attempts), first, last, raw[i]]
	]);
}

it('lists a name once, with its attempts and the last thing it sent', async () => {
	await note('A', 1);
	expect(await list()).toEqual([['hj212', 'A', 1, 1, 1, 'frame 1']]);
	// Within the second they are one write.
	const from = performance.now();
	await Promise.all([note('A', 2), note('A', 3), note('B', 4), note('A', 5, { door: 'mqtt' })]);
	expect(performance.now() - from).toBeGreaterThan(500);
	expect(await list()).toEqual([
		['hj212', 'A', 3, 1, 3, 'frame 3'],
		['hj212', 'B', 1, 4, 4, 'frame 4'],
		['mqtt', 'A', 1, 5, 5, 'frame 5']
	]);
});

it('keeps the newest of very many names, and any name at all', async () => {
	const names = Array.from({ length: 1_000 }, (_, i) => `stranger ${i}`);
	await Promise.all(names.map((name) => note(name, 10)));
	await note('\0\ud800', 11);
	await note('', 12);
	const hj212 = (await list()).filter(([door]) => door === 'hj212');
	expect(hj212).toHaveLength(1_000);
	const kept = hj212.map(([, name]) => name);
	expect(kept).toContain('\ufffd');
	expect(kept).toContain('-');
	expect(kept).not.toContain('A');
});
