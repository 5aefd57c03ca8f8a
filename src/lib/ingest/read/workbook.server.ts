/**
 * An .xlsx file opened: its sheets, its texts, which of its styles show dates. No more is unpacked than the limits
 * allow. read-excel-file is not used: it reads #REF! as an empty cell, ignores merged ones, and unpacks what comes.
 */
import { unzip, type Unzipped } from 'fflate';
import { HttpError } from '../../server/http.server';
import { readXml } from './xml';

export interface FileLimits {
	/** Bytes of the file as it is sent. */
	file: number;
	/** Bytes of all that is in it, unpacked. */
	unpacked: number;
	/** Rows with content. */
	rows: number;
	columns: number;
	/** Characters of a line of text, in a CSV file. */
	record: number;
}

const MB = 1024 * 1024;
export const FILE_LIMITS: FileLimits = {
	file: 32 * MB,
	unpacked: 256 * MB,
	rows: 100_000,
	columns: 200,
	record: MB
};

export interface Workbook {
	/** Those that are shown, in their order. */
	sheets: { name: string; path: string }[];
	date1904: boolean;
	strings: string[];
	/** By style: does it show a date? */
	dates: boolean[];
	/** The XML of a sheet. */
	read(path: string): Promise<Uint8Array>;
}

const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** @throws HttpError 413, 422. */
export async function openWorkbook(file: Uint8Array, limits: FileLimits): Promise<Workbook> {
	const parts = await unpack(file, [BOOK, RELATIONS], limits);
	const relations = relationsOf(part(parts, RELATIONS));
	const { sheets, date1904 } = bookOf(part(parts, BOOK), relations);
	const named = (type: string) => [...relations.values()].find((one) => one.type === type)?.path;
	const [strings, styles] = [named('sharedStrings'), named('styles')];
	const more = await unpack(
		file,
		[strings, styles].filter((path) => path !== undefined),
		limits
	);
	return {
		sheets,
		date1904,
		strings: strings && more[strings] ? readable(() => stringsOf(more[strings]!)) : [],
		dates: styles && more[styles] ? readable(() => datesOf(more[styles]!)) : [],
		read: async (path) => part(await unpack(file, [path], limits), path)
	};
}

const spoilt = () =>
	new HttpError(422, 'invalid_file', '文件不是完整的 .xlsx 表格，请用表格软件打开后另存再上传');

/** What a file says of itself may be wrong in any way. */
export function readable<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof HttpError ? error : spoilt();
	}
}

function part(parts: Unzipped, path: string): Uint8Array {
	const bytes = parts[path];
	if (!bytes) throw spoilt();
	return bytes;
}

/** fflate makes no more of a part than its entry says: so the entries are what is to be counted. */
function unpack(file: Uint8Array, paths: string[], limits: FileLimits): Promise<Unzipped> {
	return new Promise((done, failed) => {
		let size = 0;
		let tooLarge = false;
		const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
			size += originalSize;
			tooLarge ||= size > limits.unpacked;
			return !tooLarge && paths.includes(name);
		};
		unzip(file, { filter }, (error, parts) => {
			const message = `表格解压后不得超过 ${Math.floor(limits.unpacked / MB)} MB，请拆分后上传`;
			if (tooLarge) failed(new HttpError(413, 'too_large', message));
			else if (error) failed(spoilt());
			else done(parts);
		});
	});
}

function relationsOf(xml: Uint8Array): Map<string, { type: string; path: string }> {
	const relations = new Map<string, { type: string; path: string }>();
	readable(() =>
		readXml(xml, {
			open(name, { Id, Type, Target }) {
				if (name !== 'Relationship' || !Id || !Type || !Target) return;
				// The type is a URL of one of two standards, its last part the same in both.
				const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
				relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path });
			}
		})
	);
	return relations;
}

function bookOf(
	xml: Uint8Array,
	relations: Map<string, { path: string }>
): Pick<Workbook, 'sheets' | 'date1904'> {
	const book: Pick<Workbook, 'sheets' | 'date1904'> = { sheets: [], date1904: false };
	readable(() =>
		readXml(xml, {
			open(name, attributes) {
				if (name === 'workbookPr') book.date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
				if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
				const path = relations.get(attributes.id ?? '')?.path;
				if (path) book.sheets.push({ name: attributes.name ?? '', path });
			}
		})
	);
	if (book.sheets.length === 0) throw spoilt();
	return book;
}

/** Each `si` is a text, in one piece or in runs; `rPh` tells how it is spoken. */
function stringsOf(xml: Uint8Array): string[] {
	const strings: string[] = [];
	let [text, isText, isSpoken] = ['', false, false];
	readXml(xml, {
		open(name) {
			if (name === 'si') text = '';
			else if (name === 't') isText = true;
			else if (name === 'rPh') isSpoken = true;
		},
		close(name) {
			if (name === 'si') strings.push(unescaped(text));
			else if (name === 't') isText = false;
			else if (name === 'rPh') isSpoken = false;
		},
		text(part) {
			if (isText && !isSpoken) text += part;
		}
	});
	return strings;
}

/** `_x000D_` is how a workbook writes what XML cannot (ECMA-376, 22.9.2.19). */
export const unescaped = (text: string): string =>
	text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16))
	);

/** Formats that every workbook has: dates, and those of East Asia (ECMA-376, 18.8.30). */
const isBuiltIn = (id: number): boolean =>
	(id >= 14 && id <= 22) ||
	(id >= 27 && id <= 36) ||
	(id >= 45 && id <= 47) ||
	(id >= 50 && id <= 58);

function datesOf(xml: Uint8Array): boolean[] {
	const formats = new Map<number, boolean>();
	const dates: boolean[] = [];
	let isCells = false;
	readXml(xml, {
		open(name, { numFmtId, formatCode }) {
			const id = Number(numFmtId ?? 0);
			if (name === 'numFmt') formats.set(id, isDateFormat(formatCode ?? ''));
			else if (name === 'cellXfs') isCells = true;
			else if (name === 'xf' && isCells) dates.push(formats.get(id) ?? isBuiltIn(id));
		},
		close(name) {
			if (name === 'cellXfs') isCells = false;
		}
	});
	return dates;
}

/** A format with a day, a month or a year in it, outside of quotes, escapes and brackets. */
export const isDateFormat = (format: string): boolean =>
	/[dmyhse]/i.test(
		format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|[0#?]e[+-]/gi, '').split(';')[0] ?? ''
	);
