import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Gatehouse, MN } from '../../../../tests/stations';
import { Station } from '../../../../scripts/stations/station';
import { openGateway } from './gateway.server';

const NOW = new Date('2016-08-01T08:58:58+08:00');
/** HJ 212-2017 annex A, the misprint 1C08 put right: a command to a station, so nothing that a station may send. */
const ANNEX_A =
	'##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n';
const DATA =
	'##0169QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;w01001-Rtd=7.1,w01001-Flag=N;w01018-Rtd=40.1,w01018-Flag=N&&1400\r\n';

let house: Gatehouse;
beforeAll(async () => {
	const points = {
		...{ w01001: '无量纲', w01018: 'mg/L' },
		w00000: { unit: 'L/s', interval: 3_600 }
	};
	const limits = { gather: 5, keptPerAddress: 1_000 };
	house = await Gatehouse.open(NOW, [{ id: 'water', device: { mn: MN }, points }], limits);
});
afterEach(() => house.hangUp());
afterAll(() => house.close());

it('makes readings of a frame, and answers it by its QN', async () => {
	const one = await house.station();
	const answer = one.answerTo('20160801085857223');
	one.socket.write(DATA);
	expect(await answer).toMatchObject({ cn: '9014', st: '91', mn: MN, flag: { version: 2017 } });
	expect(await house.readings('water-w01001')).toMatchObject([{ time: '08:58:57', value: 7.1 }]);
	expect(await house.readings('water-w01018')).toEqual([
		{ time: '08:58:57', value: 40.1, flag: 'N' }
	]);
	// Sent again, it is answered again, and counts once.
	const again = one.answerTo('20160801085857223');
	one.socket.write(DATA);
	expect(await again).toMatchObject({ cn: '9014' });
	expect(await house.readings('water-w01018')).toHaveLength(1);
});

it('refuses the command of annex A: PW, then CN', async () => {
	const one = await house.station({ pw: '100000' });
	const answer = one.answerTo('20160801085857223');
	one.socket.write(ANNEX_A);
	expect(await answer).toMatchObject({ cn: '9011', cp: [[{ name: 'QnRtn', value: '3' }]] });
	expect(await house.refusalOf(ANNEX_A)).toMatchObject({ codes: ['password'], source: 'test' });
	const { answer: other, frame } = await house.ask(await house.station(), '1062', 'RtdInterval=30');
	expect(other).toMatchObject({ cn: '9011', cp: [[{ value: '8' }]] });
	expect(await house.refusalOf(frame)).toMatchObject({ codes: ['unknown_command'] });
});

