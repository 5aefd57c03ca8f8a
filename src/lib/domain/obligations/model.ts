/** 办理时限: every duty of a department, whatever workflow made it. */
import type { Base, Fact } from '../../ledger/record';

export type DutyKind = 'sign' | 'feedback' | 'close' | 'dispose';

/** What a workflow asks for; the writer turns it into an obligation. */
export interface Duty {
	kind: DutyKind;
	/** When the duty falls due: a whole minute, exclusive. */
	dueAt: Date;
	/** Since when it runs. */
	startedAt: Date;
	/** The closing time that the source gives; null while it is open. */
	sourceClosedAt: Date | null;
	/** Level of its subject, 1 to 4; a duty without a level is 3. */
	level: number;
}

export interface Obligation extends Base {
	kind: DutyKind;
	/** Record type and key of what it is about. */
	subjectRecord: string;
	subjectKey: string;
	level: number;
	startedAt: Date;
	dueAt: Date;
	/** When its closing was received: back-dating pays nothing. */
	closedAt: Date | null;
	sourceClosedAt: Date | null;
}

/** The last duty of a workflow decides its own rate (K-07, K-11, K-12); K-19 counts all. */
const LAST: Record<string, { kind: DutyKind; mark: string }> = {
	warning: { kind: 'feedback', mark: 'warning' },
	complaint: { kind: 'close', mark: 'complaint' },
	anomaly: { kind: 'dispose', mark: 'anomaly' }
};

export const onTime = (o: Pick<Obligation, 'closedAt' | 'dueAt'>) =>
	o.closedAt !== null && o.closedAt < o.dueAt;

export function obligationFacts(o: Obligation): Fact[] {
	if (o.withdrawn) return [];
	const families = ['obligation'];
	const last = LAST[o.subjectRecord];
	if (last?.kind === o.kind) families.push(last.mark);
	const marks = families.map((family) => `${family}.due`);
	if (onTime(o)) marks.push(...families.map((family) => `${family}.on_time`));
	if (!o.closedAt) marks.push('obligation.open');
	return [{ t: o.dueAt, marks }];
}
