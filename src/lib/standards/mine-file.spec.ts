import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, parseFileName, readMineFile, type MineFile, type Obstacle } from './mine-file';

const seed = 140603;
const limits = { bytes: 100_000, rows: 100 };
const utf8 = (text: string) => new TextEncoder().encode(text);
const named = (type: string) => `140603000123_${type}_20261123103205.txt`;
const HEADER = '140603000123;平鲁某煤矿;30;主要通风机监控系统;2026-11-23 10:32:05~';
const READING = '14060300012330A001;01;风压;TF01;-2350.5;Pa;0;2026-11-23 10:32:00';

const read = (text: string, type = 'TFSS', most = limits) =>
	readMineFile(named(type), utf8(text), most);

function file(text: string, type = 'TFSS'): MineFile {
	const answer = read(text, type);
	if (!('file' in answer)) throw new Error(answer.reason);
	return answer.file;
}

describe('a file name', () => {
	it('is mine, type and time', () => {
		expect(parseFileName('140603000123_tfss_20261123103205.TXT')).toEqual({
			mineCode: '140603000123',
			type: 'TFSS',
			time: new Date('2026-11-23T02:32:05Z')
		});
	});

	it.each([
		'',
		'14060300012_TFSS_20261123103205.txt',
		'140603000123_TFSS_202611231032.txt',
		'140603000123_TFSS_20261123103205.txt.tmp',
		'140603000123-TFSS-20261123103205.txt',
		'../140603000123_TFSS_20261123103205.txt',
		'140603000123_TFSS_20261323103205.txt',
		'140603000123_TFSS_20261123246005.txt'
	])('is refused: %j', (name) => expect(parseFileName(name)).toMatchObject({ obstacle: 'name' }));

	it('says what the records are', () => {
		expect(['TFJC', 'PSSS', 'JCYC', 'JCJC'].map(kindOf)).toEqual([
			'points',
			'readings',
			'alarms',
			'points'
		]);
		expect(['CDSS', 'CDDY', 'YCBJ', 'JCJY', 'SS', 'constructor'].map(kindOf)).toEqual(
			Array(6).fill(null)
		);
	});
});

it('reads header and rows; a bad row refuses itself, not the file', () => {
	const bad = ' ;01;风压;TF01;abc;Pa;0;2026-11-23 10:32:00';
	expect(file(`${HEADER}${READING}~${bad}~||`)).toEqual({
		kind: 'readings',
		name: parseFileName(named('TFSS')),
		header: {
			mineCode: '140603000123',
			mineName: '平鲁某煤矿',
			system: '30',
			systemName: '主要通风机监控系统',
			time: new Date('2026-11-23T02:32:05Z')
		},
		rows: [
			{ index: 1, row: expect.objectContaining({ value: -2350.5, status: '0' }) },
			{ index: 2, reason: '第 1 个字段（测点编码）不能为空', raw: bad.trim() }
		],
		bom: false
	});
	const alarm = 'A001;;;;1;2026-11-23 10:30:00;;;;;;;2026-11-23 10:31:00';
	expect(file(`${HEADER}${alarm}~||`, 'TFYC')).toMatchObject({
		kind: 'alarms',
		rows: [{ row: { status: '1', endedAt: null } }]
	});
});

it('keeps the raw of a refused row, whatever it holds', () => {
	const raws = ['', 'A\u0000', `${READING}\r\n${READING}`, '|', 'A||B'];
	const { rows } = file(`${HEADER}${raws.map((raw) => `${raw}~`).join('\r\n')}||`);
	expect(rows.map((row) => ('raw' in row ? row.raw : null))).toEqual(raws);
});

it('minds neither line breaks between records, nor a BOM, nor a ; at the end', () => {
	const plain = file(`${HEADER}${READING}~${READING}~||`);
	expect(file(`${HEADER}\r\n${READING}~\r\n${READING};~\n||\r\n`)).toEqual(plain);
	expect(file(`\ufeff${HEADER}${READING}~${READING}~||`)).toEqual({ ...plain, bom: true });
	expect(file(`${HEADER}||`).rows).toEqual([]);
});

it.each([
	['', 'unfinished', '||'],
	[HEADER, 'unfinished', '||'],
	[`${HEADER}${READING}~`, 'unfinished', '||'],
	[`${HEADER}${READING}~|`, 'unfinished', '||'],
	[`${HEADER}${READING}||`, 'unfinished', '最后一条记录缺少结束符'],
	[`${HEADER}${READING}~||${HEADER}||`, 'trailing', '之后还有内容'],
	[`${HEADER}||~||`, 'trailing', '之后还有内容'],
	[`${HEADER}${READING}~||\u0000`, 'trailing', '之后还有内容'],
	['||', 'header', '文件头应为'],
	[`${READING}~||`, 'header', '文件头应为'],
	[HEADER.replace('平鲁某煤矿', '') + '||', 'header', '文件头应为'],
	[HEADER.replace('140603000123', '140603000124') + '||', 'header', '140603000123'],
	[HEADER.replace('10:32', '25:32') + '||', 'header', '不是有效的时间'],
	[HEADER + `${READING}~`.repeat(101), 'too-many-rows', '100 条'],
	['~'.repeat(100_001), 'too-large', '100000 字节']
] as [string, Obstacle, string][])('refuses a file: %j', (text, obstacle, words) =>
	expect(read(text)).toEqual({ obstacle, reason: expect.stringContaining(words) })
);

