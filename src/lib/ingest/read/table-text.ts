/** CSV as a table: which character separates its cells, which row holds the column names, and the rows below. */
import { DELIMITERS, recordsOf, type CsvRecord, type Delimiter } from './csv-records';
import { findHeader, HEAD_ROWS, type Header } from './headers';
import type { Column } from './columns';
import { unixLines } from './lines';

export interface TextTable {
	header: Header;
	/** What stands below the column names, a batch at a time. */
	records: AsyncIterable<CsvRecord[]>;
}

/** So much of a text shows which delimiter it has, characters. */
const SAMPLE = 64 * 1024;

/** @param limit characters in a record. @returns null where no row holds column names. */
export async function openText(
	text: AsyncIterable<string>,
	columns: Column[],
	limit: number
): Promise<TextTable | null> {
	const { start, all } = await sampled(unixLines(text));
	const records = recordsOf(all, delimiterOf(start, columns), limit);
	const head: CsvRecord[] = [];
	const cellsOf = (record: CsvRecord) => ('cells' in record ? record.cells : []);
	while (head.length < HEAD_ROWS) {
		const next = await records.next();
		if (next.done) break;
		head.push(...next.value);
	}
	const found = findHeader(head.map(cellsOf), columns);
	if (!found) return null;
	return { header: found.header, records: chained(head.slice(found.index + 1), records) };
}

/** The text once more, from its beginning, after a look at it. */
async function sampled(
	text: AsyncGenerator<string>
): Promise<{ start: string; all: AsyncIterable<string> }> {
	let start = '';
	for (let next = await text.next(); !next.done; next = await text.next()) {
		start += next.value;
		if (start.length >= SAMPLE) break;
	}
	return { start: start.slice(0, SAMPLE), all: chained(start, text) };
}

async function* chained<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
	yield first;
	yield* rest;
}

/** The delimiter that finds the most column names; quotes matter little to that. */
function delimiterOf(sample: string, columns: Column[]): Delimiter {
	const lines = sample
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(0, HEAD_ROWS);
	const found = (delimiter: Delimiter) => {
		const rows = lines.map((line) =>
			line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
		);
		return findHeader(rows, columns)?.header.columns.filter((column) => column).length ?? 0;
	};
	return DELIMITERS.reduce((best, one) => (found(one) > found(best) ? one : best));
}
