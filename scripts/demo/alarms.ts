/** Alarms of days whose readings are not kept any more: the same series, judged by the same rules. */
import { judge, type PointMemory, type ThresholdRule } from '../../src/lib/domain/monitoring/rules';
import type { Flag } from '../../src/lib/domain/monitoring/model';
import type { DemoPoint } from './points';
import { courseOf, excursions, LONGEST, readingAt, slotOf, timeOf, type Course } from './telemetry';
import { DAY, dayOf } from './time';
import type { World } from './world';

export interface DemoAlarm {
	point: DemoPoint;
	rule: ThresholdRule;
	value: number;
	raisedAt: Date;
	clearedAt: Date;
}

/** Raised or cleared. */
export interface AlarmFlip {
	at: Date;
	isRaise: boolean;
	alarm: DemoAlarm;
}

/** What happens to alarms, in the order of time. */
export function flipsOf(list: DemoAlarm[]): AlarmFlip[] {
	return list
		.flatMap((alarm) => [
			{ at: alarm.raisedAt, isRaise: true, alarm },
			{ at: alarm.clearedAt, isRaise: false, alarm }
		])
		.sort(
			(a, b) => a.at.getTime() - b.at.getTime() || (a.alarm.point.id < b.alarm.point.id ? -1 : 1)
		);
}

export type RulesOf = (point: DemoPoint) => readonly ThresholdRule[];

/** Alarms raised or cleared in (from, to], by the time at which they were raised. */
export function alarms(world: World, rulesOf: RulesOf, from: Date, to: Date): DemoAlarm[] {
	const found: DemoAlarm[] = [];
	// An alarm may be held open by a silence as long as itself.
	const first = Math.max(world.firstDay, dayOf(from) - (2 * LONGEST) / DAY);
	for (let day = first; day <= dayOf(to); day++) {
		for (const point of world.points) {
			for (const { from: begin } of excursions(world, point, day)) {
				found.push(...judged(world, point, rulesOf(point), begin));
			}
		}
	}
	return found
		.filter(({ raisedAt, clearedAt }) => raisedAt <= to && clearedAt > from)
		.sort(
			(a, b) => a.raisedAt.getTime() - b.raisedAt.getTime() || (a.point.id < b.point.id ? -1 : 1)
		);
}

/** The series from the beginning of an excursion until its alarms are cleared. */
function judged(
	world: World,
	point: DemoPoint,
	rules: readonly ThresholdRule[],
	begin: number
): DemoAlarm[] {
	const raised = new Map<string, { raise: Date; value: number }>();
	const open = new Map<string, string>();
	const over: DemoAlarm[] = [];
	let memory: PointMemory = {};
	let course: Course | null = null;
	let day = NaN;
	for (let slot = slotOf(begin), end = slotOf(begin + 2 * LONGEST); slot < end; slot++) {
		const time = timeOf(point, slot);
		const today = dayOf(new Date(time));
		if (today !== day) course = courseOf(world, point, (day = today));
		const reading = readingAt(course!, slot);
		if (!reading) continue;
		const sample = { time: new Date(time), value: reading.value, flag: reading.flag as Flag };
		const result = judge(rules, memory, open, sample);
		({ memory } = result);
		for (const verdict of result.verdicts) {
			const { rule } = verdict;
			if ('raise' in verdict) {
				raised.set(rule.id, verdict);
				open.set(rule.id, rule.id);
				continue;
			}
			const { raise: raisedAt, value } = raised.get(rule.id)!;
			over.push({ point, rule, value, raisedAt, clearedAt: verdict.clear });
			open.delete(rule.id);
		}
		const away = course!.excursions.some(({ from, to }) => from <= time && time < to);
		if (open.size === 0 && !away && time > begin) break;
	}
	return over;
}