it('holds the limits exactly', () => {
	const text = `${HEADER}${`${READING}~`.repeat(2)}||`;
	const bytes = utf8(text).length;
	expect(read(text, 'TFSS', { bytes, rows: 2 })).toHaveProperty('file');
	expect(read(text, 'TFSS', { bytes: bytes - 1, rows: 2 })).toMatchObject({
		obstacle: 'too-large'
	});
	expect(read(text, 'TFSS', { bytes, rows: 1 })).toMatchObject({ obstacle: 'too-many-rows' });
});

it('refuses GBK, UTF-16 and other types by name', () => {
	// 煤矿; a name such as 平鲁 (C6 BD C2 B3) alone would pass for UTF-8.
	const gbk = Uint8Array.from([0xc3, 0xba, 0xbf, 0xf3, 0x7e, 0x7c, 0x7c]);
	const utf16 = Uint8Array.from([0xff, 0xfe, 0x31, 0, 0x7e, 0]);
	expect(readMineFile(named('TFSS'), gbk, limits)).toMatchObject({ obstacle: 'encoding' });
	expect(readMineFile(named('TFSS'), utf16, limits)).toMatchObject({ obstacle: 'encoding' });
	expect(read(`${HEADER}||`, 'CDSS')).toMatchObject({ obstacle: 'type' });
	expect(readMineFile('a.txt', gbk, limits)).toMatchObject({ obstacle: 'name' });
});

const words = fc
	.string({ unit: fc.constantFrom('A', '0', '风', '𠮷', '|', '%', ' ', '-'), maxLength: 12 })
	.map((text) => text.trim());
const code = words.map((text) => `P${text.replaceAll('|', '')}`.trim());
const number = fc
	.double({ min: -5000, max: 5000, noNaN: true })
	.map((n) => Number(n.toFixed(3)) || 0);
const instant = fc
	.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2100-01-01') })
	.map((ms) => new Date(Math.floor(ms / 1000) * 1000));
const row = fc.record({
	pointCode: code,
	typeCode: words,
	typeName: words,
	deviceCode: words,
	value: fc.option(number),
	unit: words,
	status: words,
	time: instant
});
const write = (time: Date) =>
	new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const record = (r: { value: number | null; time: Date }) =>
	`${Object.values({ ...r, value: r.value ?? -9999, time: write(r.time) }).join(';')}~`;

it('reads back what was written, and no beginning of it is whole', () => {
	fc.assert(
		fc.property(fc.array(row, { maxLength: 5 }), fc.nat(), (rows, cut) => {
			const bytes = utf8(`${HEADER}\r\n${rows.map(record).join('\r\n')}\r\n||`);
			const answer = readMineFile(named('TFSS'), bytes, limits);
			expect(answer).toMatchObject({ file: { kind: 'readings' } });
			const expected = rows.map((r, i) => ({
				index: i + 1,
				row: Object.fromEntries(Object.entries(r).map(([k, v]) => [k, v === '' ? null : v]))
			}));
			expect((answer as { file: MineFile }).file.rows).toEqual(expected);
			const part = bytes.slice(0, cut % bytes.length);
			expect(readMineFile(named('TFSS'), part, limits)).toMatchObject({ obstacle: 'unfinished' });
		}),
		{ seed, numRuns: 500 }
	);
});

it('answers any bytes with rows or a reason', () => {
	const valid = utf8(`\ufeff${HEADER}\r\n${`${READING}~`.repeat(3)}||`);
	const piece = fc.constantFrom('~', ';', '||', '\r\n', '\u0000', '-9999', HEADER, READING);
	const mutated = fc
		.tuple(
			fc.nat(valid.length),
			fc.nat(8),
			fc.oneof(fc.uint8Array({ maxLength: 6 }), piece.map(utf8))
		)
		.map(([at, drop, put]) =>
			Uint8Array.from([...valid.slice(0, at), ...put, ...valid.slice(at + drop)])
		);
	const any = fc.oneof(
		mutated,
		fc.uint8Array({ maxLength: 200 }),
		fc.array(piece).map((p) => utf8(p.join('')))
	);
	const name = fc.oneof(
		{ weight: 9, arbitrary: fc.constantFrom('TFSS', 'TFJC', 'TFYC').map(named) },
		fc.string({ unit: 'binary' })
	);
	fc.assert(
		fc.property(name, any, (fileName, bytes) => {
			const answer = readMineFile(fileName, bytes, limits);
			expect(answer).toHaveProperty('file' in answer ? 'file' : 'reason');
			if (!('file' in answer)) return;
			for (const parsed of answer.file.rows) {
				if ('row' in parsed) expect(parsed.row.pointCode).not.toBe('');
				else expect(parsed.reason).not.toBe('');
			}
		}),
		{ seed, numRuns: 1500 }
	);
});
