import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows, type BodyOptions } from './body.server';
import { LIMITS } from './bytes.server';
import { all, COLUMNS, inPieces } from './table.fixture';

type Options = Partial<BodyOptions> & Pick<BodyOptions, 'type'>;

const bytes = (body: string | Uint8Array) =>
	typeof body === 'string' ? new TextEncoder().encode(body) : body;
const rows = (body: string | Uint8Array, options: Options, sizes: number[] = []) =>
	all(readRows(inPieces(bytes(body), sizes), { gzip: false, columns: COLUMNS, ...options }));
const good = (row: unknown) => ({ row, raw: '', errors: null });
/** What is thrown, as the door tells it. */
const thrown = (reading: Promise<unknown>) =>
	reading.then(
		() => null,
		({ status, code, message }) => ({ status, code, message }) as unknown
	);

describe('JSON', () => {
	it('is an array of rows', async () => {
		expect(await rows('\ufeff[{"id":"a"}, null, 3]', { type: 'json' })).toEqual(
			[{ id: 'a' }, null, 3].map(good)
		);
		expect(await rows('[ ]', { type: 'json' })).toEqual([]);
	});

	it('is refused as a whole where it is none', async () => {
		expect(await thrown(rows('{"id":"a"}', { type: 'json' }))).toEqual({
			status: 422,
			code: 'not_an_array',
			message: '请求体应为 JSON 数组'
		});
		expect(await thrown(rows('[1,', { type: 'json' }))).toMatchObject({
			status: 422,
			code: 'invalid_json',
			message: expect.stringMatching(/^请求体不是合法的 JSON：/) as string
		});
		expect(await thrown(rows(Uint8Array.of(0x5b, 0xff, 0x5d), { type: 'json' }))).toEqual({
			status: 422,
			code: 'invalid_encoding',
			message: '请求体应为 UTF-8 编码'
		});
	});

	/** So that it is cut from its first character on. */
	const long = { ...LIMITS, whole: 0 };

	it('is cut into its elements where it is long', async () => {
		const body = `[{"a":"],[\\"{"} , [[1],{}],"\\\\", 3\n]\n`;
		const expected = [{ a: '],["{' }, [[1], {}], '\\', 3].map(good);
		expect(await rows(body, { type: 'json', limits: long }, [1])).toEqual(expected);
		expect(await rows(body, { type: 'json', limits: long })).toEqual(expected);
		expect(await rows('[ ]', { type: 'json', limits: long })).toEqual([]);
	});

	it.each([
		['[1,]', 'invalid_json', '请求体不是合法的 JSON：第 2 个元素有误'],
		['[1,,2]', 'invalid_json', '请求体不是合法的 JSON：第 2 个元素有误'],
		['[{"a":1]', 'invalid_json', '请求体不是合法的 JSON：内容不完整，数组没有结束'],
		['["a]', 'invalid_json', '请求体不是合法的 JSON：内容不完整，数组没有结束'],
		['[1}', 'invalid_json', '请求体不是合法的 JSON：数组没有以 ] 结束'],
		['[1] 2', 'invalid_json', '请求体不是合法的 JSON：数组之后还有内容'],
		['{"a":1}', 'not_an_array', '请求体应为 JSON 数组'],
		[' ', 'invalid_json', '请求体不是合法的 JSON：内容不完整，数组没有结束']
	])('is refused where it is long and wrong: %s', async (body, code, message) => {
		const told = await thrown(rows(body, { type: 'json', limits: long }, [1]));
		expect(told).toEqual({ status: 422, code, message });
	});

	it('refuses an element that is too long alone', async () => {
		const body = `[{"a":"${'x'.repeat(60)}"},{"a":1}]`;
		for (const { whole } of [LIMITS, long]) {
			const limits = { ...LIMITS, whole, record: 50 };
			const [bad, next] = await rows(body, { type: 'json', limits });
			expect(bad?.errors).toEqual([
				{
					field: '',
					code: 'too_large',
					message: '一条记录不得超过 50 个字符，请核对引号和换行，或拆分后报送'
				}
			]);
			expect(next).toEqual(good({ a: 1 }));
		}
	});
});

