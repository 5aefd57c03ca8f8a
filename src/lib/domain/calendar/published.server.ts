/** The State Council's calendar, as `chinese-days` carries it, under the district's own overrides. */
import chineseDays from 'chinese-days';
import type { Sql } from '../../server/database.server';
import type { Calendar } from './rules';

export function publishedCalendar(overrides: ReadonlyMap<string, boolean>): Calendar {
	const known = new Map(overrides);
	return {
		isWorkday(date) {
			let working = known.get(date);
			if (working === undefined) known.set(date, (working = chineseDays.isWorkday(date)));
			return working;
		}
	};
}

/** Is a year in the published calendar? Every year that is has holidays beside its weekends. */
export const isPublished = (year: number): boolean =>
	chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;

/** Of these years, those of which the holidays are known: published, or in the district's own table. */
export async function loadedYears(sql: Sql, region: string, years: number[]): Promise<Set<number>> {
	const rows = await sql<{ year: string }[]>`
		select distinct left(day, 4) as year from calendar_day
		where region = ${region} and left(day, 4) = any(${years.map(String)})`;
	const own = new Set(rows.map(({ year }) => Number(year)));
	return new Set(years.filter((year) => own.has(year) || isPublished(year)));
}
