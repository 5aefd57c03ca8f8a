/** The tail across lost connections, and woken by the commits of other processes. */
import type postgres from 'postgres';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { ANY, context, freshCore, REGION, SECRET } from '../../../tests/core';
import { DATASETS } from '../ingest/datasets.server';
import { ingestRows } from '../ingest/records.server';
import { openCore, type Core } from '../server/core.server';
import { openDatabase } from '../server/database.server';
import { readBatch, Tail, type Batch } from './tail.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core & { url: string };
/** As it were in another process. */
let other: Core;
let tail: Tail;
let seen: number[];
let feed: (Date | null)[];
let failures: number;

beforeEach(async () => {
	core = await freshCore();
	other = await openCore(core.url, REGION, SECRET);
	[seen, feed, failures] = [[], [], 0];
	const onBatch = async (batch: Batch) => {
		if (failures-- > 0) throw new Error('not now');
		seen.push(...batch.entries.map(({ seq }) => seq));
	};
	tail = new Tail(
		core.database.sql,
		REGION,
		0,
		onBatch,
		(since) => feed.push(since),
		() => now
	);
	tail.listen(core.wake);
});
afterEach(async () => {
	await tail.close();
	await other.close();
	await core.close();
});

let count = 0;
async function write(by: Core, rows = 1): Promise<void> {
	const { example } = DATASETS.find(({ name }) => name === 'inspections')!;
	await ingestRows(
		by,
		context(now),
		ANY,
		Array.from({ length: rows }, () => ({
			dataset: 'inspections',
			row: example(`t${(count += 1)}`, now)
		}))
	);
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** As the server's owner, who sees what others run. */
async function asOwner(
	ask: (sql: postgres.Sql, name: string) => Promise<{ length: number }>
): Promise<number> {
	const owner = openDatabase(inject('postgres'), { max: 1, role: null });
	try {
		return (await ask(owner.sql, new URL(core.url).pathname.slice(1))).length;
	} finally {
		await owner.close();
	}
}

const cutConnections = () =>
	asOwner(
		(sql, name) =>
			sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
	);

const listening = () =>
	asOwner(
		(sql, name) => sql`
		select from pg_stat_activity where datname = ${name} and query ilike 'listen%ledger_wake%'`
	);

it('hands on every entry once and in order, whoever wrote it', async () => {
	await Promise.all([write(core, 3), write(other, 4), write(core), write(other, 2)]);
	await expect.poll(() => seen).toEqual(upTo(10));
	expect(feed).toEqual([]);
});

it('is woken by another process long before it would look by itself', async () => {
	await expect.poll(listening).toBe(1);
	const delays: number[] = [];
	for (let i = 1; i <= 5; i++) {
		const began = performance.now();
		await write(other);
		await expect.poll(() => seen.length, { interval: 2 }).toBe(i);
		delays.push(performance.now() - began);
	}
	expect(Math.min(...delays)).toBeLessThan(500);
});

it('goes on where it was when its connections are cut, and listens again', async () => {
	await write(core, 2);
	await expect.poll(() => seen).toEqual(upTo(2));
	for (let round = 1; round <= 3; round++) {
		expect(await cutConnections()).toBeGreaterThan(0);
		await expect
			.poll(() =>
				write(other).then(
					() => 'written',
					() => 'refused'
				)
			)
			.toBe('written');
		await expect.poll(() => seen).toEqual(upTo(2 + round));
	}
	await expect.poll(listening).toBe(1);
	expect(tail.cutSince).toBeNull();
	expect(feed.filter((since) => since === null).length).toBe(feed.length / 2);
});

it('folds nothing twice when a batch fails half way', async () => {
	failures = 2;
	await write(core, 3);
	await expect.poll(() => seen, { timeout: 5000 }).toEqual(upTo(3));
	expect(feed).toEqual([now, null]);
});

it('reads a batch by whole entries: what was added and what was taken away', async () => {
	const { example } = DATASETS.find(({ name }) => name === 'inspections')!;
	const row = example('b1', now);
	const send = (more: object) =>
		ingestRows(core, context(now), ANY, [{ dataset: 'inspections', row: { ...row, ...more } }]);
	await send({});
	await send({ version: 2, department: 'shijian' });
	await send({ version: 3, withdrawn: true });
	// An act counts on three time axes: when it was done, due to be reported, and received.
	const once = (facts: Batch['added']) => [
		...new Set(facts.map(({ seq, department }) => `${seq} ${department}`))
	];
	const shapes = ({ added, taken }: Batch) => ({ added: once(added), taken: once(taken) });
	const { sql } = core.database;
	expect(shapes(await readBatch(sql, REGION, 0))).toEqual({
		added: ['1 nengyuan', '2 shijian'],
		taken: ['2 nengyuan', '3 shijian']
	});
	expect(shapes(await readBatch(sql, REGION, 1, 1))).toEqual({
		added: ['2 shijian'],
		taken: ['2 nengyuan']
	});
	expect(shapes(await readBatch(sql, REGION, 3))).toEqual({ added: [], taken: [] });
});
