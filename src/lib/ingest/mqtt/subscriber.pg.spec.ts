import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ANY, context, freshCore, READER } from '../../../../tests/core';
import { INSTALLING_MS, Mosquitto } from '../../../../tests/mosquitto';
import type { Core } from '../../server/core.server';
import { datasetOf } from '../datasets.server';
import { ingestRows } from '../records.server';
import { openBroker } from './broker.server';
import { openSubscriber, type Options, type Subscriber } from './subscriber.server';

const CODE = '91140603MAXXX0001A';
const NOW = new Date('2026-11-23T02:32:00Z');
const topic = (code: string, kind = 'telemetry') => `pl/140603/nengyuan/${CODE}/${code}/${kind}`;
const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000).toISOString();

let core: Core & { url: string };
let broker: Mosquitto;
let publisher: MqttClient;
let subscriber: Subscriber | null = null;
/** A session of its own for each test: what a former one left at the broker is not sent here. */
let session = 0;
const clients: MqttClient[] = [];
const logged: string[] = [];

beforeAll(async () => {
	broker = await Mosquitto.open();
	core = await freshCore();
	const point = datasetOf('points')!.example('p', NOW);
	const device = { id: 'gate', department: 'nengyuan', deviceName: '网关', kind: 'mqtt' };
	await ingestRows(core, context(new Date(at(-60))), ANY, [
		{ dataset: 'devices', row: { ...device, creditCode: CODE } },
		{ dataset: 'points', row: { ...point, id: 'p1', code: 'T1', device: 'gate' } },
		{ dataset: 'points', row: { ...point, id: 'p2', factor: 'wind', unit: 'm/s', device: 'gate' } },
		{ dataset: 'points', row: { ...point, id: 'twin-1', factor: 'dust' } },
		{ dataset: 'points', row: { ...point, id: 'twin-2', factor: 'dust' } }
	]);
}, INSTALLING_MS);
beforeEach(async () => {
	session += 1;
	publisher = await client();
});
afterEach(async () => {
	await subscriber?.close();
	subscriber = null;
	for (const one of clients.splice(0)) await one.endAsync(true);
	await core.database.sql`delete from reading`;
	await core.database.sql`delete from point_state`;
	logged.length = 0;
});
afterAll(async () => {
	await core?.close();
	await broker?.close();
});

async function client(options: IClientOptions = {}): Promise<MqttClient> {
	const one = mqtt.connect(broker.url, { protocolVersion: 5, reconnectPeriod: 200, ...options });
	one.on('error', () => {});
	clients.push(one);
	if (!one.connected) await new Promise((done) => one.once('connect', done));
	return one;
}

async function open(options: Partial<Options> = {}): Promise<void> {
	const log = (line: string) => void logged.push(line);
	const clientId = `session-${session}`;
	subscriber = openSubscriber(core, {
		...{ url: broker.url, clientId, now: () => NOW, log, ...options }
	});
	await subscriber.ready;
}

const send = (name: string, payload: unknown, qos: 0 | 1 = 1) =>
	publisher.publishAsync(name, typeof payload === 'string' ? payload : JSON.stringify(payload), {
		qos
	});

const readings = () => core.database.sql<{ point: string; value: number; flag: string }[]>`
	select point, value, flag from reading order by point, time`;
const refused = () => core.database.sql<{ id: string; raw: string; code: string }[]>`
	select row_id as id, raw, errors->0->>'code' as code from rejected_row where dataset = 'mqtt' order by at`;
const flips = async () =>
	(
		await core.database.sql<{ kind: string }[]>`
			select kind from ledger_entry where kind in ('point.silent', 'point.back') order by seq`
	).map(({ kind }) => kind);
const soon = (assert: () => Promise<unknown>) => expect.poll(assert, { timeout: 25_000 });

it('stores what is sent, by code, factor or id', async () => {
	await open();
	await send(topic('T1'), { ts: at(0), v: 0.4, unit: '%CH₄', seq: 1 });
	await send(topic('wind'), { ts: at(0), v: 2.5, flag: 'M' }, 0);
	await send(topic('twin-2'), { ts: NOW.getTime(), v: 7 });
	await send(topic('T1'), { ts: at(0), v: 0.4, seq: 1 });
	await soon(readings).toEqual([
		{ point: 'point/test/p1', value: 0.4, flag: 'N' },
		{ point: 'point/test/p2', value: 2.5, flag: 'M' },
		{ point: 'point/test/twin-2', value: 7, flag: 'N' }
	]);
});

