/** Periods, in Asia/Shanghai (a fixed +08:00), half-open. Bounds are computed here and nowhere else. */

const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

export interface Period {
	/** `today`, `month`, `quarter`, `year`, or a month such as `2026-10`. */
	id: string;
	start: Date;
	end: Date;
	/** The one before it, whole. */
	previous: { start: Date; end: Date };
	/** What that one is called: 昨日, 上月 … */
	previousName: string;
}

export const PERIODS = ['today', 'month', 'quarter', 'year'] as const;

/** Days since 1970-01-01 on Shanghai's calendar. */
export const dayOf = (time: Date): number => Math.floor((time.getTime() + OFFSET_MS) / DAY_MS);
export const startOfDay = (day: number): Date => new Date(day * DAY_MS - OFFSET_MS);
export const minuteOf = (time: Date): number => Math.floor(time.getTime() / 60_000);

/** `2026-11-23`, the Shanghai date of a time. */
export const dateOf = (time: Date): string =>
	new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 10);

const monthStart = (year: number, month: number): Date =>
	new Date(Date.UTC(year, month, 1) - OFFSET_MS);

/** The period of `t` with this name; null where there is no such period. */
export function periodOf(id: string, t: Date): Period | null {
	const local = new Date(t.getTime() + OFFSET_MS);
	const year = local.getUTCFullYear();
	const month = local.getUTCMonth();
	const months = (from: number, length: number, name: string, inYear = year): Period => ({
		id,
		start: monthStart(inYear, from),
		end: monthStart(inYear, from + length),
		previous: { start: monthStart(inYear, from - length), end: monthStart(inYear, from) },
		previousName: name
	});
	switch (id) {
		case 'today': {
			const day = dayOf(t);
			return {
				id,
				start: startOfDay(day),
				end: startOfDay(day + 1),
				previous: { start: startOfDay(day - 1), end: startOfDay(day) },
				previousName: '昨日'
			};
		}
		case 'month':
			return months(month, 1, '上月');
		case 'quarter':
			return months(month - (month % 3), 3, '上季');
		case 'year':
			return months(0, 12, '上年');
		default: {
			const match = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(id);
			return match ? months(Number(match[2]) - 1, 1, '上月', Number(match[1])) : null;
		}
	}
}
