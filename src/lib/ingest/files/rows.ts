/** The rows of a person's file as the door takes them: his department filled in, all that is wrong told at once. */
import type { Column } from '../read/columns';
import { readTime } from '../../standards/cell-dates';
import type { FieldError } from '../../standards/fields';
import { shanghaiMoment } from '../../standards/shanghai';
import type { TableCell } from '../read/cells-to-row';
import type { TableRow } from '../read/sheet.server';

export interface Filling {
	/** The department that is reported for. */
	department: string;
	departmentName: string;
	date1904: boolean;
	/** The columns of the cells. */
	columns: readonly (Column | null)[];
	/** What is wrong with a row beside its cells: its schema, its codes. */
	errorsOf(row: Record<string, unknown>): FieldError[];
}

export interface FileRow {
	row: Record<string, unknown> | null;
	/** What stood in the cells, by field, as JSON: it is shown again, and handed back to be corrected. */
	raw: string;
	errors: FieldError[] | null;
	line: number;
	cells: Record<string, unknown>;
}

export function fileRow(table: TableRow, filling: Filling): FileRow {
	const cells = shownCells(table.cells, filling);
	const { line } = table;
	if (table.row === null || typeof table.row !== 'object') {
		return { row: null, raw: table.raw, errors: table.errors ?? [], line, cells };
	}
	const row: Record<string, unknown> = { ...table.row };
	row.department ??= filling.department;
	const told = table.errors ?? [];
	const fields = new Set(told.map(({ field }) => field));
	const errors = [
		...told,
		...foreign(row, filling, fields),
		// A cell that could not be read is not to be told missing as well.
		...filling
			.errorsOf(row)
			.filter(({ field, code }) => !fields.has(field.split('.')[0]!) && code !== 'forbidden')
	];
	return {
		row,
		raw: JSON.stringify(cells),
		errors: errors.length > 0 ? errors : null,
		line,
		cells
	};
}

function foreign(
	row: Record<string, unknown>,
	{ department, departmentName }: Filling,
	told: Set<string>
): FieldError[] {
	if (row.department === department || told.has('department')) return [];
	const message = `只能报送本部门（${departmentName}）的数据，请核对后删除此行，或由该部门报送`;
	return [{ field: 'department', code: 'forbidden', message }];
}

function shownCells(
	cells: readonly TableCell[],
	{ columns, date1904 }: Filling
): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	columns.forEach((column, index) => {
		const value = shownCell(cells[index], column, date1904);
		if (column && value !== null) shown[column.field] = value;
	});
	return shown;
}

/** A cell that the spreadsheet shows as a date is one again when it is handed back: as text. */
function shownCell(cell: TableCell, column: Column | null, date1904: boolean): unknown {
	if (cell === null || cell === undefined || cell === '') return null;
	const isDate = column?.kind === 'day' || column?.kind === 'moment';
	if (typeof cell === 'number' && isDate) return dateText(cell, { date1904 }) ?? cell;
	if (typeof cell !== 'object') return cell;
	return 'spoilt' in cell ? null : dateText(cell.serial, { date1904, formatted: true });
}

function dateText(serial: number, dates: { date1904: boolean; formatted?: boolean }) {
	const time = readTime(serial, dates);
	if (!('value' in time) || time.value === null) return null;
	const text = shanghaiMoment(time.value);
	return text.endsWith('T00:00:00+08:00') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
