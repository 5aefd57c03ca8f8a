/** A table as a file that a clerk opens in a spreadsheet: RFC 4180, UTF-8 with its mark. Pure. */

/** Without it Excel takes UTF-8 for GBK. */
export const BOM = '\uFEFF';

/** A spreadsheet takes a cell that begins so for a formula; the full-width ones are typed here as easily. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cellOf(value: string): string {
	const text = FORMULA.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Each row as wide as `width`, as the standard asks. */
export const linesOf = (rows: string[][], width: number): string =>
	rows
		.map((row) => Array.from({ length: width }, (_, i) => cellOf(row[i] ?? '')).join(','))
		.map((line) => `${line}\r\n`)
		.join('');

/** RFC 6266: a name in Chinese, and one for those who cannot read it. */
export function attachment(name: string, plain: string): string {
	const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-');
	const encoded = encodeURIComponent(safe).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
