import { describe, expect, it } from 'vitest';
import { rowOf, type TableCell } from './cells-to-row';
import { Check, COLUMNS } from './table.fixture';

const column = (field: string) => COLUMNS.find((one) => one.field === field)!;
const read = (field: string, cell: TableCell, dates = {}) => {
	const { row, errors } = rowOf([cell], [column(field)], dates);
	return errors.length > 0 ? errors.map(({ message }) => message).join() : row[field];
};

describe('a cell becomes', () => {
	it.each<[string, TableCell, unknown]>([
		['id', ' ｊｃ－１ ', 'jc-1'],
		['creditCode', '９１140603MAXXX0001A\u200b', '91140603MAXXX0001A'],
		['checkDate', '2026年11月23日', '2026-11-23T00:00:00+08:00'],
		['checkDate', '2026/11/23 10:32', '2026-11-23T10:32:00+08:00'],
		['checkDate', { serial: 46349.438888888886 }, '2026-11-23T10:32:00+08:00'],
		['checkDate', 46349, '2026-11-23T00:00:00+08:00'],
		['due', '2026.11.23', '2026-11-23'],
		['checkResult', '责令改正 ', 'rectify'],
		['checkResult', 'passed', 'passed'],
		['certificate', 1, '001'],
		['certificate', '111-居民身份证', '111'],
		['fine', '1.13万元', 11300],
		['fine', '１，０００', 1000],
		['count', '３', 3],
		['weight', 1.5, 1.5],
		['isKey', '是', true],
		['withdrawn', '√', true],
		[
			'officers',
			'04060318001、04060318002；04060318003',
			['04060318001', '04060318002', '04060318003']
		],
		['methods', '现场查看, ask', ['look', 'ask']],
		['place', '{"x":1}', { x: 1 }],
		['remark', '', undefined],
		['remark', null, undefined]
	])('%s %j', (field, cell, value) => expect(read(field, cell)).toEqual(value));

	it('a date of a workbook that counts from 1904', () => {
		expect(read('due', { serial: 44887 }, { date1904: true })).toBe('2026-11-23');
	});
});

describe('a cell is refused, and why', () => {
	it.each<[string, TableCell, string]>([
		[
			'id',
			'',
			'“记录唯一标识”不能为空：请填来源系统中的编号；没有编号的，自编一个不重复的编号，更正时沿用'
		],
		['department', ' ', '“责任部门”为必填项，请填写'],
		[
			'creditCode',
			911406030000000000,
			'超过 15 位的数字已被表格改写，请把单元格设为文本格式后重新填写'
		],
		['creditCode', { serial: 46349 }, '表格已把内容改成日期，请把单元格设为文本格式后重新填写'],
		['checkDate', '11/23', '缺少年份，应写成 2026-11-23 或 2026-11-23 10:32'],
		['checkDate', 1123, '无法确定“1123”是哪一天，应写成 2026-11-23 或 2026-11-23 10:32'],
		['checkResult', '合格', '没有“合格”这一选项，可填：未发现问题、责令改正'],
		['methods', '现场查看、闻', '没有“闻”这一选项，可填：现场查看、询问'],
		['count', '1.5', '应为整数，现为“1.5”'],
		['fine', '一千', '应为金额，单位只用元或万元，现为“一千”'],
		['isKey', '1', '应为“是”或“否”，现为“1”'],
		['place', '东经', '应为 JSON 文本，现为“东经”'],
		['weight', '#REF!', '单元格是公式错误 #REF!，请改为具体内容'],
		['remark', { spoilt: '公式没有结果' }, '公式没有结果']
	])('%s %j', (field, cell, message) => expect(read(field, cell)).toBe(message));

	it('asks for the code where a name means two', () => {
		const codes = [
			{ code: 'a', label: '其他' },
			{ code: 'b', label: '其他' }
		];
		const { errors } = rowOf(['其他'], [{ ...column('checkResult'), codes }]);
		expect(errors[0]?.message).toBe('“其他”有多个选项：a（其他）、b（其他），请填代码');
	});
});

it('reads a whole line as the schema takes it, empty cells absent', () => {
	const cells = ['jc-1', '区能源局', '91140603MAXXX0001A', '2026-11-23', '未发现问题', '', null];
	const { row, errors } = rowOf(cells, COLUMNS);
	expect(errors).toEqual([]);
	expect(Object.keys(row)).toEqual(['id', 'department', 'creditCode', 'checkDate', 'checkResult']);
	expect(Check.safeParse(row).success).toBe(true);
});

it('marks the one bad cell and keeps the others', () => {
	const cells = ['jc-1', '区能源局', '91140603MAXXX0001A', '昨天', '未发现问题'];
	const { row, errors } = rowOf(cells, COLUMNS);
	expect(errors).toMatchObject([{ field: 'checkDate', code: 'invalid_cell' }]);
	expect(row).toMatchObject({ id: 'jc-1', checkResult: 'passed' });
});

it('needs no more than its identity to withdraw', () => {
	const { errors } = rowOf(
		['jc-1', '区能源局', '是', ''],
		['id', 'department', 'withdrawn', 'checkDate'].map(column)
	);
	expect(errors).toEqual([]);
});

it('refuses cells beyond the column names', () => {
	const { errors } = rowOf(['a', '', 'b'], [column('remark')]);
	expect(errors).toEqual([
		{ field: '', code: 'too_many_cells', message: '此行比列名多 1 格，请核对分隔符和引号' }
	]);
});
