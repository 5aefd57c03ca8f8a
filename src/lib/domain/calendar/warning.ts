/** The next year's holidays are printed in October or November; until they are here, deadlines across it are guesses. */
import { dateOf } from '../../metrics/period';

const FROM_MONTH = 11;

/** Years that the warning asks about: this one and, from 1 November on Shanghai's calendar, the next. */
export function askedYears(now: Date): number[] {
	const [year, month] = dateOf(now).split('-').map(Number) as [number, number];
	return month >= FROM_MONTH ? [year, year + 1] : [year];
}

/** The first year of which the holidays are missing though they are needed; null: all is well. */
export const calendarWarning = (now: Date, years: ReadonlySet<number>): number | null =>
	askedYears(now).find((year) => !years.has(year)) ?? null;
