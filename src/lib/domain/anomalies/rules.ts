/** What a refused row, a report that did not come, or a contradiction asks of whom. */
import { DAY_MS, dateOf } from '../../metrics/period';
import { addMonths, endOfWorkday, type Calendar, type Deadlines } from '../calendar/rules';
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

/** Two departments may each owe the report of one period; an act may be contradictory while its correction is refused. */
export const isOfOneMatter = (a: Pick<Anomaly, 'kind' | 'department'>, b: typeof a): boolean =>
	a.kind === b.kind && (a.kind !== 'missing' || a.department === b.department);

export type Every = 'day' | 'week' | 'month';

/** Stands for a report that did not come: `missing.2026-11-23.day`. */
export const missingId = (start: string, every: Every): string => `missing.${start}.${every}`;

/** Does the period of this report hold that time? */
export function covers(id: string, time: Date): boolean {
	const [, start, every] = id.split('.') as [string, string, Every];
	const day = dateOf(time);
	return day >= start && day < nextStart(start, every);
}

/** Is an accepted row what had not come? Without a time of its own a report is late, but it has come. */
export const isReportOf = (
	missing: Pick<Anomaly, 'dataset' | 'department' | 'originId'>,
	row: { dataset: string; department: string; time: Date | null }
): boolean =>
	missing.dataset === row.dataset &&
	missing.department === row.department &&
	(row.time === null || covers(missing.originId!, row.time));

/** The first day of the period after the one that begins on `start`. Days as `2026-11-23`. */
export function nextStart(start: string, every: Every): string {
	if (every === 'month') return addMonths(start, 1);
	const next = new Date(`${start}T00:00:00Z`);
	next.setUTCDate(next.getUTCDate() + (every === 'week' ? 7 : 1));
	return next.toISOString().slice(0, 10);
}

/** What a source is to report, and how often. */
export interface Expected {
	origin: string;
	dataset: string;
	department: string;
	every: Every;
	/** Working days after a period's end until its report counts as missing. */
	grace: number;
	/** First day of the first period. */
	since: string;
}

/** A span of days, without its end. */
export interface Span {
	start: string;
	end: string;
}

/** The periods from `start` on whose grace is over, at most `limit` of them. */
export function periodsOver(
	start: string,
	{ every, grace }: Pick<Expected, 'every' | 'grace'>,
	{ calendar, now, limit }: { calendar: Calendar; now: Date; limit: number }
): Span[] {
	const over: Span[] = [];
	while (over.length < limit) {
		const end = nextStart(start, every);
		const lastDay = new Date(Date.parse(`${end}T00:00:00+08:00`) - DAY_MS);
		if (endOfWorkday(calendar, lastDay, grace) > now) break;
		over.push({ start, end });
		start = end;
	}
	return over;
}
