import { describe, expect, it } from 'vitest';
import { readItems } from '../../standards/hj212/cp';
import type { Version } from '../../standards/hj212/segment';
import { commandOf } from './commands';
import { unitMismatch } from './factors';
import { samplesOf } from './samples';

const TIMES = {
	now: new Date('2026-11-23T10:00:00+08:00'),
	oldest: new Date('2026-09-01T00:00:00+08:00')
};
const at = 'DataTime=20261123095900';
const point = (code: string, more = {}) => [
	code,
	[{ key: `point/s/${code}`, code, unit: 'mg/m³', interval: 60, ...more }]
];

function said(cn: string, cp: string, points: unknown[], version: Version = 2017) {
	const command = commandOf(cn);
	if (command?.does !== 'data') throw new Error(cn);
	const packet = {
		...{ qn: '20261123095900000', st: '31', cn, pw: '', mn: 'A', pnum: null, pno: null },
		...{ flag: { version, answer: true, split: false }, resent: false, cp: readItems(cp).items }
	};
	return samplesOf(packet, command, new Map(points as never), TIMES);
}
const values = (...args: Parameters<typeof said>) =>
	said(...args).samples.map(({ point: key, value, flag }) => [key.slice(8), value, flag]);
const codes = (...args: Parameters<typeof said>) => said(...args).errors.map(({ code }) => code);

describe('values', () => {
	it.each([
		['2011', 'a21026-Rtd=1,a21026-Avg=2', [['a21026', 1, 'N']]],
		['2051', 'a21026-Rtd=1,a21026-Avg=2', [['a21026', 2, 'N']]],
		['2061', 'a21026-Avg=2', []],
		['2031', 'a21026-Avg=2', []]
	])('of %s', (cn, cp, expected) => {
		expect(values(cn, `${at};${cp}`, [point('a21026')])).toEqual(expected);
	});

	it('of the hour and the day, where the point reports no more often', () => {
		const hourly = [point('a21026', { interval: 3_600 })];
		expect(values('2061', `${at};a21026-Avg=2`, hourly)).toHaveLength(1);
		expect(values('2031', `${at};a21026-Avg=2`, hourly)).toEqual([]);
		const daily = [point('a21026', { interval: 86_400 })];
		expect(values('2031', `${at};a21026-Avg=2`, daily)).toHaveLength(1);
	});

	it('converted to reference conditions, for the point that asks for them', () => {
		const cp = `${at};a21026-Rtd=1,a21026-ZsRtd=3,a21026-Flag=N`;
		expect(values('2011', cp, [point('a21026'), point('a21026-zs')])).toEqual([
			['a21026', 1, 'N'],
			['a21026-zs', 3, 'N']
		]);
	});

	it('of several points that share a code, and of a code in other letters', () => {
		const two = [
			'a21026',
			[...(point('a21026')[1] as object[]), { ...(point('x')[1] as object[])[0] }]
		];
		expect(said('2011', `${at};A21026-Rtd=1`, [two]).samples).toHaveLength(2);
	});
});

describe('flags', () => {
	it.each(['N', 'F', 'M', 'S', 'D', 'C', 'T', 'B'])('%s is the reading’s', (flag) => {
		const cp = `${at};a21026-Rtd=1,a21026-Flag=${flag}`;
		expect(values('2011', cp, [point('a21026')])).toEqual([['a21026', 1, flag]]);
	});

	it('that are not known are refused, and those of 2005 are known in 2005', () => {
		const cp = `${at};a21026-Rtd=1,a21026-Flag=P`;
		expect(codes('2011', cp, [point('a21026')])).toEqual(['flag']);
		expect(values('2011', cp, [point('a21026')], 2005)).toEqual([['a21026', 1, 'D']]);
	});

	it('excuse a value that is missing', () => {
		const cp = (flag: string) => `${at};a21026-Rtd=--,a21026-Flag=${flag}`;
		expect(codes('2011', cp('D'), [point('a21026')])).toEqual([]);
		expect(codes('2011', cp('N'), [point('a21026')])).toEqual(['not_number']);
	});
});

describe('what cannot be taken', () => {
	it('is a time ahead, or older than what is kept, or none', () => {
		const time = (digits: string) => codes('2011', `DataTime=${digits};a21026-Rtd=1`, []);
		expect(time('20261123100600')).toEqual(['future']);
		expect(time('20260831235959')).toEqual(['too_old']);
		expect(time('20261131000000')).toEqual(['format', 'missing']);
		expect(said('2011', 'a21026-Rtd=1', []).refused).toBe(true);
		expect(said('2011', '', [])).toMatchObject({ refused: true, errors: [{ code: 'missing' }] });
	});

	it('leaves the rest of the message', () => {
		const cp = `${at};a21026-Rtd=1;DataTime=20271123000000;a21026-Rtd=2`;
		expect(said('2011', cp, [point('a21026')])).toMatchObject({
			...{ refused: false, samples: [{ value: 1 }], errors: [{ code: 'future' }] }
		});
	});

	it('is a code without a point', () => {
		expect(said('2011', `${at};a1-Rtd=1;a2-Cou=1`, []).unplaced).toEqual(['a1']);
	});

	it('is a unit of another kind', () => {
		expect(codes('2011', `${at};a21026-Rtd=1`, [point('a21026', { unit: '%' })])).toEqual(['unit']);
		for (const unit of ['mg/m³', 'ug/m3', 'μg/m³', 'µg/m3']) {
			expect(unitMismatch('a21026', unit)).toBeNull();
		}
		expect(unitMismatch('a99999', '%')).toBeNull();
		expect(unitMismatch('constructor', '%')).toBeNull();
		expect(unitMismatch('w01018', 'g')).toContain('mg/L');
	});
});
