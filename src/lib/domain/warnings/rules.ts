import type { Deadlines } from '../calendar/rules';
import type { Duty } from '../obligations/model';
import type { Warning } from './model';

/** A warning is signed for, then its result is fed back (第34条); both run from its pushing. */
export function warningDuties(
	warning: Pick<Warning, 'level' | 'createdAt'> & {
		signedAt?: Date | null;
		feedbackAt?: Date | null;
	},
	deadlines: Deadlines
): Duty[] {
	const { level, createdAt } = warning;
	const duty = (kind: 'sign' | 'feedback', sourceClosedAt: Date | null | undefined): Duty => ({
		kind,
		level,
		startedAt: createdAt,
		dueAt: deadlines.dueAt(`warning.${kind}`, String(level), createdAt),
		sourceClosedAt: sourceClosedAt ?? null
	});
	// Who feeds a result back has had it in hand: that closes the signing too.
	return [
		duty('sign', warning.signedAt ?? warning.feedbackAt),
		duty('feedback', warning.feedbackAt)
	];
}
