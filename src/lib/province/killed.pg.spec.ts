/** Sender and receiver as processes that end at any moment, drawn from a seed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Random } from '../../../scripts/demo/random';
import { ANY, context, freshCore, READER, REGION, SECRET } from '../../../tests/core';
import { Receiver } from '../../../tests/receiver';
import { DATASETS } from '../ingest/datasets.server';
import { ingestRows } from '../ingest/records.server';
import { readProvince } from './reads.server';

const SEED = 'killed';
const ROUNDS = 5;
const now = new Date('2026-11-24T02:32:00Z');

let core: Awaited<ReturnType<typeof freshCore>>;
let receiver: Receiver;
let sender: ChildProcess;
beforeAll(async () => {
	core = await freshCore();
	receiver = await Receiver.open();
	sender = await startSender();
});
afterAll(async () => {
	await kill(sender);
	await receiver.close();
	await core.close();
});

async function startSender(): Promise<ChildProcess> {
	const { url, token } = receiver.upload;
	const child = spawn(process.execPath, ['--import', 'tsx', 'tests/outbox.ts'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			...process.env,
			...{ DATABASE_URL: core.url, COCKPIT_SECRET: SECRET, REGION },
			...{ OUTBOX_URL: url, OUTBOX_TOKEN: token }
		}
	});
	await once(child.stdout, 'data');
	return child;
}

async function kill(child: ChildProcess): Promise<void> {
	const ended = once(child, 'exit');
	if (child.kill('SIGKILL')) await ended;
}

const state = () => core.rows.as(READER, now, (sql) => readProvince(sql, REGION));

/** New records, corrections and withdrawals, a hundred at a time. */
async function write(random: Random, round: number): Promise<void> {
	const example = DATASETS.find(({ name }) => name === 'inspections')!.example;
	for (let turn = 0; turn < 5; turn++) {
		const rows = Array.from({ length: 100 }, (_, i) => ({
			dataset: 'inspections',
			row: {
				...example(`r${i}`, now),
				version: round * 10 + turn,
				withdrawn: random.chance(0.2) || undefined
			}
		}));
		await ingestRows(core, context(now), ANY, rows);
	}
}

test('whoever is killed and whenever, every entry is at the other end, once and in order', async () => {
	let kills = 0;
	for (let round = 1; round <= ROUNDS; round++) {
		const random = new Random(SEED, round);
		const before = receiver.batches().length;
		const writing = write(random, round);
		// From the first batch of the round on, so that something is under way.
		await vi.waitUntil(() => receiver.batches().length > before, { timeout: 60_000, interval: 5 });
		await delay(random.integer(0, 60));
		if (random.chance(0.5)) {
			await receiver.kill();
			await receiver.start();
		} else {
			await kill(sender);
			sender = await startSender();
		}
		kills += 1;
		await writing;
	}
	expect(kills).toBe(ROUNDS);
	await vi.waitFor(async () => expect((await state())!.lag.entries).toBe(0), {
		timeout: 60_000,
		interval: 50
	});
	const entries = await core.fold.sql<{ seq: string; kind: string }[]>`
			select seq, kind from ledger_entry where region = ${REGION} order by seq`;
	expect(entries.length).toBe(ROUNDS * 500);
	expect(
		receiver.rows().map(({ cd_id, cd_operation }) => [Number(cd_id.slice(6)), cd_operation])
	).toEqual(
		entries.map(({ seq, kind }) => [
			Number(seq),
			{ recorded: 'i', corrected: 'u', withdrawn: 'd' }[kind.split('.')[1]!]
		])
	);
	const [held] = await core.fold.sql<{ n: number }[]>`
			select count(*)::int as n from inspection where region = ${REGION} and not withdrawn`;
	expect((await receiver.counts(REGION)).counts.inspections).toBe(held!.n);
}, 240_000);
