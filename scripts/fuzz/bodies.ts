/** Good rows of each dataset, as a line of CSV or NDJSON, and bodies of many. */
import type { Dataset } from '../../src/lib/ingest/dataset';
import { columnsOf, type Column } from '../../src/lib/ingest/read/columns';

const NOW = new Date('2026-11-24T02:00:00Z');

export const buffers = (texts: string[]) => texts.map((text) => Buffer.from(text));

export const example = (dataset: Dataset, i = 0): Record<string, unknown> =>
	dataset.example(`fuzz-${i}`, NOW);

/** The code lists stand in the database: here each has the one code of the example. */
export function columnsWith(dataset: Dataset): Column[] {
	const row = example(dataset);
	return columnsOf(dataset.schema, () => [], row).map((column) =>
		column.codes
			? { ...column, codes: [{ code: String(row[column.field]), label: '示例' }] }
			: column
	);
}

/** Which columns a body of this dataset has: those of the example. */
function shownOf(dataset: Dataset): Column[] {
	return columnsWith(dataset).filter(
		({ field }) => field in example(dataset) && field !== 'withdrawn'
	);
}

export function lineOf(dataset: Dataset, type: 'csv' | 'ndjson', id: string): string {
	const row = dataset.example(id, NOW);
	if (type === 'ndjson') return JSON.stringify(row);
	return shownOf(dataset)
		.map(({ field }) => cellOf(row[field]))
		.join(',');
}

const cellOf = (value: unknown) =>
	typeof value === 'object' ? JSON.stringify(value).replaceAll(/[",[\]{}]/g, ' ') : String(value);

/** @param records null where that cannot be told: a quote joins lines, a break parts them */
export function bodyOf(
	dataset: Dataset,
	type: 'csv' | 'ndjson',
	rows: Buffer[]
): { body: Buffer; records: number | null } {
	const head =
		type === 'csv'
			? [
					shownOf(dataset)
						.map(({ title }) => title)
						.join(',')
				]
			: [];
	const lines = rows.map((row) => row.toString());
	const body = Buffer.from([...head, ...lines, ''].join('\n'));
	if (type === 'csv') return { body, records: null };
	const records = lines
		.join('\n')
		.split('\n')
		.filter((line) => line.trim() !== '').length;
	return { body, records };
}
