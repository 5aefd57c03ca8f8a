/** The spreadsheet to fill in, one for each dataset: column names, an example, what each column takes, the codes. */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeXlsxFile, { type Feature, type Row, type Sheet } from 'write-excel-file/node';
import { EXAMPLE_ID } from './cells-to-row';
import type { Column, Kind } from './columns';

/** What write-excel-file calls the content of a file, and does not export. */
type Content = Stream | Buffer | Blob;

/** Lines that are ready to be filled in: their cells are text where a number would lose digits. */
const LINES = 500;
const CODES = '代码表';
const NOTES = '填报说明';

const HEAD = { fontWeight: 'bold', alignVertical: 'center', wrap: true } as const;
const REQUIRED = { ...HEAD, backgroundColor: '#FCE4D6' } as const;
const OPTIONAL = { ...HEAD, backgroundColor: '#DDEBF7' } as const;
const EXAMPLE = { textColor: '#7F7F7F', fontStyle: 'italic' } as const;

export async function writeTemplate(title: string, columns: Column[]): Promise<Buffer> {
	const codes = codeRows(columns);
	const sheets = [
		{
			// The name of a sheet has 31 characters at most, and none of these.
			sheet: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
			data: [
				[noteOf(title, columns.length)],
				columns.map(headOf),
				columns.map(exampleOf),
				...Array.from({ length: LINES }, () => columns.map(({ kind }) => blank(kind)))
			],
			columns: columns.map(({ title }) => ({
				width: Math.min(40, Math.max(14, title.length * 2 + 6))
			})),
			stickyRowsCount: 2
		},
		{
			sheet: NOTES,
			data: [noteHead, ...columns.map(noteRow)],
			columns: [26, 30, 10, 30, 56, 30].map((width) => ({ width })),
			stickyRowsCount: 1
		},
		{
			sheet: CODES,
			data: [['列名', '代码', '名称'].map((value) => ({ value, ...OPTIONAL })), ...codes.rows],
			columns: [26, 20, 40].map((width) => ({ width })),
			stickyRowsCount: 1
		}
	] as unknown as Sheet<Content>[];
	return writeXlsxFile(sheets, { features: [choices(columns, codes.ranges)] }).toBuffer();
}

const noteOf = (title: string, span: number) => ({
	value: `${title}导入模板：带 * 的列必填；第 3 行是示例，填报前请删除；各列写法见“${NOTES}”，代码见“${CODES}”`,
	columnSpan: span,
	wrap: true,
	height: 32,
	alignVertical: 'center'
});

/** The name as `matchHeader` reads it again. */
export const headOf = ({ title, required }: Column) => ({
	value: required ? `*${title}` : title,
	...(required ? REQUIRED : OPTIONAL)
});

const exampleOf = ({ field, example }: Column) => ({
	value: field === 'id' ? EXAMPLE_ID : example,
	type: String,
	format: '@',
	...EXAMPLE
});

const FORMATS: Partial<Record<Kind, { type: unknown; format: string }>> = {
	text: { type: String, format: '@' },
	code: { type: String, format: '@' },
	list: { type: String, format: '@' },
	json: { type: String, format: '@' },
	day: { type: Date, format: 'yyyy-mm-dd' },
	moment: { type: Date, format: 'yyyy-mm-dd hh:mm' }
};

const blank = (kind: Kind) => FORMATS[kind] ?? null;

const noteHead = ['列名', '字段', '必填', '国家平台列名', '写法', '说明'].map((value) => ({
	value,
	...OPTIONAL
}));

const noteRow = ({ title, field, required, column, kind, format, description }: Column) =>
	[
		title,
		field,
		required ? '是' : '否',
		column ?? '',
		format === 'yuan' ? '金额，单位元；写万元须带“万元”二字' : HOW[kind],
		description ?? ''
	].map((value) => ({ value, type: String, wrap: true }));

/** How each kind is to be written. */
export const HOW: Record<Kind, string> = {
	text: '文字；编号、证号请保持文本格式',
	integer: '整数，不带单位',
	number: '数字，不带单位',
	day: '日期，如 2026-11-23',
	moment: '日期或时间，如 2026-11-23 或 2026-11-23 10:32',
	flag: '“是”或“否”',
	code: `从“${CODES}”中选一项，填名称或代码`,
	list: '多项之间用顿号隔开',
	json: 'JSON 文本'
};

interface CodeRows {
	rows: Row[];
	/** Of each field that takes one code: the lines of its names. */
	ranges: Map<string, { from: number; to: number }>;
}

function codeRows(columns: Column[]): CodeRows {
	const rows: Row[] = [];
	const ranges: CodeRows['ranges'] = new Map();
	for (const { field, title, kind, codes } of columns) {
		if (!codes || codes.length === 0) continue;
		// The names of the columns stand in line 1.
		const from = rows.length + 2;
		for (const { code, label } of codes) {
			rows.push([title, code, label].map((value) => ({ value, type: String, format: '@' })));
		}
		if (kind === 'code') ranges.set(field, { from, to: rows.length + 1 });
	}
	return { rows, ranges };
}

/** Offers the names of a code list where one of them is to be chosen (ECMA-376, 18.3.1.33); codes may be typed. */
function choices(columns: Column[], ranges: CodeRows['ranges']): Feature<Content> {
	const rules = columns.flatMap(({ field }, index) => {
		const range = ranges.get(field);
		if (!range) return [];
		const letter = letters(index);
		const cells = `${letter}3:${letter}${LINES + 3}`;
		const source = `'${CODES}'!$C$${range.from}:$C$${range.to}`;
		return [
			`<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${source}</formula1></dataValidation>`
		];
	});
	const markup = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					insert: (_, { sheetIndex }) => (sheetIndex === 0 && rules.length > 0 ? markup : undefined)
				}
			}
		}
	};
}

/** 27 → `AB`. */
const letters = (index: number): string =>
	index < 26
		? String.fromCharCode(65 + index)
		: letters(Math.floor(index / 26) - 1) + letters(index % 26);