it('keeps what is bad with what came, and goes on', async () => {
	await open();
	await send(topic('T1'), '{"ts":');
	await send(topic('T1'), { ts: at(0), v: 'high' });
	await send(topic('T1'), { ts: at(0), v: 1, unit: 'ppm' });
	await send(topic('T1'), { ts: at(10), v: 1 });
	await send(topic('T1'), { ts: at(0), v: 1, sig: 'a\u0000b' });
	await send(topic('dust'), { ts: at(0), v: 1 });
	await send(topic('T1', 'event'), { type: '鼠患' });
	await send(topic('T1', 'status'), 'asleep');
	await send(topic('T1'), { ts: at(0), v: 0.5 });
	await soon(readings).toHaveLength(1);
	await soon(async () => (await refused()).map(({ code }) => code).sort()).toEqual(
		[
			...['invalid_json', 'invalid_type', 'unit', 'future'],
			...['unstorable', 'ambiguous_point', 'event', 'invalid_value']
		].sort()
	);
	const rows = await refused();
	const first = rows.find(({ code }) => code === 'invalid_json')!;
	expect(await core.privacy.open([first.raw])).toEqual(['{"ts":']);
	expect(first.id).toBe(topic('T1'));
});

it('lists who is not registered', async () => {
	await open();
	await send(topic('nobody'), { ts: at(0), v: 1 });
	await send(topic('T1').replace('nengyuan', 'shijian'), { ts: at(0), v: 1 });
	await send('pl/140603/shijian', 'x');
	const listed = () =>
		core.rows.as(
			...([
				READER,
				NOW,
				(sql) => sql`select name, address from unknown_device where door = 'mqtt' order by name`
			] satisfies Parameters<typeof core.rows.as>)
		);
	const address = new URL(broker.url).host;
	await soon(listed).toEqual([
		{ name: topic('nobody'), address },
		{ name: 'pl/140603/shijian', address },
		{ name: topic('T1').replace('nengyuan', 'shijian'), address }
	]);
	expect(await readings()).toEqual([]);
});

it('marks the points of a terminal silent by its last will, and back with the next reading', async () => {
	await open();
	const will = {
		topic: topic('gate', 'status'),
		payload: Buffer.from('offline'),
		qos: 1,
		retain: true
	};
	const terminal = await client({ will: will as IClientOptions['will'], reconnectPeriod: 0 });
	await terminal.publishAsync(topic('T1'), JSON.stringify({ ts: at(0), v: 0.4 }), { qos: 1 });
	await soon(readings).toHaveLength(1);
	const before = (await flips()).length;
	terminal.stream.destroy();
	await soon(async () => (await flips()).slice(before)).toEqual(['point.silent', 'point.silent']);
	await send(topic('gate', 'status'), 'online');
	await send(topic('T1'), { ts: at(1), v: 0.4 });
	await soon(async () => (await flips()).slice(before + 2)).toEqual(['point.back']);
});

it('does not believe a farewell that the broker kept, against a reading of just now', async () => {
	await open();
	await send(topic('T1'), { ts: at(0), v: 0.4 });
	await soon(readings).toHaveLength(1);
	const before = (await flips()).length;
	await publisher.publishAsync(topic('p1', 'status'), 'offline', { qos: 1, retain: true });
	await soon(async () => (await flips()).slice(before)).toEqual(['point.silent']);
	await send(topic('T1'), { ts: at(1), v: 0.4 });
	await soon(async () => (await flips()).slice(before)).toEqual(['point.silent', 'point.back']);
	await subscriber!.close();
	// A new session is sent what is kept.
	await open({ clientId: 'another' });
	await send(topic('T1'), { ts: at(2), v: 0.4 });
	await soon(readings).toHaveLength(3);
	expect((await flips()).slice(before)).toHaveLength(2);
	await publisher.publishAsync(topic('p1', 'status'), '', { qos: 1, retain: true });
});

it('receives what is published while it is away, a few at a time', async () => {
	await open({ most: 20 });
	await subscriber!.close();
	const many = Array.from({ length: 200 }, (_, i) => i);
	const start = NOW.getTime() - 3_600_000;
	await Promise.all(many.map((i) => send(topic('T1'), { ts: start + i, v: i })));
	expect(await readings()).toEqual([]);
	await open({ most: 20 });
	await soon(async () => (await readings()).length).toBe(200);
});

it('speaks to the broker of development, whose password keeps others out', async () => {
	const own = await openBroker();
	const log = (line: string) => void logged.push(line);
	subscriber = openSubscriber(core, { ...own, now: () => NOW, log });
	await subscriber.ready;
	const terminal = mqtt.connect(own.url);
	await terminal.publishAsync(topic('T1'), JSON.stringify({ ts: at(0), v: 0.4 }), { qos: 1 });
	await soon(readings).toHaveLength(1);
	await terminal.endAsync();
	const stranger = new URL(own.url);
	stranger.password = 'guessed';
	await expect(mqtt.connectAsync(stranger.href, { reconnectPeriod: 0 })).rejects.toThrow(/refused/);
	await subscriber.close();
	subscriber = null;
	await own.close();
});
