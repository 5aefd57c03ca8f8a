/** One line of cells as a row. What cannot be read is told cell by cell; what is empty is absent. */
import { readDay, readTime, type DateCell } from '../../standards/cell-dates';
import {
	brief,
	halfWidth,
	readBoolean,
	readCode,
	readMoney,
	readNumber,
	readText,
	type Cell,
	type Read
} from '../../standards/cells';
import type { FieldError } from '../../standards/fields';
import { shanghaiMoment } from '../../standards/shanghai';
import type { Code, Column } from './columns';

/** A cell of a spreadsheet: what it holds, a number shown as a date, or nothing that can be used, and why. */
export type TableCell = Cell | { serial: number } | { spoilt: string };

/** The `id` of the example in the templates: such a line is left out. */
export const EXAMPLE_ID = '示例行-填报前请删除';

export function rowOf(
	cells: readonly TableCell[],
	columns: readonly (Column | null)[],
	dates: Pick<DateCell, 'date1904'> = {}
): { row: Record<string, unknown>; errors: FieldError[] } {
	const row: Record<string, unknown> = {};
	const errors: FieldError[] = [];
	columns.forEach((column, index) => {
		if (!column) return;
		const read = readCell(cells[index], column, dates);
		if ('reason' in read) {
			errors.push({ field: column.field, code: 'invalid_cell', message: read.reason });
		} else if (read.value !== null) row[column.field] = read.value;
	});
	const beyond = cells.slice(columns.length).filter((cell) => !isEmpty(cell));
	if (beyond.length > 0) {
		const message = `此行比列名多 ${beyond.length} 格，请核对分隔符和引号`;
		errors.push({ field: '', code: 'too_many_cells', message });
	}
	errors.push(...missing(row, columns, errors));
	return { row, errors };
}

export const isEmpty = (cell: TableCell): boolean =>
	cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** @returns the value as the schema takes it. */
function readCell(
	cell: TableCell,
	column: Column,
	dates: Pick<DateCell, 'date1904'>
): Read<unknown> {
	if (typeof cell !== 'object' || cell === null) return readPlain(cell, column, dates);
	if ('spoilt' in cell) return { reason: cell.spoilt };
	if (column.kind !== 'day' && column.kind !== 'moment') {
		return { reason: '表格已把内容改成日期，请把单元格设为文本格式后重新填写' };
	}
	return readPlain(cell.serial, column, { ...dates, formatted: true });
}

function readPlain(cell: Cell, column: Column, dates: DateCell): Read<unknown> {
	switch (column.kind) {
		case 'day':
			return readDay(cell, dates);
		case 'moment':
			return then(readTime(cell, dates), (time) => ({ value: shanghaiMoment(time) }));
		case 'flag':
			return readBoolean(cell);
		case 'number':
			return column.format === 'yuan' ? readMoney(cell) : readNumber(cell);
		case 'integer':
			return then(readNumber(cell), (value) =>
				Number.isInteger(value) ? { value } : { reason: `应为整数，现为“${value}”` }
			);
		case 'code':
			return then(readCode(cell), (text) => codeOf(text, column.codes ?? [], cell));
		case 'list':
			return then(readText(cell), (text) => listOf(text, column.codes, cell));
		case 'json':
			return then(readText(cell), jsonOf);
		case 'text':
			return column.format === 'identifier' ? readCode(cell) : readText(cell);
	}
}

const then = <T, U>(read: Read<T>, next: (value: T) => Read<U>): Read<U> =>
	'reason' in read || read.value === null ? (read as Read<U>) : next(read.value);

/** Columns that must be filled, and are not. A row that withdraws needs its identity alone. */
function missing(
	row: Record<string, unknown>,
	columns: readonly (Column | null)[],
	errors: FieldError[]
): FieldError[] {
	const told = new Set(errors.map(({ field }) => field));
	return columns.flatMap((column) => {
		if (!column?.required || column.field in row || told.has(column.field)) return [];
		if (row.withdrawn === true && !['id', 'department'].includes(column.field)) return [];
		const message =
			column.field === 'id'
				? `“${column.title}”不能为空：请填来源系统中的编号；没有编号的，自编一个不重复的编号，更正时沿用`
				: `“${column.title}”为必填项，请填写`;
		return [{ field: column.field, code: 'required', message }];
	});
}

function codeOf(text: string, codes: Code[], cell: Cell): Read<string> {
	const wanted = spoken(text);
	const fits = ({ code, label }: Code) =>
		[code, label, code + label, label + code].some((name) => spoken(name) === wanted);
	// 001 in a cell of numbers is 1.
	const padded = (one: Code) =>
		typeof cell === 'number' && /^0\d+$/.test(one.code) && Number(one.code) === cell;
	const exact = codes.find(({ code }) => code === text);
	const found = exact ? [exact] : codes.filter((one) => fits(one) || padded(one));
	if (found.length === 1) return { value: found[0]!.code };
	if (found.length > 1) {
		const message = found.map(({ code, label }) => `${code}（${label}）`).join('、');
		return { reason: `“${brief(text)}”有多个选项：${message}，请填代码` };
	}
	return { reason: `没有“${brief(text)}”这一选项，可填：${choices(codes)}` };
}

/** Without the marks that people put between a code and its name. */
const spoken = (text: string): string =>
	halfWidth(text)
		.toLowerCase()
		.replace(/[\s\-—–_.:、()·]/g, '');

const choices = (codes: Code[]): string => {
	const named = codes.slice(0, 10).map(({ label }) => label);
	return codes.length > 10 ? `${named.join('、')}等 ${codes.length} 项` : named.join('、');
};

function listOf(text: string, codes: Code[] | undefined, cell: Cell): Read<string[]> {
	const parts = text
		.split(/[、，,;；\n]+/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	if (!codes) return { value: parts };
	const reads = parts.map((part) => codeOf(part, codes, parts.length === 1 ? cell : part));
	const bad = reads.find((read) => 'reason' in read);
	if (bad) return bad as { reason: string };
	return { value: reads.flatMap((read) => ('value' in read && read.value ? [read.value] : [])) };
}

function jsonOf(text: string): Read<unknown> {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { reason: `应为 JSON 文本，现为“${brief(text)}”` };
	}
}
