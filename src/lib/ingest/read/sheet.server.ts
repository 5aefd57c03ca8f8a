/** A file as it is uploaded, .xlsx or CSV, as one kind of table: its column names, and the rows below them. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { HttpError } from '../../server/http.server';
import { fromRecord } from './body.server';
import { EXAMPLE_ID, isEmpty, rowOf, type TableCell } from './cells-to-row';
import type { Column } from './columns';
import type { CsvRecord } from './csv-records';
import { findHeader, HEAD_ROWS, NO_HEADER, type Header } from './headers';
import type { RawRow } from './row';
import { openText } from './table-text';
import { textOf } from './text.server';
import { FILE_LIMITS, openWorkbook, type FileLimits } from './workbook.server';
import { sheetRows, type SheetRow } from './worksheet.server';

export interface TableRow extends RawRow {
	/** As the spreadsheet counts; of CSV, the how-manieth record below the column names. */
	line: number;
	/** As they came, for the preview. */
	cells: TableCell[];
}

export interface Table {
	kind: 'xlsx' | 'csv';
	/** The sheets that are shown; of CSV none. */
	sheets: string[];
	/** The one that is read. */
	sheet: string | null;
	/** Its numbers of days count from 1904. */
	date1904: boolean;
	header: Header;
	rows: AsyncIterable<TableRow>;
}

export interface TableOptions {
	columns: Column[];
	/** The first one, if none is named. */
	sheet?: string | undefined;
	limits?: FileLimits;
}

/**
 * Problems of the column names are in `header`, for the page to show (`headerProblem`).
 * @throws HttpError 413, 415, 422.
 */
export async function readTable(
	file: Uint8Array | AsyncIterable<Uint8Array>,
	{ columns, sheet, limits = FILE_LIMITS }: TableOptions
): Promise<Table> {
	const chunks = counted(file instanceof Uint8Array ? pieces(file) : file, limits.file);
	const { start, all } = await begun(chunks);
	switch (kindOf(start)) {
		case 'xlsx':
			return readWorkbook(await whole(all), columns, sheet, limits);
		case 'xls':
			throw new HttpError(
				415,
				'unsupported_type',
				'这是旧版 .xls 或加密的表格，请用表格软件另存为不加密的 .xlsx 后上传'
			);
		case 'html':
			throw new HttpError(
				415,
				'unsupported_type',
				'文件内容是网页而不是表格，请用表格软件打开后另存为 .xlsx 再上传'
			);
		case 'csv':
			return readCsv(all, columns, limits);
	}
}

async function readWorkbook(
	file: Uint8Array,
	columns: Column[],
	wanted: string | undefined,
	limits: FileLimits
): Promise<Table> {
	const book = await openWorkbook(file, limits);
	const sheets = book.sheets.map(({ name }) => name);
	const sheet = wanted === undefined ? book.sheets[0]! : book.sheets.find((s) => s.name === wanted);
	if (!sheet) {
		const message = `没有名为“${wanted}”的工作表，可选：${sheets.join('、')}`;
		throw new HttpError(422, 'unknown_sheet', message);
	}
	const rows = sheetRows(await book.read(sheet.path), book, limits);
	const head: SheetRow[] = [];
	while (head.length < HEAD_ROWS) {
		const next = rows.next();
		if (next.done) break;
		head.push(...next.value);
	}
	const found = findHeader(
		head.map(({ cells }) => cells),
		columns
	);
	if (!found) throw noHeader(sheet.name, sheets);
	async function* below(header: Header): AsyncGenerator<TableRow> {
		yield* tableRows(head.slice(found!.index + 1), header, book.date1904);
		for (const stretch of rows) {
			yield* tableRows(stretch, header, book.date1904);
			await othersFirst();
		}
	}
	const { header } = found;
	return {
		kind: 'xlsx',
		sheets,
		sheet: sheet.name,
		date1904: book.date1904,
		header,
		rows: below(header)
	};
}

function noHeader(sheet: string, sheets: string[]): HttpError {
	const others = sheets.filter((name) => name !== sheet);
	const more = others.length > 0 ? `；另有工作表：${others.join('、')}` : '';
	const message = `工作表“${sheet}”的${NO_HEADER.message}${more}`;
	return new HttpError(422, NO_HEADER.code, message);
}

function tableRows(rows: SheetRow[], header: Header, date1904: boolean): TableRow[] {
	return rows.flatMap(({ line, cells }) => {
		if (cells.every(isEmpty)) return [];
		// Beyond the column names a sheet has remarks and sums of its own; in CSV it would be a shift.
		const { row, errors } = rowOf(cells.slice(0, header.columns.length), header.columns, {
			date1904
		});
		if (row.id === EXAMPLE_ID) return [];
		const raw = JSON.stringify(cells);
		return [{ line, cells, row, raw, errors: errors.length > 0 ? errors : null }];
	});
}

async function readCsv(
	bytes: AsyncIterable<Uint8Array>,
	columns: Column[],
	limits: FileLimits
): Promise<Table> {
	const table = await openText(textOf(bytes, undefined, true), columns, limits.record);
	if (!table) throw new HttpError(422, NO_HEADER.code, NO_HEADER.message);
	const { header, records } = table;
	const rows = csvRows(records, header, limits);
	return { kind: 'csv', sheets: [], sheet: null, date1904: false, header, rows };
}

async function* csvRows(
	records: AsyncIterable<CsvRecord[]>,
	header: Header,
	limits: FileLimits
): AsyncGenerator<TableRow> {
	let line = 0;
	for await (const batch of records) {
		for (const record of batch) {
			line++;
			const row = fromRecord(record, header, limits.record);
			if (row) yield { ...row, line, cells: 'cells' in record ? record.cells : [] };
		}
	}
}

type FileKind = 'xlsx' | 'xls' | 'html' | 'csv';

/** By what it begins with: names of files are wrong too often. */
function kindOf(start: Buffer): FileKind {
	if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return 'xlsx';
	if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'xls';
	return /^[\ufeff\s]*<(!doctype|html|table|\?xml)/i.test(start.toString('utf8')) ? 'html' : 'csv';
}

/** Bytes that are enough to tell what a file is. */
const START = 64;

async function begun(
	chunks: AsyncGenerator<Uint8Array>
): Promise<{ start: Buffer; all: AsyncIterable<Uint8Array> }> {
	const held: Uint8Array[] = [];
	let size = 0;
	for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
		held.push(next.value);
		size += next.value.length;
		if (size >= START) break;
	}
	async function* all() {
		yield* held;
		yield* chunks;
	}
	return { start: Buffer.concat(held).subarray(0, START), all: all() };
}

async function* counted(
	chunks: AsyncIterable<Uint8Array>,
	limit: number
): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > limit) {
			const message = `文件不得超过 ${Math.floor(limit / 1024 / 1024)} MB，请拆分后上传`;
			throw new HttpError(413, 'too_large', message);
		}
		yield chunk;
	}
}

const PIECE = 64 * 1024;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const held: Uint8Array[] = [];
	for await (const chunk of chunks) held.push(chunk);
	return Buffer.concat(held);
}
