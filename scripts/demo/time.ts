/** Days and times of Shanghai (+08:00, no summer time since 1991). A day is its number since 1970-01-01. */
import chineseDays from 'chinese-days';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

export function dayOf(at: Date): number {
	return Math.floor((at.getTime() + OFFSET) / DAY);
}

export function minuteOfDay(at: Date): number {
	return ((((at.getTime() + OFFSET) % DAY) + DAY) % DAY) / MINUTE;
}

export function momentOf(day: number, minutes: number): Date {
	return new Date(day * DAY - OFFSET + Math.floor(minutes * 60) * 1000);
}

/** `2026-11-23` */
export function dayText(day: number): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** `2026-11-23T10:32:00+08:00` */
export function timeText(at: Date): string {
	return `${new Date(at.getTime() + OFFSET).toISOString().slice(0, 19)}+08:00`;
}

export function shift(at: Date, milliseconds: number): Date {
	return new Date(at.getTime() + Math.round(milliseconds / 1000) * 1000);
}

/** 1 to 12 */
export function monthOf(day: number): number {
	return new Date(day * DAY).getUTCMonth() + 1;
}

export function yearOf(day: number): number {
	return new Date(day * DAY).getUTCFullYear();
}

export function addMonths(day: number, months: number): number {
	const date = new Date(day * DAY);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()) / DAY;
}

const workdays = new Map<number, boolean>();

export function isWorkday(day: number): boolean {
	let known = workdays.get(day);
	if (known === undefined) {
		known = chineseDays.isWorkday(dayText(day));
		workdays.set(day, known);
	}
	return known;
}

/** The n-th working day after `day`. */
export function addWorkdays(day: number, n: number): number {
	let result = day;
	for (let left = n; left > 0;) if (isWorkday(++result)) left--;
	return result;
}
