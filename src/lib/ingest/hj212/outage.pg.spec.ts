/** The database goes and comes back beneath a gateway: what was answered is there. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REGION, SECRET } from '../../../../tests/core';
import { Gatehouse, MN } from '../../../../tests/stations';
import { openCore } from '../../server/core.server';
import { migrate } from '../../server/migrate.server';
import * as clusters from '../../server/postgres-cluster.server';

const NOW = new Date('2026-11-23T10:00:00+08:00');

let folder: string;
let cluster: clusters.Cluster;
let house: Gatehouse;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cockpit-hj212-'));
	// mkdtemp closes it to others, and under root PostgreSQL is someone else.
	chmodSync(folder, 0o711);
	cluster = await clusters.prepare(join(folder, 'postgres'), () => {});
	await clusters.start(cluster);
	const owner = clusters.connect(cluster);
	await owner.unsafe('create database cockpit');
	await owner.end();
	const url = clusters.urlOf(cluster, 'cockpit');
	await migrate(url);
	const core = await openCore(url, REGION, SECRET);
	const stations = [{ id: 'water', device: { mn: MN }, points: { w01018: 'mg/L' } }];
	house = await Gatehouse.open(
		NOW,
		stations,
		{ keep: 1_500, waiting: 50, unanswered: 40, refresh: 50 },
		core
	);
}, 120_000);
afterAll(async () => {
	await house?.close();
	await clusters.stop(cluster);
	rmSync(folder, { recursive: true, force: true });
});

it('answers nothing that is not there, drops what waits for too long, and takes it when it is sent again', async () => {
	const one = await house.station();
	let second = 0;
	const next = () =>
		one.readings(new Date(NOW.getTime() - 3_600_000 + second++ * 1_000), { w01018: second });
	const answered: number[] = [];
	const sendOne = async () => {
		const sent = next();
		const value = second;
		return one.ask(sent).then((answer) => answer?.cn === '9014' && answered.push(value));
	};
	for (let i = 0; i < 20; i++) await sendOne();

	// Some frames are on their way while it stops.
	const cut = Array.from({ length: 20 }, sendOne);
	await clusters.stop(cluster);
	const { dropped } = house.gateway.counts;
	const before = answered.length;
	const unanswered = Array.from({ length: 20 }, next);
	for (const { frame } of unanswered) one.socket.write(frame);
	await expect
		.poll(() => house.gateway.counts.dropped - dropped, { timeout: 10_000 })
		.toBeGreaterThanOrEqual(20);
	expect(answered).toHaveLength(before);

	// As a station does that was not answered: the same frame, with the same QN.
	const again = unanswered.map((sent) => one.ask(sent));
	await clusters.startAgain(cluster);
	for (const [i, answer] of (await Promise.all(again)).entries()) {
		expect(answer, `frame ${i}`).toMatchObject({ cn: '9014' });
	}
	const values = new Set((await house.readings('water-w01018')).map(({ value }) => value));
	expect(answered.filter((value) => !values.has(value))).toEqual([]);
	for (let value = 41; value <= 60; value++) expect(values).toContain(value);
	expect(await house.ask(one, '2011', 'DataTime=20261123095900;w01018-Rtd=99')).toMatchObject({
		answer: { cn: '9014' }
	});
	expect(cut).toHaveLength(20);
}, 60_000);

it('tells a stranger nothing while it cannot look, and reads no more than may wait', async () => {
	const [one, stranger] = [await house.station(), await house.station({ mn: 'ABC' })];
	await clusters.stop(cluster);
	const { frames } = house.gateway.counts;
	const heard = () => house.gateway.counts.frames - frames;
	const asked = stranger.readings(NOW, { w01018: 1 });
	stranger.socket.write(asked.frame);
	await expect.poll(heard).toBe(1);

	const sent = Array.from({ length: 150 }, () => one.readings(NOW, { w01018: 1 }));
	for (const { frame } of sent) one.socket.write(frame);
	// One line alone cannot fill the gateway.
	await expect.poll(heard).toBe(41);
	const other = await house.station();
	const others = Array.from({ length: 40 }, () => other.readings(NOW, { w01018: 1 }));
	for (const { frame } of others) other.socket.write(frame);
	await expect.poll(heard).toBe(51);
	await clusters.startAgain(cluster);
	expect(await one.ask(one.readings(NOW, { w01018: 2 }))).toMatchObject({ cn: '9014' });
	await expect.poll(heard).toBe(1 + 150 + 40 + 1);
	expect(stranger.told).toEqual([]);
	// Now it can be told.
	expect(await stranger.ask(asked)).toMatchObject({ cn: '9011' });
}, 60_000);