it('reads frames however they are cut or glued', async () => {
	const one = await house.station();
	const frames = [1, 2, 3, 4].map((i) => {
		const qn = one.qn(new Date(NOW.getTime() + i));
		const cp = `DataTime=2016080108000${i};w01018-Rtd=${i},w01018-Flag=N`;
		return { qn, frame: one.frame(qn, '2011', cp) };
	});
	const answers = frames.map(({ qn }) => one.answerTo(qn));
	one.socket.setNoDelay(true);
	for (const byte of frames[0]!.frame) one.socket.write(Buffer.of(byte));
	const [, second, third, fourth] = frames.map(({ frame }) => frame);
	one.socket.write(Buffer.concat([second!, third!, fourth!.subarray(0, 60)]));
	await Promise.all(answers.slice(0, 3));
	one.socket.write(fourth!.subarray(60));
	expect(await Promise.all(answers)).toMatchObject(Array(4).fill({ cn: '9014' }));
	const stored = (await house.readings('water-w01018')).filter(({ time }) =>
		time.startsWith('08:00')
	);
	expect(stored.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
});

it('joins a message in parts, and answers it once', async () => {
	const one = await house.station();
	const qn = one.qn(NOW);
	const part = (pno: number, cp: string) =>
		one.frame(qn, '2051', cp, {
			...{ pnum: 2, pno, flag: { version: 2017, answer: pno === 2, split: true } }
		});
	const answer = one.answerTo(qn);
	one.socket.write(part(2, 'DataTime=20160801081000;w01018-Avg=12,w01018-Flag=N'));
	one.socket.write(part(1, 'DataTime=20160801081000;w01001-Avg=7,w01001-Flag=N'));
	expect(await answer).toMatchObject({ cn: '9014' });
	expect((await house.readings('water-w01001')).at(0)).toMatchObject({
		time: '08:10:00',
		value: 7
	});
	expect(one.told).toHaveLength(1);
});

it('keeps an hourly mean for a point that reports by the hour alone', async () => {
	const one = await house.station();
	const cp = 'DataTime=20160801070000;w01018-Avg=9,w01018-Flag=N;w00000-Avg=3,w00000-Flag=N';
	expect((await house.ask(one, '2061', cp)).answer).toMatchObject({ cn: '9014' });
	expect(await house.readings('water-w00000')).toMatchObject([{ time: '07:00:00', value: 3 }]);
	expect((await house.readings('water-w01018')).map(({ time }) => time)).not.toContain('07:00:00');
});

it('takes what is good of a frame, and keeps the frame for what is not', async () => {
	const one = await house.station();
	const cp =
		'DataTime=20160801085700;w01001-Rtd=--,w01001-Flag=N;w01018-Rtd=41,w01018-Flag=N;w99999-Rtd=1;w00000-Rtd=-,w00000-Flag=B';
	const { frame, answer } = await house.ask(one, '2011', cp);
	expect(answer).toMatchObject({ cn: '9014' });
	expect(await house.refusalOf(frame)).toMatchObject({ codes: ['not_number', 'unknown_point'] });
	expect((await house.readings('water-w01018')).map(({ value }) => value)).toContain(41);
	const flag = await house.ask(one, '2011', 'DataTime=20160801085703;w01018-Rtd=43,w01018-Flag=Q');
	expect(await house.refusalOf(flag.frame)).toMatchObject({ codes: ['flag'] });
});

it.each([
	['future', 'DataTime=20160801100000;w01018-Rtd=1'],
	['too_old', 'DataTime=20150801100000;w01018-Rtd=1'],
	['missing', 'w01018-Rtd=1']
])('refuses a message whose time is %s', async (code, cp) => {
	const { answer, frame } = await house.ask(await house.station(), '2011', cp);
	expect(answer).toMatchObject({ cn: '9011', cp: [[{ value: '2' }]] });
	expect((await house.refusalOf(frame))!.codes).toContain(code);
});

it('beats with it, tells it the time, and takes 2005 without an answer', async () => {
	const one = await house.station({ version: 2025 });
	expect((await house.ask(one, '9015', '')).answer).toMatchObject({ cn: '9015' });
	expect((await house.ask(one, '1013', 'PolId=w01018')).answer).toMatchObject({ cn: '9013' });
	await expect
		.poll(() => one.told.at(-1))
		.toMatchObject({
			cn: '1012',
			cp: [[{ name: 'PolId', value: 'w01018' }], [{ name: 'SystemTime', value: '20160801085858' }]]
		});
	const old = await house.station({ version: 2005 });
	old.socket.write(old.frame(null as never, '2011', 'DataTime=20160801084000;w01018-Rtd=5'));
	await old.close();
	expect((await house.readings('water-w01018')).map(({ time }) => time)).toContain('08:40:00');
	expect(old.told).toEqual([]);
});

it('answers what it has read before it closes', async () => {
	const other = await openGateway(house.core, {
		...{ port: 0, host: '127.0.0.1', now: () => NOW, limits: { gather: 60_000 } }
	});
	const one = await Station.open(other.port, { mn: MN });
	const answer = one.ask(one.readings(NOW, { w01018: 44 }));
	await expect.poll(() => other.counts.frames).toBe(1);
	await other.close();
	expect(await answer).toMatchObject({ cn: '9014' });
	expect((await house.readings('water-w01018')).map(({ value }) => value)).toContain(44);
});
