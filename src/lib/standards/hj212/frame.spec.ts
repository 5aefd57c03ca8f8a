import { expect, it } from 'vitest';
import { encodeFrame, hj212Crc, modbusCrc } from './frame';
import { digitsOf, timeOf } from './time';

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** HJ 212-2017 annex A, with its misprint 1C08 put right; length 101. */
const EXAMPLE_2017 =
	'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&';

it.each([
	['2017, annex A', EXAMPLE_2017, '##0101', '1C80'],
	[
		'2025, annex A.1',
		'QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&',
		'##0087',
		'2200'
	],
	[
		'readings of water',
		'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;w01001-Rtd=7.1,w01001-Flag=N;w01018-Rtd=40.1,w01018-Flag=N&&',
		'##0169',
		'1400'
	],
	[
		'an answer',
		'QN=20261123093001000;ST=91;CN=9014;PW=123456;MN=140603A8900016F000169DC0;Flag=4;CP=&&&&',
		'##0087',
		'5B40'
	]
])('frames the example: %s', (_, segment, header, crc) => {
	expect(hj212Crc(ascii(segment))).toBe(crc);
	expect(encodeFrame(ascii(segment)).toString('latin1')).toBe(`${header}${segment}${crc}\r\n`);
});

it('has another CRC than Modbus', () => {
	expect(modbusCrc(ascii(EXAMPLE_2017))).toBe('0759');
	expect(modbusCrc(ascii('123456789'))).toBe('4B37');
});

it('counts bytes, and refuses what is longer than the limit', () => {
	expect(encodeFrame(Buffer.from('监测')).subarray(0, 6).toString()).toBe('##0006');
	expect(encodeFrame(Buffer.alloc(1024, 'a'))).toHaveLength(1036);
	expect(() => encodeFrame(Buffer.alloc(1025, 'a'))).toThrow('拆分包');
	expect(encodeFrame(Buffer.alloc(1025, 'a'), { limit: 2000 })).toHaveLength(1037);
	expect(() => encodeFrame(Buffer.alloc(10_000, 'a'), { limit: 99_999 })).toThrow(RangeError);
});

it('reads times of +08:00', () => {
	expect(timeOf('20160801085857')).toEqual(new Date('2016-08-01T08:58:57+08:00'));
	expect(timeOf('20160801085857223')).toEqual(new Date('2016-08-01T08:58:57.223+08:00'));
	expect(timeOf('20160101000000')).toEqual(new Date('2015-12-31T16:00:00Z'));
	expect(digitsOf(new Date('2015-12-31T16:00:00.007Z'), 17)).toBe('20160101000000007');
	expect(digitsOf(new Date('2015-12-31T16:00:00.007Z'), 14)).toBe('20160101000000');
});

it.each([
	'20160230085857',
	'20161301000000',
	'20160801240000',
	'00000801085857',
	'2016080108585',
	''
])('refuses the time “%s”', (digits) => expect(timeOf(digits)).toBeNull());
