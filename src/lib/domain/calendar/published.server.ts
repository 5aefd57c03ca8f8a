/** The State Council's calendar, as `chinese-days` carries it, under the district's own overrides. */
import chineseDays from 'chinese-days';
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
