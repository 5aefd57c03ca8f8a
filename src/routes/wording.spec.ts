import { expect, test } from 'vitest';
import { dayInWords, deadline, moment } from './wording';

test("moments are Shanghai's, whatever the machine is set to", () => {
	expect(moment('2026-11-22T16:00:07.000Z')).toBe('2026-11-23 00:00:07');
	expect(dayInWords('2026-01-05')).toBe('2026年1月5日');
});

test('a deadline at midnight is the end of the day before', () => {
	expect(deadline('2026-11-22T16:00:00.000Z')).toBe('2026-11-22 24:00');
	expect(deadline('2026-11-22T09:30:00.000Z')).toBe('2026-11-22 17:30');
});
