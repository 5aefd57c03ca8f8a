/** What a refused row, a report that did not come, or a contradiction asks of whom. */
import { dateOf } from '../../metrics/period';
import { addMonths, type Deadlines } from '../calendar/rules';
import type { Duty } from '../obligations/model';
import type { Anomaly } from './model';

/** A duty without a level of its own ranks with level Ⅲ. */
const LEVEL = 3;

/** Disposed of and reported anew within five working days of the notice (第14条, A-13). */
export function anomalyDuties(
	anomaly: Pick<Anomaly, 'notifiedAt' | 'closedAt'>,
	deadlines: Deadlines
): Duty[] {
	return [
		{
			kind: 'dispose',
			level: LEVEL,
			startedAt: anomaly.notifiedAt,
			dueAt: deadlines.dueAt('anomaly.dispose', 'any', anomaly.notifiedAt),
			sourceClosedAt: anomaly.closedAt
		}
	];
}

/** Of one row there may be several, one after the other: `inspections.JC-1`, `inspections.JC-1~2`. */
export const anomalyId = (dataset: string, originId: string, n: number): string =>
	`${dataset}.${originId}${n > 1 ? `~${n}` : ''}`;

/** Refused again for the same reasons: nothing new is to be said. */
export function sameErrors(a: Anomaly['errors'], b: Anomaly['errors']): boolean {
	const told = (errors: Anomaly['errors']) =>
		errors
			.map(({ field, code }) => `${field} ${code}`)
			.sort()
			.join();
	return told(a) === told(b);
}

export type Every = 'day' | 'week' | 'month';

/** Stands for a report that did not come: `missing.2026-11-23.day`. */
export const missingId = (start: string, every: Every): string => `missing.${start}.${every}`;

/** Is this the report that had not come? */
export function covers(id: string, time: Date): boolean {
	const [, start, every] = id.split('.') as [string, string, Every];
	const day = dateOf(time);
	return day >= start && day < nextStart(start, every);
}

/** The first day of the period after the one that begins on `start`. Days as `2026-11-23`. */
export function nextStart(start: string, every: Every): string {
	if (every === 'month') return addMonths(start, 1);
	const next = new Date(`${start}T00:00:00Z`);
	next.setUTCDate(next.getUTCDate() + (every === 'week' ? 7 : 1));
	return next.toISOString().slice(0, 10);
}
