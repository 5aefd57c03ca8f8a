import { expect, it } from 'vitest';
import { encodeAnswer, EXE_RTN, QN_RTN, type Answer } from './answers';
import { parseSegment, type Version } from './segment';
import { FrameDecoder } from './stream';

const to = (version: Version, qn: string | null = '20160801085857223') => ({
	qn,
	pw: '123456',
	mn: '010000A8900016F000169DC0',
	flag: { version }
});
const body = (version: Version, answer: Answer) =>
	encodeAnswer(to(version), answer).toString('latin1').slice(6, -6);
const HEAD = 'PW=123456;MN=010000A8900016F000169DC0';

it.each<[Answer, string]>([
	[{ cn: '9011', qnRtn: QN_RTN.accepted }, `CN=9011;${HEAD};Flag=4;CP=&&QnRtn=1&&`],
	[{ cn: '9011', qnRtn: QN_RTN.crc }, `CN=9011;${HEAD};Flag=4;CP=&&QnRtn=9&&`],
	[{ cn: '9012', exeRtn: EXE_RTN.done }, `CN=9012;${HEAD};Flag=4;CP=&&ExeRtn=1&&`],
	[{ cn: '9013' }, `CN=9013;${HEAD};Flag=4;CP=&&&&`],
	[{ cn: '9014' }, `CN=9014;${HEAD};Flag=4;CP=&&&&`]
])('answers as annex C of 2017 does: %o', (answer, expected) => {
	expect(body(2017, answer)).toBe(`QN=20160801085857223;ST=91;${expected}`);
	expect(body(2025, answer)).toBe(
		`QN=20160801085857223;ST=91;${expected.replace('Flag=4', 'Flag=8')}`
	);
});

it('has the heartbeat of 2025', () => {
	expect(body(2025, { cn: '9015' })).toBe(
		`QN=20160801085857223;ST=91;CN=9015;${HEAD};Flag=8;CP=&&&&`
	);
	expect(() => body(2005, { cn: '9015' })).toThrow('9015');
});

it('puts QN into the data area for 2005', () => {
	expect(body(2005, { cn: '9011', qnRtn: 1 })).toBe(
		`ST=91;CN=9011;${HEAD};Flag=0;CP=&&QN=20160801085857223;QnRtn=1&&`
	);
	expect(body(2005, { cn: '9014' })).toBe(
		`ST=91;CN=9014;${HEAD};Flag=0;CP=&&QN=20160801085857223&&`
	);
});

it('does not answer what it cannot name', () => {
	expect(() => encodeAnswer(to(2017, null), { cn: '9014' })).toThrow('QN');
	expect(() => encodeAnswer(to(2017, '1'), { cn: '9014' })).toThrow('QN');
	expect(() => encodeAnswer({ ...to(2017), mn: ';' }, { cn: '9014' })).toThrow(RangeError);
});

it('writes frames that are read', () => {
	const frame = encodeAnswer(
		{ ...to(2017, '20261123093001000'), mn: '140603A8900016F000169DC0' },
		{ cn: '9014' }
	);
	expect(frame.toString('latin1')).toMatch(/^##0087.*5B40\r\n$/);
	const [piece] = new FrameDecoder().push(frame);
	expect(piece).toMatchObject({ kind: 'frame' });
	expect(parseSegment(frame.subarray(6, -6))).toMatchObject({
		ok: true,
		packet: { cn: '9014', cp: [] }
	});
});
