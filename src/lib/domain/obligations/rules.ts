/** How an obligation follows its subject. */
import type { Base, Verb } from '../../ledger/record';
import type { Duty, Obligation } from './model';

export const obligationKey = (subjectKey: string, kind: string) =>
	`obligation/${subjectKey}/${kind}`;

/** The next version of an obligation and its verb; null where nothing changes. */
export function nextObligation(
	present: Obligation | undefined,
	duty: Duty,
	subject: Base,
	subjectRecord: string,
	receivedAt: Date
): { row: Obligation; verb: Verb } | null {
	const closed = duty.sourceClosedAt !== null;
	const row: Obligation = {
		region: subject.region,
		key: obligationKey(subject.key, duty.kind),
		source: 'system',
		id: `${subject.key}/${duty.kind}`,
		version: (present?.version ?? 0) + 1,
		department: subject.department,
		township: subject.township,
		withdrawn: subject.withdrawn,
		rowHash: null,
		kind: duty.kind,
		subjectRecord,
		subjectKey: subject.key,
		level: duty.level,
		startedAt: duty.startedAt,
		dueAt: duty.dueAt,
		// The time its closing was received: back-dating pays nothing. Once closed, a correction does not move it.
		closedAt: closed ? (present?.closedAt ?? receivedAt) : null,
		sourceClosedAt: duty.sourceClosedAt
	};
	if (!present) return { row, verb: 'opened' };
	if (same(present, row)) return null;
	return { row, verb: verbOf(present, row) };
}

function same(a: Obligation, b: Obligation): boolean {
	return (
		a.department === b.department &&
		a.township === b.township &&
		a.withdrawn === b.withdrawn &&
		a.level === b.level &&
		a.dueAt.getTime() === b.dueAt.getTime() &&
		a.startedAt.getTime() === b.startedAt.getTime() &&
		a.closedAt?.getTime() === b.closedAt?.getTime() &&
		a.sourceClosedAt?.getTime() === b.sourceClosedAt?.getTime()
	);
}

function verbOf(before: Obligation, after: Obligation): Verb {
	if (after.withdrawn && !before.withdrawn) return 'withdrawn';
	if (after.closedAt && !before.closedAt) return 'closed';
	if (!after.closedAt && before.closedAt) return 'reopened';
	return 'corrected';
}
