/** Is a year's calendar missing that deadlines already reach into? */
import type { Person } from '$lib/domain/access/actor';
import { loadedYears } from '$lib/domain/calendar/published.server';
import { askedYears, calendarWarning } from '$lib/domain/calendar/warning';
import { app } from '$lib/server/app.server';
import { answered } from './answered.server';

/** The year, or null: all is well. */
export async function missingYear(person: Person): Promise<number | null> {
	const { rows, region, now } = app();
	const at = now();
	const read = rows.as(person, at, (sql) => loadedYears(sql, region, askedYears(at)));
	return calendarWarning(at, await answered(read));
}
