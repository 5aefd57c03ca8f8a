/** Who speaks: MN, password, key, and what is listed of strangers. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Gatehouse, MN, mnOf, register, type Registered } from '../../../../tests/stations';
import { Station } from '../../../../scripts/stations/station';
import { encodeFrame, modbusCrc } from '../../standards/hj212/frame';
import { hasSm4 } from '../../standards/hj212/sm4.server';
import { openGateway } from './gateway.server';

const NOW = new Date('2016-08-01T08:58:58+08:00');
const SM4 = { key: Buffer.alloc(16, 7), padding: 'none' as const };
const SEALED = mnOf(0x25);
const MODBUS = mnOf(0x99);

let house: Gatehouse;
beforeAll(async () => {
	const stations: Registered[] = [
		{ id: 'water', device: { mn: MN }, points: { w01018: 'mg/L' } },
		{
			id: 'sealed',
			device: { mn: SEALED, protocol: '2025', sm4Key: SM4.key.toString('hex') },
			points: { a21026: 'mg/m³', 'a21002-Zs': 'mg/m³' }
		},
		{ id: 'modbus', device: { mn: MODBUS, crc: 'modbus' }, points: { w01018: '%' } },
		{ id: 'twin-a', device: { mn: mnOf(2) }, points: {} },
		{ id: 'twin-b', device: { mn: mnOf(2) }, points: {} }
	];
	house = await Gatehouse.open(NOW, stations, { gather: 5, keptPerAddress: 1_000 });
});
afterEach(() => house.hangUp());
afterAll(() => house.close());

it.skipIf(!hasSm4())('opens what is encrypted, and refuses the same in the clear', async () => {
	const options = { mn: SEALED, version: 2025, st: '31' } as const;
	const cp =
		'DataTime=20160801085000;a21026-Rtd=18,a21026-Flag=N;a21002-Rtd=40,a21002-ZsRtd=55,a21002-Flag=D';
	const { frame, answer } = await house.ask(
		await house.station({ ...options, sm4: SM4 }),
		'2011',
		cp
	);
	expect(frame).not.toContain('a21026');
	expect(answer).toMatchObject({ cn: '9014', flag: { version: 2025 } });
	expect(await house.readings('sealed-a21026')).toMatchObject([{ value: 18, flag: 'N' }]);
	expect(await house.readings('sealed-a21002-Zs')).toMatchObject([{ value: 55, flag: 'D' }]);

	const clear = await house.ask(await house.station(options), '2011', cp);
	expect(clear.answer).toMatchObject({ cn: '9011', cp: [[{ value: '2' }]] });
	const wrong = await house.station({ ...options, sm4: { ...SM4, key: Buffer.alloc(16, 8) } });
	const { frame: noise } = wrong.readings(NOW, { a21026: 1 });
	wrong.socket.write(noise);
	const kept = () => house.refusalOf(`hex:${noise.toString('hex')}`);
	await expect.poll(kept).toMatchObject({ codes: ['crc'] });
});

it('answers 3 to a wrong password, 4 to an MN that is nobody’s or two devices’, and lists them', async () => {
	const wrong = await house.ask(await house.station({ pw: '654321' }), '2011', 'w01018-Rtd=1');
	expect(wrong.answer).toMatchObject({ cn: '9011', cp: [[{ value: '3' }]] });
	expect(await house.refusalOf(wrong.frame)).toMatchObject({ codes: ['password'], source: 'test' });
	for (const mn of ['AB-1', mnOf(2)]) {
		const one = await house.station({ mn });
		expect((await house.ask(one, '2011', 'w01018-Rtd=1')).answer).toMatchObject({
			...{ cn: '9011', cp: [[{ value: '4' }]] }
		});
		await house.ask(one, '2011', 'w01018-Rtd=2');
	}
	const list = () =>
		house.core.database.sql<
			{ name: string; reason: string; attempts: string; address: string }[]
		>`select name, reason, attempts, address from unknown_device where door = 'hj212' order by name`;
	await expect
		.poll(async () => (await list()).map(({ name, attempts }) => [name, Number(attempts)]), {
			timeout: 5_000
		})
		.toEqual([
			[MN, 1],
			[mnOf(2), 2],
			['AB-1', 2]
		]);
	const [, twin, stranger] = await list();
	expect(twin!.reason).toContain('device/test/twin-a、device/test/twin-b');
	expect(stranger).toMatchObject({ address: '127.0.0.1', reason: '没有登记此 MN 的设备' });
});

it('knows a device that was registered just now', async () => {
	await register(house.core, NOW, [
		{ id: 'late', device: { mn: mnOf(3) }, points: { w01018: 'mg/L' } }
	]);
	const one = await house.station({ mn: mnOf(3) });
	await expect
		.poll(
			async () => (await house.ask(one, '2011', `DataTime=20160801085700;w01018-Rtd=5`)).answer?.cn,
			{
				timeout: 5_000
			}
		)
		.toBe('9014');
	await register(
		house.core,
		NOW,
		[{ id: 'late', device: { mn: mnOf(3), password: 'x' }, points: {} }],
		2
	);
	await expect
		.poll(async () => (await house.ask(one, '2011', 'w01018-Rtd=5')).answer?.cp, { timeout: 5_000 })
		.toEqual([[{ name: 'QnRtn', value: '3' }]]);
});

it('takes the Modbus CRC from the device that has it, and keeps a wrong unit for somebody to see', async () => {
	const one = await house.station({ mn: MODBUS });
	const qn = one.qn(NOW);
	const segment = one.frame(qn, '2011', 'DataTime=20160801085800;w01018-Rtd=5').subarray(6, -6);
	const frame = encodeFrame(segment).toString().slice(0, -6) + modbusCrc(segment) + '\r\n';
	expect(await one.ask({ qn, frame: Buffer.from(frame) })).toMatchObject({ cn: '9014' });
	expect(await house.readings('modbus-w01018')).toEqual([]);
	expect(await house.refusalOf(frame)).toMatchObject({ codes: ['unit'] });

	const strict = await house.station();
	const first = await house.ask(strict, '2011', 'DataTime=20160801085800;w01018-Rtd=6');
	expect(first.answer).toMatchObject({ cn: '9014' });
	const other = strict.qn(NOW);
	const good = strict.frame(other, '2011', 'DataTime=20160801085801;w01018-Rtd=6');
	const wrong = good.toString().slice(0, -6) + modbusCrc(good.subarray(6, -6)) + '\r\n';
	expect(await strict.ask({ qn: other, frame: Buffer.from(wrong) })).toMatchObject({
		...{ cn: '9011', cp: [[{ value: '9' }]] }
	});
	expect(await house.refusalOf(wrong)).toMatchObject({ codes: ['crc'], source: 'hj212' });
});

it('carries several stations on one line, each with its password', async () => {
	const one = await house.station({ mn: mnOf(1) });
	const asked = async (mn: string, pw: string) =>
		(await house.ask(one, '2021', '', { mn, pw })).answer!.cn;
	expect(await asked(MN, '123456')).toBe('9014');
	expect(await asked(MODBUS, '123456')).toBe('9014');
	expect(await asked(MODBUS, '')).toBe('9011');
});

it('takes no password for any where the registered one was erased', async () => {
	await house.core.privacy.erase('device/test/water');
	const other = await openGateway(house.core, { port: 0, host: '127.0.0.1', now: () => NOW });
	const one = await Station.open(other.port, { mn: MN });
	const { answer, frame } = await house.ask(one, '2011', 'w01018-Rtd=1');
	expect(answer).toMatchObject({ cn: '9011', cp: [[{ value: '3' }]] });
	expect(await house.refusalOf(frame)).toMatchObject({ codes: ['erased'] });
	await other.close();
});
