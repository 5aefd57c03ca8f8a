import { expect, it } from 'vitest';
import { COLUMNS, Check } from '../read/table.fixture';
import { rowOf } from '../read/cells-to-row';
import { DATASETS } from '../datasets.server';
import { columnsOf } from '../read/columns';
import { cellsOf, formOf, valuesOf } from './form';

const parts = formOf(Check, COLUMNS)!;
const fields = parts.flatMap(({ fields }) => fields);
const asked = (field: string) => fields.find((one) => one.field === field)!;

it('asks for what must be given first, and leaves out what the person is known for', () => {
	expect(parts.map(({ name }) => name)).toEqual(['required', 'optional', 'correction']);
	expect(parts[0]!.fields.map(({ field }) => field)).toEqual([
		...['id', 'creditCode', 'checkDate', 'checkResult']
	]);
	expect(parts[2]!.fields.map(({ field }) => field)).toEqual(['withdrawn']);
	expect(fields.map(({ field }) => field)).not.toContain('department');
});

it('asks in the way of each kind', () => {
	expect(asked('checkDate').input).toBe('moment');
	expect(asked('due').input).toBe('day');
	expect(asked('fine').input).toBe('number');
	expect(asked('remark').input).toBe('long');
	expect(asked('officers')).toMatchObject({ input: 'lines', hint: '多项之间用顿号隔开' });
	expect(asked('methods').input).toBe('choices');
	expect(asked('checkResult').options).toContainEqual({ value: 'rectify', name: '责令改正' });
	expect(asked('isKey').options.map(({ value }) => value)).toEqual(['是', '否']);
	// 否 would be no withdrawal at all.
	expect(asked('withdrawn').options.map(({ value }) => value)).toEqual(['是']);
});

it('reads what was sent as the cells of a row', () => {
	const form = new FormData();
	const typed: [string, string][] = [
		...([
			['id', 'jc-1'],
			['creditCode', ' 91140603maxxx0001a'],
			['fine', '1.2万元']
		] as const),
		...([
			['checkDate', '2026-11-23T10:32'],
			['due', '2026-12-01'],
			['isKey', '否']
		] as const),
		...([
			['checkResult', 'rectify'],
			['officers', '甲、乙'],
			['remark', '一\r\n二']
		] as const),
		...([
			['methods', 'look'],
			['methods', 'ask'],
			['place', '{}'],
			['weight', ' ']
		] as const)
	].map(([name, value]) => [name, value]);
	for (const [name, value] of typed) form.append(name, value);
	const values = valuesOf(parts, form);
	expect(Object.keys(values)).not.toContain('weight');
	expect(Object.keys(values)).not.toContain('place');
	const { row, errors } = rowOf(cellsOf(COLUMNS, values), COLUMNS);
	expect(errors.map(({ field }) => field)).toEqual(['department']);
	expect(row).toMatchObject({
		...{ id: 'jc-1', fine: 12_000, checkDate: '2026-11-23T10:32:00+08:00', due: '2026-12-01' },
		...{ isKey: false, checkResult: 'rectify', officers: ['甲', '乙'], remark: '一\n二' },
		methods: ['look', 'ask']
	});
});

it('offers no form where a list of objects must be given', () => {
	const without = DATASETS.filter(
		({ schema }) =>
			formOf(
				schema,
				columnsOf(schema, () => [])
			) === null
	);
	expect(without.map(({ name }) => name)).toEqual(['checklists']);
});
