/** Expected reports (第14条 未报送): which period runs, which ended, and did its report come? Pure. */
import { dateOf } from '../../metrics/period';
import { missingId, nextStart, type Every } from '../anomalies/rules';

/** The period that runs, and the last that ended; days as `2026-11-23`. */
export function periodsOf(
	since: string,
	every: Every,
	today: string
): { last: { start: string; end: string } | null; present: { start: string; end: string } | null } {
	if (today < since) return { last: null, present: null };
	let last: { start: string; end: string } | null = null;
	let start = since;
	for (let end = nextStart(start, every); end <= today; end = nextStart(start, every)) {
		last = { start, end };
		start = end;
	}
	return { last, present: { start, end: nextStart(start, every) } };
}

/** Did the report of the last period come? */
export type Arrival =
	| { is: 'before' }
	| { is: 'came' | 'unheard'; start: string }
	| { is: 'grace'; start: string; until: Date }
	| { is: 'open' | 'corrected' | 'dismissed'; start: string; key: string };

export interface Expectation {
	since: string;
	every: Every;
	grace: number;
	missing: { originId: string; key: string; state: 'open' | 'corrected' | 'dismissed' }[];
	/** Days on which something was received. */
	days: string[];
}

/** @param graceEnd when so many working days after this moment are over */
export function arrivalOf(
	{ since, every, grace, missing, days }: Expectation,
	now: Date,
	graceEnd: (start: Date, workdays: number) => Date
): { last: Arrival; present: boolean } {
	const { last, present } = periodsOf(since, every, dateOf(now));
	const heard = (period: { start: string; end: string }) =>
		days.some((day) => day >= period.start && day < period.end);
	return { last: lastOf(), present: present !== null && heard(present) };

	function lastOf(): Arrival {
		if (!last) return { is: 'before' };
		const { start, end } = last;
		const found = missing.find(({ originId }) => originId === missingId(start, every));
		if (found) return { is: found.state, start, key: found.key };
		if (heard(last)) return { is: 'came', start };
		const until = graceEnd(new Date(Date.parse(`${end}T00:00:00+08:00`) - 1), grace);
		return now < until ? { is: 'grace', start, until } : { is: 'unheard', start };
	}
}
