/** A request's body into rows, as it comes: JSON arrays, NDJSON and CSV, gzipped or not, in memory that does not grow. */
import { HttpError } from '../../server/http.server';
import type { FieldError } from '../../standards/fields';
import { arrayRows } from './array.server';
import { LIMITS, plainBytes, type Limits } from './bytes.server';
import { EXAMPLE_ID, isEmpty, rowOf } from './cells-to-row';
import type { Column } from './columns';
import type { CsvRecord } from './csv-records';
import { headerProblem, NO_HEADER, type Header } from './headers';
import { ndjsonRows } from './ndjson';
import { tooLong, type RawRow } from './row';
import { openText } from './table-text';
import { textOf } from './text.server';

export type BodyType = 'json' | 'ndjson' | 'csv';

export interface BodyOptions {
	type: BodyType;
	gzip: boolean;
	/** As Content-Type names it. Without one CSV is UTF-8, UTF-16 or GB 18030, whichever it fits. */
	charset?: string | undefined;
	/** Of the dataset; CSV alone needs them. */
	columns: Column[];
	limits?: Limits;
}

/**
 * Reads no further than it is asked to. What spoils the whole is thrown; rows handed over before that stand.
 * @throws HttpError 413, 422.
 */
export async function* readRows(
	chunks: AsyncIterable<Uint8Array>,
	{ type, gzip, charset, columns, limits = LIMITS }: BodyOptions
): AsyncGenerator<RawRow> {
	const text = textOf(plainBytes(chunks, gzip, limits), charset, type === 'csv');
	const batches =
		type === 'json'
			? arrayRows(text, limits.whole, limits.record)
			: type === 'ndjson'
				? ndjsonRows(text, limits.record)
				: csvRows(text, columns, limits.record);
	for await (const batch of batches) yield* batch;
}

async function* csvRows(
	text: AsyncIterable<string>,
	columns: Column[],
	limit: number
): AsyncGenerator<RawRow[]> {
	const table = await openText(text, columns, limit);
	if (!table) throw new HttpError(422, NO_HEADER.code, NO_HEADER.message);
	const problem = headerProblem(table.header);
	if (problem) throw new HttpError(422, problem.code, problem.message);
	for await (const records of table.records) {
		yield records.flatMap((record) => fromRecord(record, table.header, limit) ?? []);
	}
}

/** Null for a line without content, and for the example of the template. */
export function fromRecord(record: CsvRecord, header: Header, limit: number): RawRow | null {
	const { raw } = record;
	if ('bad' in record) {
		return record.bad === 'long' ? tooLong(raw, limit) : { row: null, raw, errors: [QUOTES] };
	}
	if (record.cells.every(isEmpty)) return null;
	const { row, errors } = rowOf(record.cells, header.columns);
	if (row.id === EXAMPLE_ID) return null;
	return { row, raw, errors: errors.length > 0 ? errors : null };
}

const QUOTES: FieldError = {
	field: '',
	code: 'invalid_csv',
	message: '此行的引号不成对或位置不对：含引号、分隔符或换行的格子应整格加引号，格内的引号写两个'
};
