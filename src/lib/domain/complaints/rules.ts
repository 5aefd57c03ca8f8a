import type { Deadlines } from '../calendar/rules';
import type { Duty } from '../obligations/model';
import type { Complaint } from './model';

/** A duty without a level of its own is Ⅲ. */
const LEVEL = 3;

/** A complaint is signed for, then closed within the prescribed time (第38条, A-10). */
export function complaintDuties(
	complaint: Pick<Complaint, 'kind' | 'registeredAt'> & {
		signedAt?: Date | null;
		closedAt?: Date | null;
	},
	deadlines: Deadlines
): Duty[] {
	const { kind: variant, registeredAt } = complaint;
	const duty = (kind: 'sign' | 'close', sourceClosedAt: Date | null | undefined): Duty => ({
		kind,
		level: LEVEL,
		startedAt: registeredAt,
		dueAt: deadlines.dueAt(`complaint.${kind}`, variant, registeredAt),
		sourceClosedAt: sourceClosedAt ?? null
	});
	return [
		duty('sign', complaint.signedAt ?? complaint.closedAt),
		duty('close', complaint.closedAt)
	];
}
