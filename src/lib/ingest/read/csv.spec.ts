import { describe, expect, it } from 'vitest';
import { readRows, type BodyOptions } from './body.server';
import { LIMITS } from './bytes.server';
import { all, COLUMNS, inPieces } from './table.fixture';

const csv = (body: string | Uint8Array, options: Partial<BodyOptions> = {}, sizes: number[] = []) =>
	all(
		readRows(inPieces(typeof body === 'string' ? Buffer.from(body) : body, sizes), {
			type: 'csv',
			gzip: false,
			columns: COLUMNS,
			...options
		})
	);
const ids = async (body: string | Uint8Array, options: Partial<BodyOptions> = {}) =>
	(await csv(body, options)).map(({ row, errors }) =>
		errors ? errors : (row as { id: unknown }).id
	);

const NAMES = 'id,责任部门,统一社会信用代码,检查时间,检查结果,检查情况说明';
const line = (id: string, remark = '') =>
	`${id},区能源局,91140603MAXXX0001A,2026-11-23,未发现问题,${remark}`;

describe('a table', () => {
	it('becomes rows, each with its line', async () => {
		expect(await csv(`${NAMES}\n${line('a', '正常')}\n`)).toEqual([
			{
				row: {
					id: 'a',
					department: 'nengyuan',
					creditCode: '91140603MAXXX0001A',
					checkDate: '2026-11-23T00:00:00+08:00',
					checkResult: 'passed',
					remark: '正常'
				},
				raw: line('a', '正常'),
				errors: null
			}
		]);
	});

	it.each([
		['semicolons', (text: string) => text.replaceAll(',', ';')],
		['tabs', (text: string) => text.replaceAll(',', '\t')],
		['CR LF and a byte order mark', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
		['CR', (text: string) => text.replaceAll('\n', '\r')],
		[
			'a title above and blank lines',
			(text: string) => `行政检查台账,,,,,\n,,,,,\n\n${text}\n\n,,,,,`
		],
		['quotes around all', (text: string) => text.replace(/[^,\n]+/g, '"$&"')]
	])('may have %s', async (_, turned) => {
		expect(await ids(turned(`${NAMES}\n${line('a')}\n${line('b')}`))).toEqual(['a', 'b']);
	});

	it('keeps line breaks, delimiters and quotes within quotes', async () => {
		const [row] = await csv(`${NAMES}\r\n${line('a', '"一,\r\n二""三"""')}\r\n`);
		expect(row).toMatchObject({
			row: { remark: '一,\n二"三"' },
			raw: line('a', '"一,\n二""三"""'),
			errors: null
		});
	});

	it('leaves out the example of the template', async () => {
		expect(await ids(`${NAMES}\n${line('示例行-填报前请删除')}\n${line('a')}`)).toEqual(['a']);
	});
});

describe('a bad record is refused as it came, and the reader goes on', () => {
	const QUOTES = [
		{
			field: '',
			code: 'invalid_csv',
			message:
				'此行的引号不成对或位置不对：含引号、分隔符或换行的格子应整格加引号，格内的引号写两个'
		}
	];

	it.each([
		['a quote within', line('x', '3"管')],
		['text behind a quote', line('x', '"三"寸')],
		['a quote never closed', line('x', '"三寸')]
	])('%s', async (_, bad) => {
		const body = [NAMES, line('a'), bad, line('b', '"好"'), line('c')].join('\n');
		const read = await csv(body);
		expect(read.map(({ row }) => (row as { id: string } | null)?.id)).toEqual([
			'a',
			undefined,
			'b',
			'c'
		]);
		expect(read[1]).toEqual({ row: null, raw: bad, errors: QUOTES });
	});

	it('also where every line is bad', async () => {
		const lines = Array.from({ length: 1_000 }, (_, i) => line(`x${i}`, '"三寸'));
		const read = await csv([NAMES, ...lines, line('a')].join('\n'), {}, [50_000]);
		expect(read).toHaveLength(1_001);
		expect(read.map(({ raw }) => raw)).toEqual([...lines, line('a')]);
		expect(read.at(-1)?.errors).toBeNull();
	});

	it('where a record goes on and on', async () => {
		const limits = { ...LIMITS, record: 300 };
		const lines = Array.from({ length: 100 }, (_, i) => line(`g${i}`));
		const body = [NAMES, line('x', '"三寸'), ...lines, line('y', '长'.repeat(400)), line('z')];
		const read = await csv(body.join('\n'), { limits }, [7]);
		expect(read[0]).toEqual({ row: null, raw: line('x', '"三寸'), errors: QUOTES });
		expect(read.slice(1, -2).every(({ errors }) => errors === null)).toBe(true);
		expect(read.at(-2)).toMatchObject({ row: null, errors: [{ code: 'too_large' }] });
		expect(read.at(-1)).toMatchObject({ row: { id: 'z' } });
	});

	it('where cells are bad, with what could be read', async () => {
		const [row] = await csv(`${NAMES}\n${line('a').replace('2026-11-23', '昨天')},多`);
		expect(row).toMatchObject({ row: { id: 'a' }, raw: expect.stringContaining('昨天') as string });
		expect(row?.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
			'checkDate invalid_cell',
			' too_many_cells'
		]);
	});
});

