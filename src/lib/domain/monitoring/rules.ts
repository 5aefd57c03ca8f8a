/** What a reading means: pure rules with duration and hysteresis. */
import type { Flag } from './model';

export interface ThresholdRule {
	id: string;
	direction: 'above' | 'below';
	threshold: number;
	clearAt: number;
	durationSeconds: number;
	level: number;
}

/** Per rule: since when the value has been bad (ISO), and the key of the alarm it raised. */
export type PointMemory = Record<string, { badSince: string | null; alarm: string | null; worst: number | null }>;

export interface Sample {
	time: Date;
	value: number;
	flag: Flag;
}

export type Verdict =
	| { rule: ThresholdRule; raise: Date; value: number }
	| { rule: ThresholdRule; clear: Date; alarm: string };
