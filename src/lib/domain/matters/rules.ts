/** 要事: which open things matter, and in which order. One pure rule; every list of them reads it. */

import type { DutyKind } from '../obligations/model';

export interface Matter {
	/** Key of the record. */
	id: string;
	kind: 'alarm' | 'warning' | 'obligation';
	/** 1 is the highest. */
	level: number;
	title: string;
	department: string;
	township: string | null;
	waiting: DutyKind | 'open';
	since: Date;
	dueAt: Date | null;
}

/** An open duty, as the rule needs it. */
export interface OpenDuty {
	id: string;
	kind: DutyKind;
	subject: 'warning' | 'complaint' | 'anomaly';
	subjectKey: string;
	level: number;
	title: string;
	department: string;
	township: string | null;
	startedAt: Date;
	dueAt: Date;
}

export interface Open {
	alarms: Iterable<Matter>;
	/** Warnings without feedback; what they wait for is found among the duties. */
	warnings: Iterable<Matter>;
	duties: Iterable<OpenDuty>;
}

/**
 * Open alarms, warnings without feedback, and overdue duties not already shown through their warning;
 * ordered by level, overdue first, earliest due, key.
 */
export function rank({ alarms, warnings, duties }: Open, t: Date): Matter[] {
	const ofWarning = new Map<string, OpenDuty[]>();
	const matters: Matter[] = [...alarms];
	const shown = new Map<string, Matter>();
	for (const warning of warnings) shown.set(warning.id, warning);
	for (const duty of duties) {
		if (shown.has(duty.subjectKey)) {
			ofWarning.set(duty.subjectKey, [...(ofWarning.get(duty.subjectKey) ?? []), duty]);
		} else if (duty.dueAt <= t) matters.push(overdue(duty));
	}
	for (const [key, warning] of shown) matters.push(waitingFor(warning, ofWarning.get(key) ?? []));
	return matters.sort((a, b) => compare(a, b, t));
}

const overdue = (duty: OpenDuty): Matter => ({
	id: duty.id,
	kind: 'obligation',
	level: duty.level,
	title: duty.title,
	department: duty.department,
	township: duty.township,
	waiting: duty.kind,
	since: duty.startedAt,
	dueAt: duty.dueAt
});

/** A warning waits for the first of its duties that is open. */
function waitingFor(warning: Matter, duties: OpenDuty[]): Matter {
	const next =
		duties.find(({ kind }) => kind === 'sign') ?? duties.find(({ kind }) => kind === 'feedback');
	return next ? { ...warning, waiting: next.kind, dueAt: next.dueAt } : warning;
}

function compare(a: Matter, b: Matter, t: Date): number {
	const late = (m: Matter) => (m.dueAt !== null && m.dueAt <= t ? 0 : 1);
	const due = (m: Matter) => m.dueAt?.getTime() ?? Infinity;
	return (
		a.level - b.level ||
		late(a) - late(b) ||
		(due(a) === due(b) ? 0 : due(a) - due(b)) ||
		(a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
	);
}
