import { describe, expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { headerProblem } from './headers';
import { readTable, type TableOptions } from './sheet.server';
import { FILE_LIMITS } from './workbook.server';
import { all, Check, COLUMNS } from './table.fixture';

const NAMES = [
	'*记录唯一标识',
	'*责任部门',
	'统一社会信用代码（必填）',
	'检查时间',
	'检查结果',
	'检查情况说明'
];

const workbook = (data: unknown[][], sheet = '台账'): Promise<Buffer> =>
	writeXlsxFile(data as SheetData, { sheet }).toBuffer();
const table = (file: Uint8Array, options: Partial<TableOptions> = {}) =>
	readTable(file, { columns: COLUMNS, ...options });
const rows = async (file: Uint8Array, options: Partial<TableOptions> = {}) =>
	all((await table(file, options)).rows);
/** The workbook with one of its parts rewritten. */
function turned(file: Uint8Array, path: string, turn: (xml: string) => string): Uint8Array {
	const parts = unzipSync(file);
	return zipSync({ ...parts, [path]: strToU8(turn(strFromU8(parts[path]!))) });
}
const SHEET = 'xl/worksheets/sheet1.xml';

describe('a spreadsheet as a clerk would send it', () => {
	const day = { value: new Date(Date.UTC(2026, 10, 23)), type: Date, format: 'yyyy"年"m"月"d"日"' };
	const clerk = () =>
		workbook([
			[{ value: '2026 年 11 月行政检查台账', columnSpan: 6, fontWeight: 'bold' }],
			[{ value: '填表单位：区能源局', columnSpan: 6 }],
			NAMES,
			['jc-1', '区能源局 ', '91140603MAXXX0001A', day, '未发现问题', '正常'],
			['jc-2', '区能源局', '９１１４０６０３MAXXX0001A', '2026.11.23', '责令改正  ', null],
			[
				'jc-3',
				{ value: '区能源局', rowSpan: 2 },
				'91140603MAXXX000',
				'2026年11月23日',
				'责令改正',
				null
			],
			['jc-4', null, '91140603MAXXX0001A', 46349, 'passed', ' '],
			[],
			[' ', null, null, null, null, null]
		]);

	it('goes in, with its one bad cell marked', async () => {
		const { header, rows, sheets, sheet } = await table(await clerk());
		expect({ sheets, sheet }).toEqual({ sheets: ['台账'], sheet: '台账' });
		expect(headerProblem(header)).toBeNull();
		const read = await all(rows);
		expect(read.map(({ line }) => line)).toEqual([4, 5, 6, 7]);
		expect(read.flatMap(({ errors }) => errors ?? [])).toEqual([]);
		expect(read.map(({ row }) => (row as { checkDate: string }).checkDate)).toEqual(
			Array.from({ length: 4 }, () => '2026-11-23T00:00:00+08:00')
		);
		const bad = read.flatMap(({ row, line }) => {
			const parsed = Check.safeParse(row);
			return parsed.success ? [] : parsed.error.issues.map(({ path }) => ({ line, path }));
		});
		expect(bad).toEqual([{ line: 6, path: ['creditCode'] }]);
	});

	it('fills merged cells downwards, and keeps what came', async () => {
		const [, , third, fourth] = await rows(await clerk());
		expect(fourth?.row).toMatchObject({ id: 'jc-4', department: 'nengyuan' });
		expect(JSON.parse(third!.raw)).toEqual(third!.cells);
		expect(third!.cells.slice(0, 2)).toEqual(['jc-3', '区能源局']);
	});
});

describe('cells', () => {
	const one = (cell: unknown) =>
		workbook([NAMES, ['a', '区能源局', '91140603MAXXX0001A', cell, '未发现问题', '正常']]);
	const dateOf = async (file: Uint8Array) => {
		const [row] = await rows(file);
		return row?.errors?.[0]?.message ?? (row?.row as { checkDate?: string }).checkDate;
	};

	it('of errors and of formulas without a result are refused, not empty', async () => {
		const broken = turned(await one(1), SHEET, (xml) =>
			xml.replace('<c r="D2"><v>1</v>', '<c r="D2" t="e"><f>A9</f><v>#REF!</v>')
		);
		expect(await dateOf(broken)).toBe('单元格是公式错误 #REF!，请改为具体内容');
		expect(await dateOf(await one({ value: '=TODAY()', type: 'Formula' }))).toBe(
			'公式没有计算结果，请在表格软件中打开并保存后再上传，或改为具体内容'
		);
	});

	it('of dates may have a time, and count from 1904', async () => {
		const noon = {
			value: new Date(Date.UTC(2026, 10, 23, 10, 32)),
			type: Date,
			format: 'm/d/yy h:mm'
		};
		expect(await dateOf(await one(noon))).toBe('2026-11-23T10:32:00+08:00');
		const old = turned(await one(44887), 'xl/workbook.xml', (xml) =>
			xml.replace('<workbookPr/>', '<workbookPr date1904="1"/>')
		);
		expect((await table(old)).date1904).toBe(true);
		expect(await dateOf(old)).toBe('2026-11-23T00:00:00+08:00');
	});

	it('of text may be in the cell itself, or in runs', async () => {
		const inline = turned(await one(1), SHEET, (xml) =>
			xml.replace(
				'<c r="D2"><v>1</v>',
				'<c r="D2" t="inlineStr"><is><r><t>2026-</t></r><r><t>11-23</t></r><rPh><t>x</t></rPh></is>'
			)
		);
		expect(await dateOf(inline)).toBe('2026-11-23T00:00:00+08:00');
	});

	it('with other names of XML are read too', async () => {
		const prefixed = turned(await one('2026-11-23'), SHEET, (xml) =>
			xml
				.replaceAll(/<(\/?)(row|c|v|sheetData)\b/g, '<$1x:$2')
				.replace(
					'<worksheet',
					'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
				)
		);
		expect(await dateOf(prefixed)).toBe('2026-11-23T00:00:00+08:00');
	});
});

describe('sheets', () => {
	const book = () =>
		writeXlsxFile([
			{ sheet: '封面', data: [['台账']] },
			{
				sheet: '数据',
				data: [NAMES, ['a', '区能源局', '91140603MAXXX0001A', '2026-11-23', '未发现问题']]
			}
		] as never).toBuffer();

	it('are chosen by name', async () => {
		const { sheets, sheet, rows } = await table(await book(), { sheet: '数据' });
		expect({ sheets, sheet }).toEqual({ sheets: ['封面', '数据'], sheet: '数据' });
		expect(await all(rows)).toMatchObject([{ row: { id: 'a' }, errors: null }]);
	});

	it('without column names are told of, and so are the others', async () => {
		await expect(table(await book())).rejects.toMatchObject({
			status: 422,
			code: 'no_header',
			message:
				'工作表“封面”的前 20 行中没有列名行，请按模板保留列名（中文名、字段名均可）；另有工作表：数据'
		});
		await expect(table(await book(), { sheet: '附表' })).rejects.toMatchObject({
			code: 'unknown_sheet',
			message: '没有名为“附表”的工作表，可选：封面、数据'
		});
	});
});

describe('a file that cannot be taken', () => {
	const small = () => workbook([NAMES, ...Array.from({ length: 30 }, (_, i) => [`r${i}`])]);
	const limited = async (limits: Partial<typeof FILE_LIMITS>, file?: Uint8Array) =>
		rows(file ?? (await small()), { limits: { ...FILE_LIMITS, ...limits } });

	it('is too large, packed or unpacked, too long or too wide', async () => {
		await expect(limited({ file: 1024 * 1024 }, new Uint8Array(2 ** 21))).rejects.toMatchObject({
			status: 413,
			code: 'too_large',
			message: '文件不得超过 1 MB，请拆分后上传'
		});
		const bomb = turned(await small(), SHEET, (xml) => xml + ' '.repeat(3 * 1024 * 1024));
		await expect(limited({ unpacked: 2 * 1024 * 1024 }, bomb)).rejects.toMatchObject({
			status: 413,
			code: 'too_large',
			message: '表格解压后不得超过 2 MB，请拆分后上传'
		});
		await expect(limited({ rows: 20 })).rejects.toMatchObject({
			status: 413,
			code: 'too_many_rows',
			message: '一个工作表不得超过 20 行，请拆分后上传'
		});
		const wide = turned(await small(), SHEET, (xml) => xml.replace('r="A5"', 'r="XFD5"'));
		await expect(limited({}, wide)).rejects.toMatchObject({
			status: 413,
			code: 'too_many_columns',
			message: '第 5 行超过 200 列，请删去多余的列'
		});
	});

	it('says less of its size than there is: no more is unpacked', async () => {
		const file = Buffer.from(turned(await small(), SHEET, (xml) => xml + ' '.repeat(2 ** 20)));
		// The size of the unpacked part, in its entry of the directory (APPNOTE, 4.3.12).
		const entry = file.lastIndexOf(SHEET) - 46;
		file.writeUInt32LE(100, entry + 24);
		await expect(rows(file)).rejects.toMatchObject({ status: 422, code: 'invalid_file' });
	});

	it.each([
		['is cut short', async () => (await small()).subarray(0, 900)],
		['is another archive', async () => zipSync({ 'a.txt': strToU8('a') })],
		[
			'has no XML',
			async () => turned(await small(), SHEET, () => '<worksheet><sheetData><row><c>')
		],
		['has broken XML', async () => turned(await small(), 'xl/workbook.xml', () => '<a b=')]
	])('%s', async (_, file) => {
		await expect(rows(await file())).rejects.toMatchObject({ status: 422 });
	});

	it.each([
		['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版 \.xls 或加密/],
		['a page', Buffer.from('\n<html><table>'), /网页/]
	])('is %s', async (_, file, message) => {
		await expect(table(file)).rejects.toMatchObject({
			status: 415,
			code: 'unsupported_type',
			message: expect.stringMatching(message) as string
		});
	});
});

describe('a CSV file', () => {
	const text = '记录唯一标识,责任部门,统一社会信用代码,检查时间,检查结果\n';

	it('is a table too', async () => {
		const file = Buffer.from(`${text}a,区能源局,91140603MAXXX0001A,2026-11-23,合格\n`);
		const read = await table(file);
		expect(read).toMatchObject({ kind: 'csv', sheets: [], sheet: null });
		expect(await all(read.rows)).toMatchObject([
			{
				line: 1,
				cells: ['a', '区能源局', {}, {}, '合格'].map(() => expect.any(String) as string),
				errors: [{ field: 'checkResult' }]
			}
		]);
	});

	it('may come in pieces, and needs column names', async () => {
		async function* pieces() {
			for (const byte of Buffer.from(`${text}a,区能源局,,,\n`)) yield Uint8Array.of(byte);
		}
		const read = await all((await readTable(pieces(), { columns: COLUMNS })).rows);
		expect(read).toMatchObject([{ row: { id: 'a' } }]);
		await expect(table(Buffer.from('a,b\n'))).rejects.toMatchObject({ code: 'no_header' });
	});
});
