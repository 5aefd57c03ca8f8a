/** Refused rows as a spreadsheet: what was wrong in a column of its own, bad cells filled. Corrected, it goes in again. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { FieldError } from '../../standards/fields';
import type { TableCell } from './cells-to-row';
import { written, type Column } from './columns';
import { ERROR_TITLE } from './headers';
import { headOf } from './template.server';

export interface RefusedRow {
	/** In the order of the columns; none where the line could not be taken apart. */
	cells: readonly TableCell[];
	raw: string;
	errors: FieldError[];
}

const BAD = { backgroundColor: '#FFC7CE' } as const;
/** A cell of a spreadsheet holds no more. */
const LONGEST = 32_000;
/** Days from the beginning of 1900 to that of 1904. */
const FOUR_YEARS = 1_462;

/**
 * @param columns of each cell; null for those that were left out of the reading.
 * @param date1904 as of the table that the cells come from.
 */
export async function writeRefused(
	columns: readonly (Column | null)[],
	rows: RefusedRow[],
	date1904 = false
): Promise<Buffer> {
	const kept = columns.flatMap((column, at) => (column ? [{ column, at }] : []));
	const data = [
		[
			{ value: ERROR_TITLE, fontWeight: 'bold', ...BAD },
			...kept.map(({ column }) => headOf(column))
		],
		...rows.map(({ cells, raw, errors }) => [
			{ value: told(columns, errors, cells.length === 0 ? raw : ''), type: String, wrap: true },
			...kept.map(({ column, at }) => ({
				...cellOf(cells[at], column, date1904 ? FOUR_YEARS : 0),
				...(isBad(column, errors) && BAD)
			}))
		])
	] as unknown as SheetData;
	return writeXlsxFile(data, {
		sheet: '退回记录',
		columns: [{ width: 50 }, ...kept.map(() => ({ width: 20 }))],
		stickyRowsCount: 1,
		stickyColumnsCount: 1
	}).toBuffer();
}

/** A row that came as JSON, as cells. */
export const asCells = (row: unknown, columns: readonly Column[]): TableCell[] =>
	columns.map(({ field, codes }) =>
		written((row as Record<string, unknown> | null)?.[field], codes)
	);

/** `checkItems.0.content` belongs to the column checkItems. */
export const isBad = ({ field }: Column, errors: FieldError[]): boolean =>
	errors.some((error) => error.field.split('.')[0] === field);

function told(columns: readonly (Column | null)[], errors: FieldError[], raw: string): string {
	const messages = errors.map(({ field, message }) => {
		const column = columns.find((one) => one?.field === field.split('.')[0]);
		return column ? `${column.title}：${message}` : message;
	});
	return `${messages.join('；')}${raw && `（原文：${raw}）`}`.slice(0, LONGEST).toWellFormed();
}

function cellOf(cell: TableCell, { kind }: Column, shift: number): object {
	const isDate = kind === 'day' || kind === 'moment';
	if (cell === null || cell === undefined) return {};
	if (typeof cell === 'object') {
		return 'serial' in cell ? dateOf(cell.serial + shift) : {};
	}
	if (typeof cell === 'number') return { value: isDate ? cell + shift : cell, type: Number };
	if (typeof cell === 'boolean') return { value: cell, type: Boolean };
	return { value: cell.slice(0, LONGEST).toWellFormed(), type: String, format: '@' };
}

const dateOf = (serial: number): object => ({
	value: serial,
	type: Number,
	format: Number.isInteger(serial) ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss'
});
