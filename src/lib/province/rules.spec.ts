import { expect, test } from 'vitest';
import { isRefusal, nextName, PACE, pauseAfter, refusalText, stateOf } from './rules';
import { SHEETS } from './rows.server';

test('batches are numbered by the day, and never fall behind', () => {
	expect(nextName(null, '2026-11-24')).toBe('2026112400001');
	expect(nextName('2026112400001', '2026-11-24')).toBe('2026112400002');
	expect(nextName('2026112400999', '2026-11-25')).toBe('2026112500001');
	expect(nextName('2026112500001', '2026-11-24')).toBe('2026112500002');
});

test('pauses grow to a limit, and are drawn from their upper half', () => {
	const pauses = [1, 2, 3, 9, 10, 50].map((n) => [pauseAfter(n, PACE, 0), pauseAfter(n, PACE, 1)]);
	expect(pauses).toEqual([
		[500, 1000],
		[1000, 2000],
		[2000, 4000],
		[128_000, 256_000],
		[150_000, 300_000],
		[150_000, 300_000]
	]);
});

test.each([
	[400, true],
	[401, true],
	[409, true],
	[422, true],
	[408, false],
	[425, false],
	[429, false],
	[500, false],
	[503, false],
	[302, false]
])('%i is a refusal: %s', (status, refused) => {
	expect(isRefusal(status)).toBe(refused);
});

test('a batch says what stands in its way', () => {
	const batch = { receipt: null, lastError: null, attempts: 0 };
	expect(stateOf(batch)).toBe('waiting');
	expect(stateOf({ ...batch, attempts: 1 })).toBe('waiting');
	expect(stateOf({ ...batch, attempts: 1, lastError: '连接失败：ECONNREFUSED' })).toBe('retrying');
	expect(stateOf({ ...batch, attempts: 1, lastError: refusalText(422, '') })).toBe('refused');
	expect(stateOf({ ...batch, attempts: 2, receipt: 'r' })).toBe('received');
});

test('no column of a table has the name of another, or of the envelope', () => {
	const envelope = [
		'cd_id',
		'cd_time',
		'cd_source',
		'cd_batch',
		'cd_operation',
		'table',
		'source_system'
	];
	expect(SHEETS.map(({ table }) => table)).toContain('inspections');
	for (const { table, fields } of SHEETS) {
		const columns = [...envelope, ...fields.map(({ column }) => column)];
		expect(new Set(columns).size, table).toBe(columns.length);
	}
});
