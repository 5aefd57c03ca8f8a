import { expect, it, vi } from 'vitest';
import { Reading } from '../../src/lib/domain/monitoring/model';
import type { ThresholdRule } from '../../src/lib/domain/monitoring/rules';
import { alarms, type RulesOf } from './alarms';
import { readings } from './telemetry';
import { world } from './world';

// A whole day of a whole district, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

const now = new Date('2026-11-23T11:00:00Z');
const DAY = 86_400_000;
const district = world({ seed: 'test', startedOn: now });
const rule = (
	direction: 'above' | 'below',
	threshold: number,
	clearAt: number,
	durationSeconds = 600
) =>
	({ id: 'r', direction, threshold, clearAt, durationSeconds, level: 3 }) satisfies ThresholdRule;
/** As migration 0001 has them. */
const RULES: Record<string, ThresholdRule> = {
	ch4: rule('above', 1, 0.8, 0),
	co: rule('above', 24, 20, 300),
	wind_speed_mine: rule('below', 0.25, 0.3, 300),
	temperature_mine: rule('above', 30, 29),
	slope: rule('above', 20, 15),
	a21026: rule('above', 35, 33),
	a21002: rule('above', 50, 47),
	a34013: rule('above', 10, 9),
	w01018: rule('above', 40, 38),
	w21003: rule('above', 2, 1.9),
	a34002: rule('above', 150, 140, 1800),
	elevator_fault: rule('above', 0.5, 0.5, 0),
	cold_temp: rule('above', 8, 7, 900),
	gas: rule('above', 20, 15, 0),
	speed: rule('above', 80, 75, 300),
	gear_temp: rule('above', 85, 80, 900)
};
const rulesOf: RulesOf = ({ factor }) => [RULES[factor.factor]!];
const day = [...readings(district, new Date(now.getTime() - DAY), now)];

it('has five-minute readings of nearly all points, in order of time', () => {
	expect(day.length).toBeGreaterThan(800 * 288 * 0.9);
	expect(day.length).toBeLessThan(800 * 288);
	expect(day.every(({ time }, i) => i === 0 || time >= day[i - 1]!.time)).toBe(true);
	expect(day.slice(0, 2000).every((reading) => Reading.safeParse(reading).success)).toBe(true);
});

it('is the same in one window or in two', () => {
	const middle = new Date(now.getTime() - 7 * 3_600_000 - 1234);
	const first = readings(district, new Date(now.getTime() - DAY), middle);
	const both = [...first, ...readings(district, middle, now)];
	expect(JSON.stringify(both) === JSON.stringify(day)).toBe(true);
});

it('leaves a few points silent at any time', () => {
	const last = new Set(
		day.filter(({ time }) => Date.parse(time) > now.getTime() - 900_000).map(({ point }) => point)
	);
	expect(last.size).toBeGreaterThan(800 * 0.92);
	expect(last.size).toBeLessThan(800 * 0.99);
});

it('goes beyond its thresholds about 1,500 times in 400 days, and only now and then', () => {
	const found = alarms(district, rulesOf, new Date(0), now);
	expect(found.length).toBeGreaterThan(1200);
	expect(found.length).toBeLessThan(2000);
	expect(found.every(({ raisedAt, clearedAt }) => raisedAt < clearedAt)).toBe(true);
	expect(new Set(found.map(({ point }) => point.factor.factor)).size).toBe(16);
});

it('stays within its thresholds where there is no excursion', () => {
	const found = alarms(district, rulesOf, new Date(now.getTime() - DAY), now);
	const odd = new Set(found.map(({ point }) => point.id));
	const byId = new Map(district.points.map((point) => [point.id, point]));
	const bad = day.filter(({ point, value, flag }) => {
		const { direction, threshold } = RULES[byId.get(point)!.factor.factor]!;
		return (
			flag === 'N' &&
			!odd.has(point) &&
			(direction === 'above' ? value >= threshold : value < threshold)
		);
	});
	// An excursion shorter than its rule's duration raises nothing.
	expect(new Set(bad.map(({ point }) => point)).size).toBeLessThan(5);
});
