/** Stations that do harm, each beside one that does not. */
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Gatehouse, MN, mnOf } from '../../../../tests/stations';
import { encodeFrame } from '../../standards/hj212/frame';

const NOW = new Date('2026-11-23T10:00:00+08:00');
const LIMITS = {
	...{ faults: 10, keptPerAddress: 20, perAddress: 5, devices: 2, parts: 3, messages: 2 },
	...{
		tell: 1_000,
		idle: 3_000,
		stranger: 1_500,
		gather: 5,
		unread: 2_000,
		framesPerSecond: 500,
		burst: 500
	}
};

let house: Gatehouse;
beforeAll(async () => {
	const points = { w01018: 'mg/L' };
	house = await Gatehouse.open(
		NOW,
		[MN, mnOf(1), mnOf(2)].map((mn, i) => ({ id: `s${i}`, device: { mn }, points })),
		LIMITS
	);
});
afterEach(() => house.hangUp());
afterAll(() => house.close());

const line = () => connect({ port: house.gateway.port, host: '127.0.0.1' });
const logs = () => house.logged.join('\n');
const isServed = async () => {
	const one = await house.station();
	expect((await house.ask(one, '9015', '')).answer).toMatchObject({ cn: '9015' });
	await one.close();
};

it('is turned out after so many faults, and only so much of it is kept', async () => {
	const noise = Buffer.from('##0010QN=1;ST=32FFFF\r\n');
	for (let round = 0; round < 5; round++) {
		const one = line();
		one.on('error', () => {});
		const closed = once(one, 'close');
		for (let i = 0; i < 12; i++) one.write(noise);
		await closed;
	}
	const kept = await house.refusals();
	expect(kept).toHaveLength(20);
	expect(kept[0]).toMatchObject({ raw: noise.toString(), codes: ['crc'], source: 'hj212' });
	expect(house.gateway.counts).toMatchObject({ refused: 50, unkept: 30 });
	expect(logs()).toContain('closed: 10 of its frames were refused');
	const told = () =>
		[...logs().matchAll(/(\d+) frames refused, (\d+) of them not kept/g)].reduce(
			(sum, [, refused, unkept]) => [sum[0]! + Number(refused), sum[1]! + Number(unkept)],
			[0, 0]
		);
	await expect.poll(told, { timeout: 5_000 }).toEqual([50, 30]);
	await isServed();
});

it('cannot take all lines, and not one for ever without a name', async () => {
	const taken = Array.from({ length: LIMITS.perAddress }, line);
	await expect.poll(() => house.gateway.connections()).toBe(LIMITS.perAddress);
	const from = performance.now();
	const turned = line();
	turned.on('error', () => {});
	await once(turned, 'close');
	expect(performance.now() - from).toBeLessThan(LIMITS.stranger);
	await Promise.all(taken.map((one) => once(one.resume(), 'close')));
	expect(performance.now() - from).toBeGreaterThan(LIMITS.stranger / 2);
	await isServed();
});

it('is closed when it falls silent, though it was known', async () => {
	const one = await house.station();
	await house.ask(one, '9015', '');
	await once(one.socket, 'close');
	await isServed();
});

it('is read no faster than its limit', async () => {
	const one = await house.station();
	const sent = Array.from({ length: 900 }, () => {
		const qn = one.qn(NOW);
		return { qn, frame: one.frame(qn, '9015', '') };
	});
	const from = performance.now();
	const answers = sent.map(({ qn }) => one.answerTo(qn));
	one.socket.write(Buffer.concat(sent.map(({ frame }) => frame)));
	expect(await Promise.all(answers)).toMatchObject(Array(900).fill({ cn: '9015' }));
	// 500 at once, 400 at 500 a second.
	expect(performance.now() - from).toBeGreaterThan(790);
});

it('may not speak for more devices than a concentrator has', async () => {
	const one = await house.station();
	const asked = async (mn: string) => (await house.ask(one, '2021', '', { mn })).answer!.cn;
	expect([await asked(MN), await asked(mnOf(1)), await asked(mnOf(2))]).toEqual([
		...['9014', '9014', '9011']
	]);
});

it('may not have more parts wait than it may', async () => {
	const one = await house.station();
	const part = (qn: string, pnum: number, pno: number) =>
		one.frame(qn, '2011', `DataTime=20261123095900;w01018-Rtd=${pno}`, {
			...{ pnum, pno, flag: { version: 2017, answer: true, split: true } }
		});
	const many = one.qn(NOW);
	expect(await one.ask({ qn: many, frame: part(many, 4, 1) })).toMatchObject({ cn: '9011' });
	const { refused } = house.gateway.counts;
	const names = [1, 2, 3].map(() => one.qn(NOW));
	for (const qn of names) one.socket.write(part(qn, 2, 1));
	await expect.poll(() => house.gateway.counts.refused - refused).toBe(1);
	const last = await one.ask({ qn: names[2]!, frame: part(names[2]!, 2, 2) });
	expect(last).toMatchObject({ cn: '9014' });
});

it('throws nothing, whatever it sends', async () => {
	const good = encodeFrame(
		Buffer.from(
			`QN=20261123095900000;ST=32;CN=2011;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20261123095900;w01018-Rtd=1&&`
		)
	);
	const piece = fc.oneof(
		fc.uint8Array({ maxLength: 60 }),
		fc.constantFrom('##', '##0087', 'QN=', 'CP=&&', '&&', 'FFFF\r\n').map((s) => Buffer.from(s)),
		// A good frame with one byte changed, or cut.
		fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => {
			const changed = Buffer.from(good);
			changed[at] = byte;
			return changed;
		}),
		fc.nat(good.length).map((end) => good.subarray(0, end))
	);
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
			const one = line();
			one.on('error', () => {});
			const closed = once(one.resume(), 'close');
			for (const bytes of pieces) one.write(bytes);
			one.end();
			await closed;
		}),
		{ seed: 212, numRuns: 60 }
	);
	expect(logs()).not.toContain('failed');
	expect(house.gateway.counts.frames).toBeGreaterThan(100);
	await isServed();
});
