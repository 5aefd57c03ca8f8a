/** Civil time in Asia/Shanghai: a fixed +08:00, without the summer time of 1986 to 1991. */

const OFFSET_MS = 8 * 3_600_000;

/**
 * The instant of a civil time. Months 1–12, hours 0–23, seconds 0–59; years 1900–2199 as in `fields.ts`.
 * Null where the calendar or the clock has no such time.
 */
export function shanghaiTime(
	year: number,
	month: number,
	day: number,
	hour = 0,
	minute = 0,
	second = 0,
	millisecond = 0
): Date | null {
	if (year < 1900 || year > 2199 || hour > 23 || minute > 59 || second > 59) return null;
	const civil = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
	// Date.UTC makes 1 July of 31 June.
	if (civil.getUTCMonth() !== month - 1 || civil.getUTCDate() !== day) return null;
	return new Date(civil.getTime() - OFFSET_MS);
}

/** `2026-11-23`, the Shanghai date of an instant. */
export const shanghaiDay = (time: Date): string =>
	new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** `2026-11-23T10:32:00+08:00`, an instant as it is read in Shanghai; milliseconds only where there are any. */
export const shanghaiMoment = (time: Date): string =>
	new Date(time.getTime() + OFFSET_MS).toISOString().replace(/(\.000)?Z$/, '+08:00');
