/** How a time is written. Shanghai is a fixed +08:00; every `now` is the server's clock, in milliseconds. */

const EIGHT_HOURS = 8 * 3_600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = ['日', '一', '二', '三', '四', '五', '六'];

const shanghai = (ms: number) => new Date(ms + EIGHT_HOURS);

/** `10:32:07` */
export const clock = (ms: number) => shanghai(ms).toISOString().slice(11, 19);

/** `11月23日 周一` */
export function date(ms: number): string {
	return `${day(ms)} 周${WEEK[shanghai(ms).getUTCDay()]}`;
}

/** `2026年11月` */
export function month(ms: number): string {
	const at = shanghai(ms);
	return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月`;
}

/** `10:32:07` of today, `11月22日 10:32` of another day. */
export function moment(at: string, now: number): string {
	const then = Date.parse(at);
	return sameDay(then, now) ? clock(then) : `${day(then)} ${clock(then).slice(0, 5)}`;
}

/** How long ago: `3 秒前`, `25 分前`, `8 小时前`, `2 日前`. */
export function age(at: string | null, now: number): string {
	if (!at) return '暂无记录';
	const past = Math.max(0, now - Date.parse(at));
	return past < MINUTE ? `${Math.floor(past / 1000)} 秒前` : `${span(past)}前`;
}

/** A span by its largest unit, rounded down: `2 日`, `5 小时`, `8 分`. */
export function span(ms: number): string {
	if (ms >= DAY) return `${Math.floor(ms / DAY)} 日`;
	if (ms >= HOUR) return `${Math.floor(ms / HOUR)} 小时`;
	return `${Math.max(1, Math.floor(ms / MINUTE))} 分`;
}

/** `11月23日` */
function day(ms: number): string {
	const at = shanghai(ms);
	return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}

const dayNumber = (ms: number) => Math.floor((ms + EIGHT_HOURS) / DAY);
const sameDay = (a: number, b: number) => dayNumber(a) === dayNumber(b);
