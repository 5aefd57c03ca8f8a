import { describe, expect, it } from 'vitest';
import { clockOf } from './clock';

const NOW = Date.parse('2026-11-23T10:32:00+08:00');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

describe('the clock of a matter', () => {
	it('says how long nobody has signed', () => {
		const matter = { waiting: 'sign', since: at(-8), dueAt: at(52) } as const;
		expect(clockOf(matter, NOW)).toEqual({ text: '8 分未签收', urgency: 'soon' });
	});

	it('says how late it is, from the very minute of the deadline on', () => {
		const matter = { waiting: 'feedback', since: at(-9000), dueAt: at(0) } as const;
		expect(clockOf(matter, NOW)).toEqual({ text: '逾期 1 分', urgency: 'late' });
		expect(clockOf({ ...matter, dueAt: at(-2 * 1440) }, NOW).text).toBe('逾期 2 日');
		expect(clockOf({ ...matter, waiting: 'sign', dueAt: at(-90) }, NOW).text).toBe('逾期 1 小时');
	});

	it('says what is left, and warns on the last day', () => {
		const matter = { waiting: 'close', since: at(-10), dueAt: at(1441) } as const;
		expect(clockOf(matter, NOW)).toEqual({ text: '余 1 日', urgency: 'calm' });
		expect(clockOf({ ...matter, dueAt: at(59) }, NOW)).toEqual({
			text: '余 59 分',
			urgency: 'soon'
		});
	});

	it('says how long an alarm has stood: it has no deadline of its own', () => {
		const matter = { waiting: 'open', since: at(-180), dueAt: null } as const;
		expect(clockOf(matter, NOW)).toEqual({ text: '3 小时未消', urgency: 'soon' });
	});
});
