import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { EXAMPLE_ID } from './cells-to-row';
import { headerProblem } from './headers';
import { asCells, writeRefused } from './refused.server';
import { readTable } from './sheet.server';
import { all, Check, COLUMNS, EXAMPLE } from './table.fixture';
import { writeTemplate } from './template.server';

const read = async (file: Uint8Array, sheet?: string) => {
	const { header, rows, sheets } = await readTable(file, { columns: COLUMNS, sheet });
	return { header, sheets, rows: await all(rows) };
};

/** The cells with the colour of bad ones. */
function filled(parts: Record<string, Uint8Array>): string[] {
	const styles = strFromU8(parts['xl/styles.xml']!);
	const fills = [...styles.matchAll(/<fill>.*?<\/fill>/g)].map(([fill]) => fill);
	const fill = fills.findIndex((one) => one.includes('FFFFC7CE'));
	const cellStyles = styles.slice(styles.indexOf('<cellXfs')).match(/<xf .*?<\/xf>/g)!;
	const cells = strFromU8(parts['xl/worksheets/sheet1.xml']!).matchAll(/<c r="(\w+)" s="(\d+)"/g);
	return [...cells]
		.filter(([, , style]) => cellStyles[Number(style)]!.includes(`fillId="${fill}"`))
		.map(([, address]) => address!);
}

it('makes a template whose column names are read again, its example left out', async () => {
	const { header, rows, sheets } = await read(await writeTemplate('行政检查行为', COLUMNS));
	expect(sheets).toEqual(['行政检查行为', '填报说明', '代码表']);
	expect(header.columns).toEqual(COLUMNS);
	expect(headerProblem(header)).toBeNull();
	expect(rows).toEqual([]);
});

it('shows an example that would be taken, but for its id', async () => {
	const file = await writeTemplate('行政检查行为', COLUMNS);
	const parts = unzipSync(file);
	const texts = strFromU8(parts['xl/sharedStrings.xml']!);
	expect(texts).toContain(EXAMPLE_ID);
	// Another id in its place, as if a clerk had typed over it.
	const typed = COLUMNS.map(({ field, example }) => (field === 'id' ? 'jc-9' : (example ?? null)));
	const { rows } = await read(
		await writeXlsxFile([COLUMNS.map(({ title }) => title), typed] as SheetData).toBuffer()
	);
	expect(rows).toMatchObject([{ row: { ...EXAMPLE, id: 'jc-9' }, errors: null }]);
	expect(Check.safeParse(rows[0]!.row).success).toBe(true);
});

it('offers the names of the codes, and keeps digits as text', async () => {
	const parts = unzipSync(await writeTemplate('行政检查行为', COLUMNS));
	const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
	expect(sheet).toContain(
		`<dataValidation type="list" allowBlank="1" sqref="B3:B503"><formula1>'代码表'!$C$2:$C$3</formula1></dataValidation>`
	);
	// Behind what is merged, as the order of the elements wants it (ECMA-376, 18.3.1.99).
	expect(sheet.indexOf('<dataValidations')).toBeGreaterThan(sheet.indexOf('</mergeCells>'));
	expect(strFromU8(parts['xl/worksheets/sheet2.xml']!)).not.toContain('dataValidation');
	expect(strFromU8(parts['xl/styles.xml']!)).toContain('formatCode="@"');
});

it('hands refused rows back, and takes them again once they are corrected', async () => {
	const names = [
		'记录唯一标识',
		'责任部门',
		'统一社会信用代码',
		'检查时间',
		'检查结果',
		'备注栏',
		'罚款金额'
	];
	const day = {
		value: new Date(Date.UTC(2026, 10, 23, 10, 32)),
		type: Date,
		format: 'yyyy-mm-dd hh:mm'
	};
	const first = await read(
		await writeXlsxFile([
			names,
			['a', '区能源局', '91140603MAXXX0001A', day, '合格', '略', 12.5],
			['b', null, '91140603MAXXX0001A', '昨天', '责令改正', '略', null]
		] as SheetData).toBuffer()
	);
	const refused = first.rows.map(({ cells, raw, errors }) => ({ cells, raw, errors: errors! }));
	const back = await writeRefused(first.header.columns, refused);
	const parts = unzipSync(back);
	const texts = strFromU8(parts['xl/sharedStrings.xml']!);
	expect(texts).toContain('<t>检查结果：没有“合格”这一选项，可填：未发现问题、责令改正</t>');
	expect(texts).toContain('责任部门：“责任部门”为必填项，请填写');
	expect(filled(parts)).toEqual(['A1', 'F2', 'C3', 'E3']);

	const again = await read(back);
	expect(headerProblem(again.header)).toBeNull();
	expect(again.rows.map(({ errors }) => errors?.map(({ field }) => field))).toEqual(
		refused.map(({ errors }) => errors.map(({ field }) => field))
	);
	expect(again.rows[0]!.row).toMatchObject({
		id: 'a',
		checkDate: '2026-11-23T10:32:00+08:00',
		fine: 12.5
	});

	const corrected = again.rows.map(({ cells }, i) =>
		again.header.columns.map((column, at) => {
			if (column?.field === 'checkResult') return i === 0 ? '未发现问题' : '责令改正';
			if (column?.field === 'department') return '区能源局';
			return column?.field === 'checkDate' ? '2026-11-23' : (cells[at] as string | null);
		})
	);
	const last = await read(
		await writeXlsxFile([
			again.header.columns.map((column) => column?.title ?? '错误'),
			...corrected
		] as SheetData).toBuffer()
	);
	expect(last.rows.map(({ errors }) => errors)).toEqual([null, null]);
});

it('hands back rows that came as JSON, and lines that could not be taken apart', async () => {
	const row = { ...EXAMPLE, checkResult: 'unknown' };
	const errors = [{ field: 'checkResult', code: 'invalid_value', message: '无此选项' }];
	const back = await read(
		await writeRefused(COLUMNS, [
			{ cells: asCells(row, COLUMNS), raw: '', errors },
			{
				cells: [],
				raw: 'x,"y',
				errors: [{ field: '', code: 'invalid_csv', message: '引号不成对' }]
			}
		])
	);
	expect(back.rows[0]!.row).toEqual({ ...EXAMPLE, checkResult: undefined });
	expect(back.rows[0]!.errors).toMatchObject([{ field: 'checkResult' }]);
	expect(back.rows[1]!.cells[0]).toBe('引号不成对（原文：x,"y）');
});

it('hands dates of 1904 back as the same days', async () => {
	const due = COLUMNS.filter(({ field }) => field === 'id' || field === 'due');
	const rows = [
		{ cells: ['a', { serial: 44887 }], raw: '', errors: [] },
		{ cells: ['b', 44887], raw: '', errors: [] }
	];
	const back = await read(await writeRefused(due, rows, true));
	expect(back.rows.map(({ row }) => (row as { due: string }).due)).toEqual([
		'2026-11-23',
		'2026-11-23'
	]);
});
