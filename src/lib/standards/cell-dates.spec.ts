import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDay, readTime, serialTime } from './cell-dates';
import type { Cell } from './cells';

const seed = 140603;
const says = (words: string) => ({ reason: expect.stringContaining(words) });
const at = (iso: string) => ({ value: new Date(iso) });

it.each([
	'2026-11-23',
	'2026/11/23',
	'2026.11.23',
	'2026年11月23日',
	'2026 年 11 月 23 日',
	'20261123',
	'２０２６／１１／２３',
	' 2026-11-23\u3000',
	'\u202a2026-11-23\u202c',
	'2026-11-23 00:00:00',
	'2026-11-23 23:59',
	'2026-11-23T00:00:00+08:00',
	20261123,
	46349,
	46349.75
] as Cell[])('reads %j as 2026-11-23', (cell) =>
	expect(readDay(cell)).toEqual({ value: '2026-11-23' })
);

it.each([
	['2026-11-23', '2026-11-22T16:00:00.000Z'],
	['2026-1-5', '2026-01-04T16:00:00.000Z'],
	['2026-11-23 10:32', '2026-11-23T02:32:00.000Z'],
	['2026/11/23 9:05:07', '2026-11-23T01:05:07.000Z'],
	['2026.11.23  10：32：05', '2026-11-23T02:32:05.000Z'],
	['2026年11月23日10:32', '2026-11-23T02:32:00.000Z'],
	['2026年11月23日 10时32分', '2026-11-23T02:32:00.000Z'],
	['2026年11月23日9点5分7秒', '2026-11-23T01:05:07.000Z'],
	['20261123 10:32', '2026-11-23T02:32:00.000Z'],
	['20261123103205', '2026-11-23T02:32:05.000Z'],
	[20261123103205, '2026-11-23T02:32:05.000Z'],
	['2026-11-23T10:32:05', '2026-11-23T02:32:05.000Z'],
	['2026-11-23 10:32:05.0', '2026-11-23T02:32:05.000Z'],
	['2026-11-23 10:32:05.123456', '2026-11-23T02:32:05.123Z'],
	['2026-11-23T10:32:05Z', '2026-11-23T10:32:05.000Z'],
	['2026-11-23T10:32:05+09:00', '2026-11-23T01:32:05.000Z'],
	['2026-11-23 10:32:05 -0330', '2026-11-23T14:02:05.000Z'],
	[46349.4389467593, '2026-11-23T02:32:05.000Z'],
	['2028-02-29', '2028-02-28T16:00:00.000Z']
] as [Cell, string][])('reads %j as %s', (cell, iso) => expect(readTime(cell)).toEqual(at(iso)));

it.each([
	['11/12/2026', '月和日的先后'],
	['23/11/2026', '月和日的先后'],
	['11-12-2026 10:32', '月和日的先后'],
	['2026-13-40', '没有“2026-13-40”这一天'],
	['2026-02-29', '这一天'],
	['2026年6月31日', '这一天'],
	['2026-11-23 24:00', '这个时刻'],
	['2026-11-23 10:60', '这个时刻'],
	['2026-11-23T10:32+15:00', '这个时区'],
	['1899-12-31', '1900 至 2199'],
	['2200-01-01', '1900 至 2199'],
	['26-11-23', '4 位'],
	['26年11月23日', '4 位'],
	['2026-11', '缺少日'],
	['2026年11月', '缺少日'],
	['11月23日', '缺少年份'],
	['11-23', '缺少年份'],
	['10:32', '没有日期'],
	['46349', '设为日期格式'],
	['无', '留空'],
	['—', '留空'],
	['#N/A', '公式错误'],
	['2026-11/23', '应为日期'],
	['2026-1-110:32', '应为日期'],
	['2026-11-23 10:5', '应为日期'],
	['2026-11-23 下午3:20', '应为日期'],
	['2026-11-23至2026-11-30', '应为日期'],
	['昨天', '现为“昨天”'],
	['9'.repeat(1000), '应为日期'],
	[true, '应为日期'],
	[2026, '无法确定“2026”是哪一天'],
	[2026.11, '无法确定'],
	[11.23, '无法确定'],
	[1123, '无法确定'],
	[-1, '无法确定'],
	[202611, '1900 至 2199'],
	[261123, '1900 至 2199'],
	[20261340, '这一天'],
	[20261123.5, '应为日期'],
	[NaN, '不是有效的数值']
] as [Cell, string][])('refuses %j', (cell, words) => {
	expect(readTime(cell)).toEqual(says(words));
	expect(readDay(cell)).toEqual(says(words));
});

