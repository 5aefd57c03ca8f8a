/** Dates and times of a spreadsheet, as a clerk types them. Civil times are Asia/Shanghai, +08:00. */
import { brief, halfWidth, plain, type Cell, type Read } from './cells';
import { shanghaiDay, shanghaiTime } from './shanghai';

export interface DateCell {
	/** The workbook counts days from 1904-01-01 (`date1904` in its properties). */
	date1904?: boolean;
	/** The cell has a date format: a number in it is a date, and no year such as 2026 typed by hand. */
	formatted?: boolean;
}

const DAY_MS = 86_400_000;
const EXAMPLE = '应写成 2026-11-23 或 2026-11-23 10:32';

/** A day, `2026-11-23`; a time of day beside it is left out. Years 1900–2199. */
export function readDay(cell: Cell, options: DateCell = {}): Read<string> {
	const time = readTime(cell, options);
	return 'reason' in time ? time : { value: time.value && shanghaiDay(time.value) };
}

/** An instant; a day alone is its beginning in Shanghai. Years 1900–2199. */
export function readTime(cell: Cell, options: DateCell = {}): Read<Date> {
	if (typeof cell === 'number' && Number.isFinite(cell)) return ofNumber(cell, options);
	if (typeof cell === 'boolean') return { reason: `应为日期，${EXAMPLE}` };
	return plain(cell, (text) => ofText(halfWidth(text), text));
}

/** 20261123 typed as a number is far beyond the last serial, 2958465 (9999-12-31). */
const LAST_SERIAL = 2_958_465;
/** Below (1910-01-01) lie 2026, 2026.11, 11.23 and 1123: more often typed than meant as serials. */
const FIRST_BARE_SERIAL = 3_654;

function ofNumber(number: number, options: DateCell): Read<Date> {
	if (number > LAST_SERIAL) return ofText(String(number), String(number));
	if (!options.formatted && number < FIRST_BARE_SERIAL) {
		return { reason: `无法确定“${number}”是哪一天，${EXAMPLE}` };
	}
	return serialTime(number, options.date1904);
}

/**
 * The time of a spreadsheet's serial number, to the millisecond: days since its beginning, the time of day behind
 * the point. The system of 1900 counts a 29 February 1900 that never was, as Lotus 1-2-3 did (ECMA-376, 18.17.4.1):
 * days up to 59 count from 1899-12-31, day 60 is refused, those from 61 on count from 1899-12-30.
 */
export function serialTime(serial: number, date1904 = false): Read<Date> {
	if (!Number.isFinite(serial) || serial < 0) return { reason: `不是有效的日期，${EXAMPLE}` };
	if (!date1904 && serial < 1) return { reason: `只有时间，没有日期，${EXAMPLE}` };
	if (!date1904 && serial >= 60 && serial < 61) {
		return { reason: '1900 年 2 月没有 29 日，请核对' };
	}
	const origin = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
	const civil = new Date(origin + Math.round(serial * DAY_MS));
	const time = shanghaiTime(
		civil.getUTCFullYear(),
		civil.getUTCMonth() + 1,
		civil.getUTCDate(),
		civil.getUTCHours(),
		civil.getUTCMinutes(),
		civil.getUTCSeconds(),
		civil.getUTCMilliseconds()
	);
	return time ? { value: time } : { reason: '年份应在 1900 至 2199 之间' };
}

const CLOCK = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?`;
/** Figures need a space before the time: 2026-1-110:32 is the 1st or the 11th. */
const STYLES = [
	String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T|\s+)${CLOCK})?`,
	String.raw`(\d{4})()(\d\d)(\d\d)(?:(?:T|\s+)${CLOCK})?`,
	String.raw`(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*${CLOCK})?`
].map((style) => new RegExp(`^${style}$`, 'i'));

function ofText(text: string, typed: string): Read<Date> {
	if (text.length > 60) return { reason: `应为日期，${EXAMPLE}` };
	const clocked = text
		.replace(/^(\d{8})(\d\d)(\d\d)(\d\d)$/, '$1 $2:$3:$4')
		.replace(/(\d{1,2})[时点](\d{1,2})分(?:(\d{1,2})秒)?$/, (_, hour, minute, second = '0') =>
			[hour, minute, second].map((part: string) => part.padStart(2, '0')).join(':')
		);
	for (const style of STYLES) {
		const parts = style.exec(clocked);
		if (parts) return ofParts(parts, typed);
	}
	return { reason: notDate(text, typed) };
}

function ofParts(parts: RegExpExecArray, typed: string): Read<Date> {
	const [year, month, day] = [parts[1], parts[3], parts[4]].map(Number) as [number, number, number];
	const [hour, minute, second] = [parts[5], parts[6], parts[7]].map((part) => Number(part ?? 0));
	const thousandths = Number((parts[8] ?? '').padEnd(3, '0').slice(0, 3));
	if (year < 1900 || year > 2199) return { reason: '年份应在 1900 至 2199 之间' };
	if (!shanghaiTime(year, month, day)) return { reason: `没有“${brief(typed)}”这一天，请核对` };
	const time = shanghaiTime(year, month, day, hour, minute, second, thousandths);
	if (!time) return { reason: `没有“${brief(typed)}”这个时刻，请核对` };
	const ahead = parts[9] === undefined ? EIGHT_HOURS : offset(parts[9]);
	return ahead === null
		? { reason: `没有“${brief(typed)}”这个时区，请核对` }
		: { value: new Date(time.getTime() + EIGHT_HOURS - ahead) };
}

const EIGHT_HOURS = 8 * 3_600_000;

/** Milliseconds ahead of UTC; null beyond ±14:00. */
function offset(zone: string): number | null {
	if (/^z$/i.test(zone)) return 0;
	const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
	const ahead = (hours * 60 + minutes) * 60_000;
	if (minutes > 59 || ahead > 14 * 3_600_000) return null;
	return zone.startsWith('-') ? -ahead : ahead;
}

function notDate(text: string, typed: string): string {
	if (/^\d{1,2}([-/.])\d{1,2}\1\d{4}/.test(text)) {
		return `无法确定“${brief(typed)}”中月和日的先后，请把年份写在前面，${EXAMPLE}`;
	}
	if (/^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(text)) return `年份应写 4 位，${EXAMPLE}`;
	if (/^\d{4}[-/.年]\d{1,2}月?$/.test(text)) return `缺少日，${EXAMPLE}`;
	if (/^\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return `缺少年份，${EXAMPLE}`;
	if (/^\d{5}(\.\d+)?$/.test(text)) {
		return `“${text}”像是日期的序号，请把单元格设为日期格式后重新导出`;
	}
	if (/^\d{1,2}[:时点]\d{1,2}/.test(text)) return `只有时间，没有日期，${EXAMPLE}`;
	if (/^[-—/\\]+$|^(无|暂无)$/.test(text)) return '没有日期时请留空';
	return `应为日期，${EXAMPLE}，现为“${brief(typed)}”`;
}