describe('NDJSON', () => {
	it('is a row a line; a bad line is refused alone, as it came', async () => {
		expect(await rows('{"id":"a"}\r\n\n{"id":\r\n{"id":"b"}', { type: 'ndjson' })).toEqual([
			good({ id: 'a' }),
			{
				row: null,
				raw: '{"id":',
				errors: [{ field: '', code: 'invalid_json', message: '此行不是合法的 JSON' }]
			},
			good({ id: 'b' })
		]);
	});

	it('refuses a line that is too long alone, and keeps its beginning', async () => {
		const limits = { ...LIMITS, record: 5_000 };
		const line = 'x'.repeat(100_000);
		const [bad, next] = await rows(`${line}\n{}`, { type: 'ndjson', limits }, [999]);
		expect(bad).toMatchObject({
			row: null,
			raw: 'x'.repeat(4_096),
			errors: [{ code: 'too_large' }]
		});
		expect(next).toEqual(good({}));
	});
});

describe('gzip', () => {
	const packed = gzipSync('{"id":"a"}\n{"id":"b"}');

	it('is unpacked', async () => {
		const options = { type: 'ndjson', gzip: true } as const;
		expect(await rows(packed, options)).toEqual([good({ id: 'a' }), good({ id: 'b' })]);
	});

	it.each([
		['cut short', packed.subarray(0, -9)],
		['none', bytes('{"id":"a"}')]
	])('is refused where it is %s', async (_, body) => {
		expect(await thrown(rows(body, { type: 'ndjson', gzip: true }))).toEqual({
			status: 422,
			code: 'invalid_gzip',
			message: '请求体不是完整的 gzip 数据，请重新压缩后报送'
		});
	});

	it('is stopped where it grows too much: a bomb', async () => {
		const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, `${' '.repeat(999)}\n`));
		expect(await thrown(rows(bomb, { type: 'ndjson', gzip: true }))).toEqual({
			status: 413,
			code: 'too_large',
			message: '解压后超过原大小的 200 倍，请不压缩直接报送'
		});
		const limits = { ...LIMITS, ratio: 10_000, bytes: 8 * 1024 * 1024 };
		expect(await thrown(rows(bomb, { type: 'ndjson', gzip: true, limits }))).toEqual({
			status: 413,
			code: 'too_large',
			message: '请求体不得超过 8 MB，请分批报送'
		});
	});
});

it('reads no further than it is asked to, and lets the source go', async () => {
	const seen = { pieces: 0, closed: false };
	async function* endless() {
		try {
			for (;;) {
				seen.pieces++;
				yield bytes('{"id":"a"}\n');
			}
		} finally {
			seen.closed = true;
		}
	}
	const reading = readRows(endless(), { type: 'ndjson', gzip: false, columns: [] });
	for (let i = 0; i < 3; i++) await reading.next();
	expect(seen).toEqual({ pieces: 3, closed: false });
	await reading.return(undefined);
	expect(seen.closed).toBe(true);
});

it('passes an error of the source on, packed or not', async () => {
	async function* broken(gzip: boolean) {
		yield gzip ? gzipSync('{}\n').subarray(0, -1) : bytes('{}\n');
		throw new Error('aborted');
	}
	for (const gzip of [false, true]) {
		const reading = all(readRows(broken(gzip), { type: 'ndjson', gzip, columns: [] }));
		await expect(reading, String(gzip)).rejects.toThrow('aborted');
	}
});

describe('how the bytes are cut never matters', () => {
	const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
	const cell = fc.string({ unit: fc.constantFrom(...'ab,;\t"\r\n 检查１') });
	const table = fc
		.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
		.map((lines) => `id,检查时间,withdrawn\r\n${lines.map((line) => line.join(',')).join('\r\n')}`);
	const value = fc.jsonValue({ maxDepth: 2 });

	it.each<[string, Options, fc.Arbitrary<string>]>([
		['JSON', { type: 'json' }, fc.array(value).map((list) => JSON.stringify(list))],
		[
			'NDJSON',
			{ type: 'ndjson' },
			fc
				.array(
					fc.oneof(
						value.map((one) => JSON.stringify(one)),
						cell
					)
				)
				.map((lines) => lines.join('\n'))
		],
		['CSV', { type: 'csv' }, table]
	])('%s', async (_, options, body) => {
		await fc.assert(
			fc.asyncProperty(body, cuts, fc.boolean(), async (text, sizes, gzip) => {
				const sent = gzip ? gzipSync(text) : text;
				expect(await rows(sent, { ...options, gzip }, sizes)).toEqual(await rows(text, options));
			}),
			{ seed: 14, numRuns: 150 }
		);
	});

	it('a long array', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(value), cuts, async (list, sizes) => {
				const body = JSON.stringify(list);
				const limits = { ...LIMITS, whole: 0 };
				const read = await rows(body, { type: 'json', limits }, sizes);
				expect(read.map(({ row }) => row)).toEqual(JSON.parse(body));
			}),
			{ seed: 14, numRuns: 150 }
		);
	});
});
