/** Names, days and moments as pages in Chinese write them. Shanghai is a fixed +08:00. */

export const REGION_NAME = '平鲁区';

/** `2026-11-23 10:32:07` of an ISO time. */
export const moment = (iso: string): string =>
	new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** A deadline, to the minute. It is exclusive: midnight is the 24:00 of the day before. */
export function deadline(iso: string): string {
	const text = moment(iso).slice(0, 16);
	if (!text.endsWith('00:00')) return text;
	return `${moment(new Date(Date.parse(iso) - 1).toISOString()).slice(0, 10)} 24:00`;
}

/** `2026年11月23日` of a day, `2026-11-23`. */
export function dayInWords(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return `${year}年${month}月${date}日`;
}
