import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shanghaiDay, shanghaiMoment, shanghaiTime } from './shanghai';

it('is eight hours ahead, whatever the machine is set to', () => {
	expect(shanghaiTime(2026, 11, 23, 7, 59, 59)?.toISOString()).toBe('2026-11-22T23:59:59.000Z');
	expect(shanghaiDay(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
	expect(shanghaiDay(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
});

it.each([
	[2026, 2, 29],
	[1900, 2, 29],
	[2026, 6, 31],
	[2026, 13, 1],
	[2026, 0, 1],
	[2026, 1, 0],
	[1899, 12, 31],
	[2200, 1, 1],
	[26, 11, 23],
	[2026, 11, 23, 24],
	[2026, 11, 23, 0, 60],
	[2026, 11, 23, 0, 0, 60]
] as [number, number, number, number?, number?, number?][])('has no %j', (...parts) =>
	expect(shanghaiTime(...parts)).toBeNull()
);

it('gives the day back that it was made of', () => {
	expect(shanghaiTime(2028, 2, 29)).not.toBeNull();
	const days = fc.integer({ min: -25_567, max: 84_005 });
	fc.assert(
		fc.property(days, fc.nat(23), (n, hour) => {
			const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
			const [year, month, date] = day.split('-').map(Number) as [number, number, number];
			expect(shanghaiDay(shanghaiTime(year, month, date, hour)!)).toBe(day);
		}),
		{ seed: 140603 }
	);
});

it('writes an instant as it is read in Shanghai', () => {
	expect(shanghaiMoment(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23T00:00:00+08:00');
	expect(shanghaiMoment(new Date('2026-11-23T02:32:00.5Z'))).toBe('2026-11-23T10:32:00.500+08:00');
});
