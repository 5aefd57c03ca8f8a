/** A sheet's XML into rows of cells, a stretch at a time. Cells merged downwards hold the same on each of their rows. */
import { HttpError } from '../../server/http.server';
import type { TableCell } from './cells-to-row';
import { readable, unescaped, type FileLimits, type Workbook } from './workbook.server';
import { xmlSlices, type Handlers } from './xml';

export interface SheetRow {
	/** As the spreadsheet counts, from 1. */
	line: number;
	cells: TableCell[];
}

/** Rows without content are left out. @throws HttpError 413, 422. */
export function* sheetRows(
	xml: Uint8Array,
	book: Pick<Workbook, 'strings' | 'dates'>,
	limits: FileLimits
): Generator<SheetRow[]> {
	const merged = new Merged(mergedIn(xml));
	const reader = new SheetReader(book, limits.columns);
	const slices = xmlSlices(xml, reader.handlers);
	let count = 0;
	while (!readable(() => slices.next().done)) {
		const rows = reader.taken();
		count += rows.length;
		if (count > limits.rows) {
			const message = `一个工作表不得超过 ${limits.rows} 行，请拆分后上传`;
			throw new HttpError(413, 'too_many_rows', message);
		}
		for (const row of rows) merged.fill(row);
		yield rows;
	}
}

/** A formula that was never worked out is not an empty cell. */
const UNSOLVED = { spoilt: '公式没有计算结果，请在表格软件中打开并保存后再上传，或改为具体内容' };

class SheetReader {
	private rows: SheetRow[] = [];
	private row: SheetRow = { line: 0, cells: [] };
	private column = -1;
	private type = 'n';
	private style = 0;
	private value: string | null = null;
	private inline: string | null = null;
	private isFormula = false;
	private inside: 'v' | 't' | null = null;
	private isSpoken = false;

	constructor(
		private readonly book: Pick<Workbook, 'strings' | 'dates'>,
		private readonly columns: number
	) {}

	taken(): SheetRow[] {
		const { rows } = this;
		this.rows = [];
		return rows;
	}

	readonly handlers: Handlers = {
		open: (name, attributes) => {
			if (name === 'row') {
				this.row = { line: Number(attributes.r ?? this.row.line + 1), cells: [] };
				this.column = -1;
			} else if (name === 'c') this.begin(attributes);
			else if (name === 'v' || name === 't') this.inside = name;
			else if (name === 'f') this.isFormula = true;
			else if (name === 'rPh') this.isSpoken = true;
		},
		text: (text) => {
			if (this.inside === 'v') this.value = (this.value ?? '') + text;
			else if (this.inside === 't' && !this.isSpoken) this.inline = (this.inline ?? '') + text;
		},
		close: (name) => {
			if (name === 'v' || name === 't') this.inside = null;
			else if (name === 'rPh') this.isSpoken = false;
			else if (name === 'c') this.end();
			else if (name === 'row' && this.row.cells.length > 0) this.rows.push(this.row);
		}
	};

	private begin({ r, t, s }: Record<string, string>): void {
		// A cell without an address stands behind the one before.
		this.column = r === undefined ? this.column + 1 : columnOf(r);
		this.type = t ?? 'n';
		this.style = Number(s ?? 0);
		this.value = null;
		this.inline = null;
		this.isFormula = false;
	}

	private end(): void {
		const cell = this.cell();
		if (cell === null) return;
		if (this.column >= this.columns) {
			const message = `第 ${this.row.line} 行超过 ${this.columns} 列，请删去多余的列`;
			throw new HttpError(413, 'too_many_columns', message);
		}
		while (this.row.cells.length < this.column) this.row.cells.push(null);
		this.row.cells[this.column] = cell;
	}

	/** By its type, ECMA-376, 18.18.11. Of an error the value is its name: #REF! */
	private cell(): TableCell {
		const { value, inline } = this;
		if (this.type === 'inlineStr') return inline === null ? null : unescaped(inline) || null;
		if (value === null) return this.isFormula ? UNSOLVED : null;
		if (this.type === 's') return this.book.strings[Number(value)] || null;
		if (this.type === 'b') return value === '1';
		if (this.type !== 'n') return unescaped(value) || null;
		const number = Number(value);
		if (value.trim() === '' || Number.isNaN(number)) return { spoilt: '不是有效的数值' };
		return this.book.dates[this.style] ? { serial: number } : number;
	}
}

/** `AB12` → 27. */
function columnOf(address: string): number {
	let column = 0;
	for (const letter of /^[A-Z]{1,3}/i.exec(address)?.[0].toUpperCase() ?? 'A') {
		column = column * 26 + letter.charCodeAt(0) - 64;
	}
	return column - 1;
}

interface Range {
	column: number;
	from: number;
	to: number;
}

/** What is merged stands behind all rows; so it is looked for first, from the end. */
function mergedIn(xml: Uint8Array): Range[] {
	const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.length);
	const tail = bytes.subarray(Math.max(0, bytes.lastIndexOf('sheetData'))).toString('utf8');
	const refs = tail.matchAll(/mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g);
	return [...refs]
		.map(([, column, from, to]) => ({
			column: columnOf(column!),
			from: Number(from),
			to: Number(to)
		}))
		.filter(({ from, to }) => to > from)
		.sort((a, b) => a.from - b.from);
}

/** Goes down the rows beside the ranges. In each column one is open at most, while its rows last. */
class Merged {
	private next = 0;
	private open = new Map<number, { to: number; value: TableCell }>();

	constructor(private readonly ranges: Range[]) {}

	fill({ line, cells }: SheetRow): void {
		for (const [column, { to, value }] of this.open) {
			if (to < line) this.open.delete(column);
			else {
				while (cells.length < column) cells.push(null);
				cells[column] ??= value;
			}
		}
		for (; (this.ranges[this.next]?.from ?? Infinity) <= line; this.next++) {
			const { column, from, to } = this.ranges[this.next]!;
			const value = from === line ? (cells[column] ?? null) : null;
			// Where its own row is empty there is nothing to repeat.
			if (value !== null) this.open.set(column, { to, value });
		}
	}
}
