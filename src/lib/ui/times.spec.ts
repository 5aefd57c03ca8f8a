import { describe, expect, it } from 'vitest';
import { age, clock, date, moment, month, span } from './times';

const NOW = Date.parse('2026-11-23T10:32:07+08:00');

describe('times', () => {
	it('are written in Shanghai whatever the zone of the screen', () => {
		expect(clock(NOW)).toBe('10:32:07');
		expect(date(NOW)).toBe('11月23日 周一');
		expect(month(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027年1月');
	});

	it('say an age by its largest whole unit', () => {
		const ago = (seconds: number) => age(new Date(NOW - seconds * 1000).toISOString(), NOW);
		expect(ago(3)).toBe('3 秒前');
		expect(ago(-5)).toBe('0 秒前');
		expect(ago(25 * 60 + 59)).toBe('25 分前');
		expect(ago(2 * 3600)).toBe('2 小时前');
		expect(ago(49 * 3600)).toBe('2 日前');
		expect(age(null, NOW)).toBe('暂无记录');
		expect(moment('2026-11-23T01:02:03Z', NOW)).toBe('09:02:03');
		expect(moment('2026-11-22T01:02:03Z', NOW)).toBe('11月22日 09:02');
	});

	it('say a span by its largest whole unit, never zero', () => {
		expect(span(10_000)).toBe('1 分');
		expect(span(59 * 60_000)).toBe('59 分');
		expect(span(3_600_000)).toBe('1 小时');
		expect(span(47 * 3_600_000)).toBe('1 日');
	});
});
