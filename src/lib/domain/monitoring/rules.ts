/** What a reading means: pure rules with duration and hysteresis. */
import type { Base } from '../../ledger/record';
import type { Flag } from './model';

export interface ThresholdRule {
	id: string;
	direction: 'above' | 'below';
	threshold: number;
	clearAt: number;
	durationSeconds: number;
	level: number;
}

/** Per rule: since when the value has been bad (ISO), and the worst it was. */
export type PointMemory = Record<string, { badSince: string; worst: number }>;

/** Rule → key of its open alarm at this point. */
export type OpenAlarms = ReadonlyMap<string, string>;

export interface Sample {
	time: Date;
	value: number;
	flag: Flag;
}

export type Verdict =
	| { rule: ThresholdRule; raise: Date; value: number }
	| { rule: ThresholdRule; clear: Date; alarm: string };

/** Only these flags carry a value that can be judged: normal, by hand, over range. */
const JUDGED: readonly Flag[] = ['N', 'S', 'T'];

/** One sample against a point's rules. `memory` is not changed; the next one is returned. */
export function judge(
	rules: readonly ThresholdRule[],
	memory: PointMemory,
	open: OpenAlarms,
	sample: Sample
): { memory: PointMemory; verdicts: Verdict[] } {
	if (!JUDGED.includes(sample.flag)) return { memory, verdicts: [] };
	const { value, time } = sample;
	const next: PointMemory = { ...memory };
	const verdicts: Verdict[] = [];
	for (const rule of rules) {
		const alarm = open.get(rule.id);
		if (alarm !== undefined) {
			if (isBack(rule, value)) verdicts.push({ rule, clear: time, alarm });
			delete next[rule.id];
		} else if (isBad(rule, value)) {
			const { badSince, worst: before } = memory[rule.id] ?? {
				badSince: time.toISOString(),
				worst: value
			};
			const worst = worse(rule, before, value);
			next[rule.id] = { badSince, worst };
			if (time.getTime() - Date.parse(badSince) >= rule.durationSeconds * 1000) {
				verdicts.push({ rule, raise: time, value: worst });
			}
		} else delete next[rule.id];
	}
	return { memory: next, verdicts };
}

const isBad = ({ direction, threshold }: ThresholdRule, value: number) =>
	direction === 'above' ? value >= threshold : value < threshold;

/** Hysteresis: back only past `clearAt`, not as soon as the threshold is crossed again. */
const isBack = ({ direction, clearAt }: ThresholdRule, value: number) =>
	direction === 'above' ? value < clearAt : value > clearAt;

const worse = ({ direction }: ThresholdRule, before: number, value: number) =>
	direction === 'above' ? Math.max(before, value) : Math.min(before, value);

/** Silent after max(3 × interval, 5 minutes) without data (K-10). Milliseconds. */
export const silenceLimit = (intervalSeconds: number): number =>
	Math.max(3 * intervalSeconds, 300) * 1000;

interface Watched extends Base {
	state: string;
	enabledAt: Date | null;
	online: boolean;
	onlineSince: Date | null;
}

/** A correction of a point leaves alone what the cockpit keeps; enabling it starts its grace anew. */
export function carryPoint(row: Watched, present: Watched | undefined, receivedAt: Date): Watched {
	if (row.state !== 'enabled') {
		return { ...row, enabledAt: null, online: false, onlineSince: null };
	}
	if (present?.state === 'enabled') {
		const { enabledAt, online, onlineSince } = present;
		return { ...row, enabledAt, online, onlineSince };
	}
	return { ...row, enabledAt: receivedAt, online: true, onlineSince: receivedAt };
}

export const alarmKey = (point: string, rule: string, raisedAt: Date): string => {
	const stamp = raisedAt.toISOString().replace(/[-:.]/g, '');
	return `alarm/system/${point.replace(/^point\//, '').replace('/', '.')}.${rule}.${stamp}`;
};
