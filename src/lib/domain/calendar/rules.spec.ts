import { expect, it } from 'vitest';
import { publishedCalendar } from './published.server';
import { dueAt, endOfWorkday } from './rules';

const at = (date: string) => new Date(`${date}T10:30:00+08:00`);
const calendar = publishedCalendar(new Map());

// domain.md §2.15; the deadline is 24:00 of the day named.
it.each([
	[5, '2021-06-07', '2021-06-15'],
	[5, '2026-02-12', '2026-02-26'],
	[5, '2026-09-24', '2026-10-09'],
	[20, '2026-09-24', '2026-10-29'],
	[5, '2026-11-23', '2026-11-30']
])('%i working days after %s end with %s', (n, start, last) => {
	const end = endOfWorkday(calendar, at(start), n);
	expect(end.getTime()).toBe(new Date(`${last}T00:00:00+08:00`).getTime() + 86_400_000);
});

it('follows the table that overrides the published calendar', () => {
	const overridden = publishedCalendar(new Map([['2027-01-01', false]]));
	expect(endOfWorkday(overridden, at('2026-12-30'), 5)).toEqual(
		new Date('2027-01-08T00:00:00+08:00')
	);
});

it('counts hours to the whole minute, and months to the same date', () => {
	const hour = { duty: 'd', variant: 'v', amount: 1, clock: 'hour' } as const;
	expect(dueAt(calendar, hour, new Date('2026-11-23T02:00:01Z'))).toEqual(
		new Date('2026-11-23T03:01:00Z')
	);
	const month = { duty: 'd', variant: 'v', amount: 3, clock: 'month' } as const;
	expect(dueAt(calendar, month, new Date('2026-11-30T00:00:00+08:00'))).toEqual(
		new Date('2027-03-01T00:00:00+08:00')
	);
});
