/** Rules between two fields of a row: what may not lie before what. */
import type { z } from 'zod';
import { shanghaiDay } from './shanghai';

/** Adds what is wrong with a field; `code` is the stable code of the error. */
export function fault(
	issue: z.RefinementCtx,
	field: string,
	message: string,
	code = 'order'
): void {
	issue.addIssue({ code: 'custom', path: [field], message, params: { code } });
}

/** A day (`2026-11-23`) or a moment; empty where the row does not give it. */
type Time = string | Date | undefined;

/**
 * `later` may not lie before `earlier`. What was given as a day, or as its very beginning, is compared by the
 * Shanghai day: whoever sends `2026-11-23` does not know the hour.
 */
export function inOrder<Field extends string>(
	row: Partial<Record<Field, Time>>,
	issue: z.RefinementCtx,
	[earlier, earlierName]: [Field, string],
	[later, laterName]: [Field, string]
): void {
	const [from, to] = [row[earlier], row[later]];
	if (from === undefined || to === undefined || !isBefore(to, from)) return;
	fault(issue, later, `${laterName}不得早于${earlierName}`);
}

function isBefore(a: NonNullable<Time>, b: NonNullable<Time>): boolean {
	if (hasHour(a) && hasHour(b)) return a < b;
	return dayOf(a) < dayOf(b);
}

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

const hasHour = (time: NonNullable<Time>): time is Date =>
	time instanceof Date && (time.getTime() + SHANGHAI_MS) % DAY_MS !== 0;

const dayOf = (time: NonNullable<Time>) => (time instanceof Date ? shanghaiDay(time) : time);
