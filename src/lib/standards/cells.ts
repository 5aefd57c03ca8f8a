/**
 * What a clerk types into a spreadsheet, as values: text, codes, yes or no, numbers and amounts. Dates are in
 * `cell-dates.ts`. What can be read in two ways is refused with a reason, never guessed.
 */

/** What a cell holds, by whichever library: dates are to be asked for as serial numbers, formulas as their results. */
export type Cell = string | number | boolean | null | undefined;

/** A value, null for an empty cell, or a reason in Chinese that says what to type instead. */
export type Read<T> = { value: T | null } | { reason: string };

/** Numbers beyond this have lost digits in the spreadsheet already. */
const DIGITS = 15;

/**
 * Free text: trimmed, its full-width digits and letters half-width. Chinese punctuation stays, and so do the
 * rare characters of names that NFKC would replace. A number of more than 15 digits is refused, as in a code.
 */
export function readText(cell: Cell): Read<string> {
	if (isSpoilt(cell)) return SPOILT;
	return plain(cell, (text) => ({
		value: text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => wide.normalize('NFKC'))
	}));
}

/**
 * A code, an identifier, a telephone number: NFKC, trimmed, without invisible characters. Refuses what the
 * spreadsheet has spoilt: more than 15 digits in a number, or `1.40603E+17`. Zeros lost in front are not seen.
 */
export function readCode(cell: Cell): Read<string> {
	if (isSpoilt(cell)) return SPOILT;
	return plain(cell, (text) => {
		const value = halfWidth(text);
		return /^\d(\.\d+)?E\+\d{2}$/i.test(value) ? SPOILT : { value: value || null };
	});
}

const SPOILT = { reason: '超过 15 位的数字已被表格改写，请把单元格设为文本格式后重新填写' };
const isSpoilt = (cell: Cell): boolean =>
	typeof cell === 'number' && isFigure(cell) && Math.abs(cell) >= 10 ** DIGITS;

const YES = new Set(['是', '有', '√', '✓', '✔', 'TRUE']);
const NO = new Set(['否', '无', '×', '✗', '✘', 'FALSE']);

/** 是、有、√ or 否、无、×. Neither 1 and 0 nor the letter x: what they mean differs from form to form. */
export function readBoolean(cell: Cell): Read<boolean> {
	if (typeof cell === 'boolean') return { value: cell };
	return plain<boolean>(cell, (text) => {
		const word = halfWidth(text).toUpperCase();
		if (YES.has(word)) return { value: true };
		if (NO.has(word)) return { value: false };
		return { reason: `应为“是”或“否”，现为“${brief(text)}”` };
	});
}

/** A decimal number, thousands separated by commas or not at all. To 15 significant digits, as in a spreadsheet. */
export function readNumber(cell: Cell): Read<number> {
	return figure(cell, (text) => decimal(text, 0) ?? '应为数字，不带单位和其他文字');
}

/** An amount in yuan: a number, with ¥ before it, 元 or 万元 behind it, or neither. Without a unit it is yuan. */
export function readMoney(cell: Cell): Read<number> {
	return figure(cell, (text) => {
		const [, amount, unit] = /^¥?\s*(.*?)\s*(万元|元)?$/u.exec(text) ?? [];
		return decimal(amount ?? '', unit === '万元' ? 4 : 0) ?? '应为金额，单位只用元或万元';
	});
}

/** NFKC, trimmed, without invisible characters: copied numbers bring marks of writing direction along. */
export const halfWidth = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\p{Cf}\ufe0e\ufe0f]/gu, '')
		.trim();

/** As much of a text as a message repeats; a character cut in two becomes U+FFFD. */
export const brief = (text: string): string =>
	text.length > 20 ? `${text.slice(0, 20).toWellFormed()}…` : text;

/** What is common to all: empty cells, errors of formulas, characters that no column takes. */
export function plain<T>(cell: Cell, read: (text: string) => Read<T>): Read<T> {
	if (cell === null || cell === undefined) return { value: null };
	if (typeof cell === 'number' && !isFigure(cell)) return { reason: '不是有效的数值' };
	// What a library makes of rich text, hyperlinks and errors is none of these.
	if (!['string', 'number', 'boolean'].includes(typeof cell)) {
		return { reason: '单元格不是普通内容，请粘贴为数值后重试' };
	}
	const text = written(cell);
	if (text === '') return { value: null };
	if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)$/i.test(text)) {
		return { reason: `单元格是公式错误 ${text}，请改为具体内容` };
	}
	if (text.includes('\u0000') || !text.isWellFormed()) {
		return { reason: '含有不能保存的字符，请重新填写' };
	}
	return read(text);
}

function written(cell: string | number | boolean): string {
	if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
	return typeof cell === 'number' ? String(rounded(cell)) : trimmed(cell);
}

/** Without white space and invisible characters at both ends. A pattern would be slow on a long run within. */
function trimmed(text: string): string {
	const blank = /[\s\p{Cf}]/u;
	let [start, end] = [0, text.length];
	while (start < end && blank.test(text[start]!)) start++;
	while (end > start && blank.test(text[end - 1]!)) end--;
	return text.slice(start, end);
}

/** A spreadsheet ends below 1e308; beyond, rounding would overflow. */
const isFigure = (value: number): boolean => Math.abs(value) < 1e308;

/** 0.1 + 0.2 is 0.3 in a spreadsheet. */
const rounded = (value: number): number => Number(value.toPrecision(DIGITS)) || 0;

/** A number from a cell; `read` gives the number of a text, or what is wrong with it. */
function figure(cell: Cell, read: (text: string) => number | string): Read<number> {
	if (typeof cell === 'number' && isFigure(cell)) return { value: rounded(cell) };
	return plain<number>(cell, (typed) => {
		// U+2212 is a minus sign that NFKC leaves alone.
		const text = halfWidth(typed).replace('\u2212', '-');
		const value = text.length > LONGEST ? '文字过长，应为数字' : read(text);
		if (typeof value === 'number') return { value };
		return { reason: `${value}，现为“${brief(typed)}”` };
	});
}

const LONGEST = 60;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const GROUPED = /^([+-]?)(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/**
 * The number of a text, what is wrong with it, or null where it is none at all. `shift`: how many places the
 * point moves to the right; it moves in the digits, since 1.13 × 10000 is not 11300.
 */
function decimal(text: string, shift: number): number | string | null {
	const parts = PLAIN.exec(text) ?? GROUPED.exec(text);
	if (!parts) return notDecimal(text);
	const whole = parts[2]!.replaceAll(',', '');
	const places = parts[3] ?? '';
	const significant = `${whole}${places}`.replace(/^0+|0+$/g, '');
	if (significant.length > DIGITS) return '超过 15 位有效数字，请核对';
	return Number(`${parts[1]}${whole}.${places}e${shift}`) || 0;
}

function notDecimal(text: string): string | null {
	if (/^[+-]?[\d,]+(\.\d*)?$/.test(text)) return '千分位逗号的位置不对，请改正或去掉逗号';
	if (/^[+-]?[\d.]+E[+-]?\d+$/i.test(text)) {
		return '科学计数法会丢失位数，请把单元格设为数值格式后重新填写';
	}
	return /^[-—/\\]+$|^(无|暂无)$/.test(text) ? '没有数值时请留空' : null;
}
