import { expect, it } from 'vitest';
import type { FieldError } from '../../standards/fields';
import { COLUMNS } from '../read/table.fixture';
import { fileRow, type Filling } from './rows';
import { namedPlaces } from './columns';
import { previewRow } from './preview';

const columns = ['id', 'checkDate', 'fine', 'department'].map((name) =>
	COLUMNS.find(({ field }) => field === name)!
);
const filling: Filling = {
	...{ department: 'nengyuan', departmentName: '区能源局', date1904: false, columns },
	errorsOf: () => []
};
const table = (cells: unknown[], row: object | null, errors: FieldError[] | null = null) => ({
	...{ line: 3, cells: cells as never, row, raw: 'as it came', errors }
});

it('fills in the department, and tells where another is named', () => {
	const given = fileRow(table(['a'], { id: 'a' }), filling);
	expect(given).toMatchObject({ row: { id: 'a', department: 'nengyuan' }, errors: null });
	const other = fileRow(table(['a'], { id: 'a', department: 'shijian' }), filling);
	expect(other.errors).toEqual([
		expect.objectContaining({ field: 'department', code: 'forbidden' })
	]);
});

it('hands dates back as text, from either calendar of spreadsheets', () => {
	const cells = ['a', { serial: 46_349.4375 }, 5, null];
	const kept = (date1904: boolean) =>
		JSON.parse(fileRow(table(cells, { id: 'a' }), { ...filling, date1904 }).raw) as object;
	expect(kept(false)).toEqual({ id: 'a', checkDate: '2026-11-23 10:30:00', fine: 5 });
	expect(kept(true)).toEqual({ id: 'a', checkDate: '2030-11-24 10:30:00', fine: 5 });
});

it('tells what the schema says of the other cells of a row with a bad one', () => {
	const bad = { field: 'checkDate', code: 'invalid_cell', message: '应为日期' };
	const errorsOf = () => [
		{ field: 'checkDate', code: 'invalid_type', message: '缺少' },
		{ field: 'officers.0', code: 'too_big', message: '太长' }
	];
	const { errors } = fileRow(table(['a', '待定'], { id: 'a' }, [bad]), { ...filling, errorsOf });
	expect(errors!.map(({ message }) => message)).toEqual(['应为日期', '太长']);
});

it('keeps a line that could not be taken apart as it came', () => {
	const broken = { field: '', code: 'invalid_csv', message: '引号不成对' };
	const row = fileRow(table([], null, [broken]), filling);
	expect(row).toMatchObject({ row: null, raw: 'as it came', errors: [broken] });
	expect(previewRow(row, columns, row.errors).faults).toEqual(['引号不成对', '原文：as it came']);
});

it('shows good cells as they would be taken, and bad ones as they came', () => {
	const row = fileRow(table(['a', '11月', ' 1万元 '], { id: 'a', fine: 10_000 }), filling);
	const fault = { field: 'checkDate', code: 'invalid_cell', message: '应为日期' };
	expect(previewRow(row, columns.slice(0, 3), [fault]).cells).toEqual([
		{ text: 'a', fault: null },
		{ text: '11月', fault: '应为日期' },
		{ text: '10000', fault: null }
	]);
});

it('offers departments by name, and asks nobody for his own', () => {
	const names = {
		...{ department: 'nengyuan', departments: [{ code: 'nengyuan', name: '区能源局' }] },
		townships: [{ code: '140603200', name: '白堂乡' }]
	};
	const department = namedPlaces(COLUMNS, names).find(({ field }) => field === 'department');
	expect(department).toMatchObject({
		...{ title: '责任部门', kind: 'code', required: false, example: '区能源局' },
		codes: [{ code: 'nengyuan', label: '区能源局' }]
	});
});