describe('encodings', () => {
	/** 区能源局 in the encoding of Chinese Windows. */
	const GBK: Record<string, number[]> = {
		责任部门: [0xd4, 0xf0, 0xc8, 0xce, 0xb2, 0xbf, 0xc3, 0xc5],
		检查时间: [0xbc, 0xec, 0xb2, 0xe9, 0xca, 0xb1, 0xbc, 0xe4],
		检查结果: [0xbc, 0xec, 0xb2, 0xe9, 0xbd, 0xe1, 0xb9, 0xfb],
		区能源局: [0xc7, 0xf8, 0xc4, 0xdc, 0xd4, 0xb4, 0xbe, 0xd6],
		责令改正: [0xd4, 0xf0, 0xc1, 0xee, 0xb8, 0xc4, 0xd5, 0xfd]
	};
	const gbk = (text: string) =>
		Buffer.concat(
			text.split(/([\u4e00-\u9fff]+)/).map((part) => Buffer.from(GBK[part] ?? Buffer.from(part)))
		);
	const table =
		'id,责任部门,creditCode,检查时间,检查结果\na,区能源局,91140603MAXXX0001A,2026-11-23,责令改正\n';

	it.each([[[1]], [[2, 3]], [[]]])('GBK is found, cut in pieces of %j', async (sizes) => {
		const [row] = await csv(gbk(table), {}, sizes);
		expect(row).toMatchObject({
			row: { id: 'a', department: 'nengyuan', checkResult: 'rectify' },
			errors: null
		});
	});

	it('GBK is found far behind names that are ASCII', async () => {
		const names = 'id,department,creditCode,checkDate,checkResult,remark\n';
		const start = `a,nengyuan,91140603MAXXX0001A,2026-11-23,passed,\n`.repeat(3_000);
		const end = gbk('b,区能源局,91140603MAXXX0001A,2026-11-23,责令改正,\n');
		const read = await csv(Buffer.concat([Buffer.from(names + start), end]), {}, [65_536]);
		expect(read).toHaveLength(3_001);
		expect(read.at(-1)).toMatchObject({ row: { checkResult: 'rectify' }, errors: null });
	});

	it('may be named', async () => {
		expect(await ids(gbk(table), { charset: 'GBK' })).toEqual(['a']);
		await expect(csv(gbk(table), { charset: 'utf-8' })).rejects.toMatchObject({
			code: 'invalid_encoding',
			message: '请求体应为 UTF-8 编码'
		});
		await expect(csv(table, { charset: 'klingon' })).rejects.toMatchObject({
			code: 'invalid_encoding',
			message: '不认识字符编码 klingon，请用 UTF-8 或 GB18030'
		});
	});

	it('UTF-16 is known by its mark', async () => {
		expect(await ids(Buffer.from(`\ufeff${table}`, 'utf16le'))).toEqual(['a']);
	});

	it('anything else is refused', async () => {
		await expect(csv(Buffer.from([0x69, 0x64, 0xff, 0xff]))).rejects.toMatchObject({
			status: 422,
			code: 'invalid_encoding',
			message: '内容既不是 UTF-8 也不是 GB18030（GBK）编码，请另存为 UTF-8 后重新提交'
		});
	});
});

describe('names of columns that cannot be right spoil the whole', () => {
	it.each([
		['x,y\n1,2', 'no_header'],
		['', 'no_header'],
		[`${NAMES},备注栏\n`, 'unknown_columns'],
		[`${NAMES},id\n`, 'duplicate_columns'],
		[`${NAMES},罚款金额（万元）\n`, 'wrong_unit'],
		['id,检查时间\n', 'missing_columns']
	])('%j', async (body, code) => {
		await expect(csv(body)).rejects.toMatchObject({ status: 422, code });
	});
});

it('reads fifty thousand rows in memory that does not grow', async () => {
	const COUNT = 50_000;
	const text = '说'.repeat(300);
	async function* source() {
		yield Buffer.from(`${NAMES}\n`);
		for (let i = 0; i < COUNT; i += 100) {
			yield Buffer.from(
				Array.from({ length: 100 }, (_, j) => `${line(`r${i + j}`, text)}\n`).join('')
			);
		}
	}
	let count = 0;
	let highest = 0;
	const before = process.memoryUsage().heapUsed;
	for await (const { errors } of readRows(source(), {
		type: 'csv',
		gzip: false,
		columns: COLUMNS
	})) {
		if (errors) throw new Error(errors[0]!.message);
		if (++count % 5_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
	}
	expect(count).toBe(COUNT);
	// All of it is 50 MB of bytes, and several times that as rows.
	expect(highest - before).toBeLessThan(120 * 1024 * 1024);
});
