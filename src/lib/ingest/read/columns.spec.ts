import { expect, it } from 'vitest';
import { z } from 'zod';
import { DATASETS } from '../datasets.server';
import { columnsOf, written } from './columns';
import { matchHeader } from './headers';
import { COLUMNS } from './table.fixture';

const column = (field: string) => COLUMNS.find((one) => one.field === field);

it('reads kinds, names and codes off the schema', () => {
	expect(COLUMNS.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
		'id text',
		'department code',
		'creditCode text',
		'checkDate moment',
		'checkResult code',
		'certificate code',
		'due day',
		'fine number',
		'count integer',
		'weight number',
		'isKey flag',
		'officers list',
		'methods list',
		'place json',
		'remark text',
		'withdrawn flag'
	]);
	expect(column('checkDate')).toEqual({
		field: 'checkDate',
		title: '检查时间',
		column: 'check_date',
		kind: 'moment',
		required: true,
		example: '2026-11-23T10:32:00+08:00'
	});
	expect(column('methods')?.codes).toEqual([
		{ code: 'look', label: '现场查看' },
		{ code: 'ask', label: '询问' }
	]);
	expect(column('fine')).toMatchObject({
		format: 'yuan',
		required: false,
		description: '不含加处罚款'
	});
	expect(column('creditCode')).toMatchObject({ format: 'identifier' });
});

it('shows an example as a clerk would type it', () => {
	expect(column('department')?.example).toBe('区能源局');
	expect(column('officers')?.example).toBe('04060318001、04060318002');
	expect(written(true)).toBe('是');
	expect(written({ x: 1 })).toBe('{"x":1}');
	expect(written(undefined)).toBeNull();
});

it('lets codes name themselves where there is no list', () => {
	const [one] = columnsOf(z.object({ a: z.enum(['x', 'y']) }), () => []);
	expect(one).toMatchObject({ kind: 'code', title: 'a', codes: [{ code: 'x', label: 'x' }, {}] });
});

it('knows every field of every dataset', () => {
	const now = new Date('2026-11-23T02:32:00Z');
	for (const { name, schema, example } of DATASETS) {
		const columns = columnsOf(schema, () => [], example('a', now));
		expect(columns.map(({ field }) => field)).toEqual(Object.keys(schema.shape));
		// A table headed by these names is read as this dataset.
		const { columns: found } = matchHeader(
			columns.map(({ title }) => title),
			columns
		);
		expect(found, name).toEqual(columns);
		expect(columns.filter((one) => one.required && one.example === undefined)).toEqual([]);
	}
});
