import { expect, it } from 'vitest';
import { dateOf, dayOf, minuteOf, periodOf, startOfDay } from './period';

const bounds = (id: string, t: string) => {
	const period = periodOf(id, new Date(t))!;
	const { start, end, previous } = period;
	return [start, end, previous.start, previous.end].map((time) => time.toISOString().slice(0, 16));
};

it.each([
	[
		'today',
		'2026-11-23T15:59:59Z',
		'2026-11-22T16:00',
		'2026-11-23T16:00',
		'2026-11-21T16:00',
		'2026-11-22T16:00'
	],
	// 24:00 in Shanghai is the next day.
	[
		'today',
		'2026-11-23T16:00:00Z',
		'2026-11-23T16:00',
		'2026-11-24T16:00',
		'2026-11-22T16:00',
		'2026-11-23T16:00'
	],
	[
		'month',
		'2026-12-31T15:59:59Z',
		'2026-11-30T16:00',
		'2026-12-31T16:00',
		'2026-10-31T16:00',
		'2026-11-30T16:00'
	],
	[
		'month',
		'2026-12-31T16:00:00Z',
		'2026-12-31T16:00',
		'2027-01-31T16:00',
		'2026-11-30T16:00',
		'2026-12-31T16:00'
	],
	[
		'quarter',
		'2026-11-23T02:00:00Z',
		'2026-09-30T16:00',
		'2026-12-31T16:00',
		'2026-06-30T16:00',
		'2026-09-30T16:00'
	],
	[
		'quarter',
		'2026-09-30T16:00:00Z',
		'2026-09-30T16:00',
		'2026-12-31T16:00',
		'2026-06-30T16:00',
		'2026-09-30T16:00'
	],
	[
		'quarter',
		'2027-01-15T02:00:00Z',
		'2026-12-31T16:00',
		'2027-03-31T16:00',
		'2026-09-30T16:00',
		'2026-12-31T16:00'
	],
	[
		'year',
		'2026-12-31T16:00:00Z',
		'2026-12-31T16:00',
		'2027-12-31T16:00',
		'2025-12-31T16:00',
		'2026-12-31T16:00'
	],
	[
		'2026-10',
		'2026-11-23T02:00:00Z',
		'2026-09-30T16:00',
		'2026-10-31T16:00',
		'2026-08-31T16:00',
		'2026-09-30T16:00'
	],
	[
		'2028-02',
		'2026-11-23T02:00:00Z',
		'2028-01-31T16:00',
		'2028-02-29T16:00',
		'2027-12-31T16:00',
		'2028-01-31T16:00'
	]
])('%s at %s', (id, t, ...expected) => {
	expect(bounds(id, t)).toEqual(expected);
});

it('knows no other periods', () => {
	for (const id of ['', 'week', '2026-13', '2026-00', '1999-01', '2026-1', 'today ']) {
		expect(periodOf(id, new Date())).toBeNull();
	}
});

it('counts days and minutes by Shanghai', () => {
	const midnight = new Date('2026-11-22T16:00:00Z');
	expect(startOfDay(dayOf(midnight))).toEqual(midnight);
	expect(dayOf(new Date(midnight.getTime() - 1))).toBe(dayOf(midnight) - 1);
	expect(dateOf(midnight)).toBe('2026-11-23');
	expect(minuteOf(new Date(midnight.getTime() + 59_999))).toBe(minuteOf(midnight));
});
