import { expect, it } from 'vitest';
import { isPublished, publishedCalendar } from './published.server';
import { endOfWorkday } from './rules';
import { calendarWarning } from './warning';

const at = (time: string) => new Date(`${time}+08:00`);
const known = new Set([2026]);

it.each([
	['2026-10-31T23:59:59', null],
	['2026-11-01T00:00:00', 2027],
	['2026-12-31T23:59:59', 2027],
	['2027-03-01T10:00:00', 2027]
])('at %s, with 2026 alone loaded, asks for %s', (time, year) => {
	expect(calendarWarning(at(time), known)).toBe(year);
});

it('is silent once the next year is loaded', () => {
	expect(calendarWarning(at('2026-11-24T10:00:00'), new Set([2026, 2027]))).toBeNull();
});

it('knows which years are published', () => {
	expect([2025, 2026].map(isPublished)).toEqual([true, true]);
	expect(isPublished(2099)).toBe(false);
});

// domain.md §2.15: the days after it are what the alarm is for.
it('five working days across an unloaded new year end too early, and right once the table says so', () => {
	const start = at('2026-12-30T10:30:00');
	const guessed = publishedCalendar(new Map([['2027-01-01', true]]));
	expect(endOfWorkday(guessed, start, 5)).toEqual(at('2027-01-07T00:00:00'));
	const loaded = publishedCalendar(new Map([['2027-01-01', false]]));
	expect(endOfWorkday(loaded, start, 5)).toEqual(at('2027-01-08T00:00:00'));
});
