/** A person's file as rows of a dataset: what the check sees and what the import takes are the same. */
import type { Core } from '../../server/core.server';
import type { FieldError } from '../../standards/fields';
import type { Dataset, Parsed } from '../dataset';
import { columnsOf, type Column } from '../read/columns';
import { headerProblem } from '../read/headers';
import { readTable, type Table } from '../read/sheet.server';
import { FILE_LIMITS } from '../read/workbook.server';
import { checkRow, parseRow, type Permission } from '../validate.server';
import { namedPlaces } from './columns';
import { fileRow, type FileRow, type Filling } from './rows';
import { CSV_LIMIT } from './spool.server';

/** What the person has chosen about the file. */
export interface Choices {
	/** The sheet to be read; null: the first. */
	sheet: string | null;
	/** Columns that we do not know are left out. */
	ignore: boolean;
}

export interface OpenFile {
	table: Table;
	/** Why it cannot be taken as it is. */
	problem: string | null;
	/** It would be taken without the columns that we do not know. */
	ignorable: boolean;
	rows: AsyncGenerator<FileRow>;
}

/** @throws HttpError 413, 415, 422: the file cannot be read. */
export async function openFile(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	chunks: AsyncIterable<Uint8Array>,
	{ sheet, ignore, now }: Choices & { now: Date }
): Promise<OpenFile> {
	const columns = columnsFor(core, permission, dataset, now);
	const limits = { ...FILE_LIMITS, file: CSV_LIMIT };
	const table = await readTable(chunks, { columns, sheet: sheet ?? undefined, limits });
	const { header } = table;
	const known = { ...header, unknown: [] };
	const filling: Filling = {
		department: permission.department!,
		departmentName: core.reference.departmentName(permission.department!),
		date1904: table.date1904,
		columns: header.columns,
		errorsOf: (row) => rowErrors(core, permission, dataset, row, now)
	};
	return {
		table,
		problem: headerProblem(ignore ? known : header)?.message ?? null,
		ignorable: header.unknown.length > 0 && headerProblem(known) === null,
		rows: filled(table, filling)
	};
}

/**
 * The columns by which a person reports this dataset: in a file, in a template, in a form.
 * @param day with it, codes that hold on that day alone: whoever chooses one is to find no others.
 */
export function columnsFor(
	core: Core,
	{ department }: Permission,
	dataset: Dataset,
	now: Date,
	day?: string
): Column[] {
	const codes = (list: string) => core.reference.codes(list, day);
	const example = dataset.example('', now);
	const columns = columnsOf(dataset.schema, codes, example);
	return namedPlaces(columns, { department: department!, ...core.reference.places });
}

async function* filled(table: Table, filling: Filling): AsyncGenerator<FileRow> {
	for await (const row of table.rows) yield fileRow(row, filling);
}

export function rowErrors(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	row: Record<string, unknown>,
	now: Date
): FieldError[] {
	const parsed = parseRow(dataset, row);
	if ('errors' in parsed) return parsed.errors;
	return checkRow(core, permission, dataset, parsed.row as Parsed, now);
}