it.each([null, undefined, '', ' \u3000'])('takes %j as empty', (cell) => {
	expect(readDay(cell)).toEqual({ value: null });
	expect(readTime(cell)).toEqual({ value: null });
});

it.each([
	[1, '1900-01-01'],
	[59, '1900-02-28'],
	[61, '1900-03-01'],
	[367, '1901-01-01'],
	[3654, '1910-01-01'],
	[25569, '1970-01-01'],
	[46349, '2026-11-23'],
	[109574, '2199-12-31']
])('serial %d is %s', (serial, day) => {
	expect(readDay(serial, { formatted: true })).toEqual({ value: day });
});

it.each([
	[0, '1904-01-01'],
	[60, '1904-03-01'],
	[44887, '2026-11-23']
])('serial %d is %s from 1904', (serial, day) => {
	expect(readDay(serial, { formatted: true, date1904: true })).toEqual({ value: day });
});

it('refuses the day that Lotus invented, a time without a day, and what is far away', () => {
	expect(serialTime(60)).toEqual(says('2 月没有 29 日'));
	expect(serialTime(60.99)).toEqual(says('2 月没有 29 日'));
	expect(serialTime(0.4389)).toEqual(says('没有日期'));
	for (const serial of [-1, NaN, Infinity])
		expect(serialTime(serial)).toEqual(says('不是有效的日期'));
	for (const serial of [109575, 2_958_465, 1e300]) expect(serialTime(serial)).toEqual(says('2199'));
	expect(readDay(2026, { formatted: true })).toEqual({ value: '1905-07-18' });
});

const DAY_MS = 86_400_000;
const seconds = fc.integer({
	min: Date.UTC(1910, 0, 2) / 1000,
	max: Date.UTC(2199, 11, 31) / 1000
});

it('reads a civil time the same in every style, as a serial of either system too', () => {
	fc.assert(
		fc.property(seconds, (second) => {
			const civil = new Date(second * 1000);
			const [day, clock] = [civil.toISOString().slice(0, 10), civil.toISOString().slice(11, 19)];
			const [year, month, date] = day.split('-') as [string, string, string];
			const expected = { value: new Date(second * 1000 - 8 * 3_600_000) };
			for (const typed of [
				`${day} ${clock}`,
				`${year}/${Number(month)}/${Number(date)} ${clock}`,
				`${year}.${month}.${date} ${clock}`,
				`${year}年${Number(month)}月${Number(date)}日${clock}`,
				`${year}${month}${date} ${clock}`,
				`${day}T${clock}+08:00`
			]) {
				expect(readTime(typed)).toEqual(expected);
				expect(readDay(typed)).toEqual({ value: day });
			}
			// As a spreadsheet stores it: 15 significant digits.
			const since = (origin: number) =>
				Number(((civil.getTime() - origin) / DAY_MS).toPrecision(15));
			expect(readTime(since(Date.UTC(1899, 11, 30)))).toEqual(expected);
			const from1904 = { date1904: true, formatted: true };
			expect(readTime(since(Date.UTC(1904, 0, 1)), from1904)).toEqual(expected);
		}),
		{ seed, numRuns: 300 }
	);
});

it('answers any cell with a day, null or a reason', () => {
	const cell = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.constantFrom(...'0123456789-/.: T年月日时分秒Z+') }),
		fc.double(),
		fc.double({ min: 0, max: 120_000 }),
		fc.anything().map((value) => value as Cell)
	);
	fc.assert(
		fc.property(cell, fc.boolean(), fc.boolean(), (any, date1904, formatted) => {
			const answer = readDay(any, { date1904, formatted });
			if ('reason' in answer) expect(answer.reason).not.toBe('');
			else if (answer.value !== null) {
				expect(answer.value).toMatch(/^(19|20|21)\d\d-\d\d-\d\d$/);
				expect(readDay(answer.value)).toEqual(answer);
			}
		}),
		{ seed, numRuns: 1000 }
	);
});
