/** Times of HJ 212: digits in Beijing time (+08:00), which has no summer time since 1991. */

const OFFSET = 8 * 3_600_000;
const DIGITS = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/;

/**
 * `YYYYMMDDhhmmss` (DataTime) or `YYYYMMDDhhmmsszzz` (QN), years 1900–2199; null where it is neither,
 * or names a moment that no calendar has.
 */
export function timeOf(digits: string): Date | null {
	const match = DIGITS.exec(digits);
	if (!match || digits < '19' || digits >= '22') return null;
	const [year, month, day, hour, minute, second, milli] = match.slice(1).map((n) => Number(n ?? 0));
	const utc = Date.UTC(year!, month! - 1, day, hour, minute, second, milli);
	const time = new Date(utc - OFFSET);
	return digitsOf(time, match[7] === undefined ? 14 : 17) === digits ? time : null;
}

/** The digits of a time: 14 to the second, 17 to the millisecond. */
export function digitsOf(time: Date, length: 14 | 17): string {
	return new Date(time.getTime() + OFFSET)
		.toISOString()
		.replace(/[-:T.Z]/g, '')
		.slice(0, length);
}
