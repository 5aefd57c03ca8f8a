import { describe, expect, it } from 'vitest';
import { findHeader, headerProblem, matchHeader } from './headers';
import { COLUMNS } from './table.fixture';

const fields = (...names: unknown[]) =>
	matchHeader(names, COLUMNS).columns.map((column) => column?.field ?? null);

describe('names of columns', () => {
	it('may be the Chinese name, the field or the national column', () => {
		expect(fields('检查时间', 'checkDate')).toEqual(['checkDate', null]);
		expect(fields('check_date', 'DEPARTMENT', 'record_unique_identity')).toEqual([
			'checkDate',
			'department',
			'id'
		]);
	});

	it.each(['*检查时间（必填）', '检查时间 *', ' 检查\n时间 ', '检查时间(年-月-日)', '检查时间：'])(
		'may carry marks: %j',
		(name) => expect(fields(name)).toEqual(['checkDate'])
	);

	it('keeps its own unit, in brackets of either width, or none', () => {
		expect(fields('罚款金额(元)')).toEqual(['fine']);
		expect(fields('罚款金额')).toEqual(['fine']);
	});

	it('tells of another unit', () => {
		expect(headerProblem(matchHeader(['罚款金额（万元）'], COLUMNS))).toMatchObject({
			code: 'wrong_unit',
			message: '列的单位与要求不符：罚款金额(万元)，金额请换算为元后填写'
		});
	});

	it('tells of unknown names, of names that come twice, and of what is missing', () => {
		const whole = COLUMNS.map(({ title }) => title);
		expect(headerProblem(matchHeader([...whole, '', null, '错误'], COLUMNS))).toBeNull();
		expect(headerProblem(matchHeader([...whole, '备注栏'], COLUMNS))).toEqual({
			code: 'unknown_columns',
			message: '没有这样的列：备注栏，请按模板改正列名或删除该列'
		});
		expect(headerProblem(matchHeader([...whole, 'id'], COLUMNS))).toEqual({
			code: 'duplicate_columns',
			message: '列名重复：id，请只保留一列'
		});
		expect(headerProblem(matchHeader(['id', '检查时间'], COLUMNS))).toEqual({
			code: 'missing_columns',
			message: '缺少必填列：责任部门、统一社会信用代码、检查结果'
		});
		expect(headerProblem(matchHeader(['id', '撤回'], COLUMNS))).toBeNull();
	});
});

describe('the row of the column names', () => {
	const names = ['记录唯一标识', '检查时间', '检查结果'];

	it('stands below titles and notes', () => {
		const rows = [['2026 年行政检查台账'], [], ['填表人：', '张三'], names, ['a', 'b', 'c']];
		expect(findHeader(rows, COLUMNS)?.index).toBe(3);
	});

	it('is the lower of two that say the same', () => {
		expect(findHeader([names, ['id', 'checkDate', 'checkResult'], []], COLUMNS)?.index).toBe(1);
	});

	it('is not to be found in rows of values, nor far below', () => {
		expect(findHeader([['jc-1', '检查时间']], COLUMNS)).toBeNull();
		expect(findHeader([...Array.from({ length: 20 }, () => []), names], COLUMNS)).toBeNull();
	});
});
