/** Whatever goes away and comes back, a message that the broker took is written, and no message twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ANY, context, freshCore, REGION, SECRET } from '../../../../tests/core';
import { INSTALLING_MS, Mosquitto } from '../../../../tests/mosquitto';
import { openCore, type Core } from '../../server/core.server';
import { startEmbedded } from '../../server/embedded.server';
import { migrate } from '../../server/migrate.server';
import * as clusters from '../../server/postgres-cluster.server';
import { datasetOf } from '../datasets.server';
import { ingestRows } from '../records.server';
import { openSubscriber, type Subscriber } from './subscriber.server';

const CODE = '91140603MAXXX0001A';
const NOW = new Date('2026-11-23T02:32:00Z');
const TOPIC = `pl/140603/nengyuan/${CODE}/ch4/telemetry`;
const WAIT = { timeout: 40_000, interval: 50 };

/** A process of its own, to be killed. */
const CHILD = `
	const { openCore } = await import(${JSON.stringify(resolve('src/lib/server/core.server.ts'))});
	const { openSubscriber } = await import(${JSON.stringify(resolve('src/lib/ingest/mqtt/subscriber.server.ts'))});
	const [, database, url, region, secret, now] = process.argv;
	const core = await openCore(database, region, secret);
	await openSubscriber(core, { url, now: () => new Date(now), log: console.error }).ready;
	console.log('ready');`;

let broker: Mosquitto;
let publisher: MqttClient;
const undoing: (() => unknown)[] = [];

// Once, so that the package is there before the clock of a test runs.
beforeAll(async () => (await Mosquitto.open()).close(), INSTALLING_MS);
beforeEach(async () => {
	broker = await Mosquitto.open();
	undoing.push(() => broker.close());
	publisher = mqtt.connect(broker.url, { protocolVersion: 5, reconnectPeriod: 100 });
	publisher.on('error', () => {});
	undoing.push(() => publisher.endAsync(true));
});
afterEach(async () => {
	for (const undo of undoing.splice(0).reverse()) await undo();
});

async function register(core: Core): Promise<void> {
	const row = datasetOf('points')!.example('ch4', NOW);
	await ingestRows(core, context(NOW), ANY, [{ dataset: 'points', row }]);
}

async function subscribe(core: Core): Promise<Subscriber> {
	const subscriber = openSubscriber(core, { url: broker.url, now: () => NOW, log: () => {} });
	undoing.push(() => subscriber.close());
	await subscriber.ready;
	return subscriber;
}

const send = (value: number) =>
	publisher.publishAsync(TOPIC, JSON.stringify({ ts: NOW.getTime() + value, v: value }), {
		qos: 1
	});
const values = async (core: Core) =>
	(await core.database.sql<{ value: number }[]>`select value from reading order by time`).map(
		({ value }) => value
	);

it('is sent again what it had received and not written when it was killed', async () => {
	const core = await freshCore();
	undoing.push(() => core.close());
	await register(core);
	const child = spawn(
		process.execPath,
		[
			...['--import', 'tsx', '--input-type=module', '-e', CHILD],
			...[core.url, broker.url, REGION, SECRET, NOW.toISOString()]
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	undoing.push(() => child.kill('SIGKILL'));
	await once(child.stdout, 'data');
	await send(1);
	await expect.poll(() => values(core), WAIT).toEqual([1]);

	// It has received the second message, and waits for a row that we hold.
	const { sql } = core.database;
	await sql.begin(async (tx) => {
		await tx`select 1 from point_state for update`;
		await send(2);
		const held = async () =>
			(
				await tx`select 1 from pg_locks
					where not granted and transactionid = pg_current_xact_id_if_assigned()::xid`
			).length;
		await expect.poll(held, WAIT).toBe(1);
		const ended = once(child, 'exit');
		child.kill('SIGKILL');
		await ended;
	});
	expect(await values(core)).toEqual([1]);
	await subscribe(core);
	await expect.poll(() => values(core), WAIT).toEqual([1, 2]);
}, 120_000);

it('goes on when the broker was killed and is there again', async () => {
	const core = await freshCore();
	undoing.push(() => core.close());
	await register(core);
	await subscribe(core);
	await send(1);
	await expect.poll(() => values(core), WAIT).toEqual([1]);
	await broker.kill();
	// The terminal keeps it until the broker takes it.
	const sent = send(2);
	await broker.start();
	await sent;
	await send(3);
	await expect.poll(() => values(core), WAIT).toEqual([1, 2, 3]);
}, 120_000);

it('acknowledges nothing while the database is away, and writes it once that is back', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-mqtt-'));
	// mkdtemp closes it to others, and under root PostgreSQL is someone else.
	chmodSync(folder, 0o711);
	undoing.push(() => rmSync(folder, { recursive: true, force: true }));
	const dir = join(folder, 'postgres');
	const database = await startEmbedded({ dir });
	undoing.push(() => database.stop());
	await migrate(database.url);
	const core = await openCore(database.url, REGION, SECRET);
	undoing.push(() => core.close());
	await register(core);
	const first = await subscribe(core);
	await send(1);
	await expect.poll(() => values(core), WAIT).toEqual([1]);

	const cluster = await clusters.prepare(dir, () => {});
	await clusters.stop(cluster);
	for (const value of [2, 3, 4]) await send(value);
	// What it holds is forgotten with it: the next one is sent all of it again.
	await first.close();
	await subscribe(core);
	await clusters.startAgain(cluster);
	await expect.poll(() => values(core), WAIT).toEqual([1, 2, 3, 4]);
}, 120_000);
