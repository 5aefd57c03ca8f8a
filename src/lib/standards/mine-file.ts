/**
 * Text files of coal mines, after MT/T 1201.2-2023 (煤矿感知数据联网接入规范 第2部分：重要设备): the file
 * `煤矿编码_类型_YYYYMMDDhhmmss.txt` holds a header and records. `;` parts fields, `~` ends a record, `||`
 * ends the file. UTF-8 without BOM; times in +08:00. Line breaks between records mean nothing.
 */
import { parseRow, time, type Kind, type MineRows } from './mine-rows';

/** How much one file may be: bytes of the file, records after its header. */
export interface Limits {
	bytes: number;
	rows: number;
}

export interface FileName {
	/** 12 digits; the first 6 are the region's (GB/T 2260). */
	mineCode: string;
	/** Upper-case, such as `TFSS`. */
	type: string;
	time: Date;
}

export interface Header {
	mineCode: string;
	mineName: string;
	/** 系统标识, such as `30` */
	system: string;
	systemName: string;
	time: Date;
}

/** `index` counts the records after the header from 1. */
export type Parsed<T> = { index: number; row: T } | Refused;
export interface Refused {
	index: number;
	reason: string;
	/** As it came, without its `~` and the white space around it. May hold control characters, NUL among them. */
	raw: string;
}

export type MineFile = {
	[K in Kind]: {
		kind: K;
		name: FileName;
		header: Header;
		rows: Parsed<MineRows[K]>[];
		bom: boolean;
	};
}[Kind];

/**
 * Why nothing of a file was read. `unfinished`: its end mark is not there (yet): whoever watches a folder looks
 * again later, and gives up when the file has stopped growing. Of all others waiting makes nothing better.
 */
export type Obstacle =
	| 'name'
	| 'type'
	| 'too-large'
	| 'too-many-rows'
	| 'encoding'
	| 'unfinished'
	| 'trailing'
	| 'header';
export interface Unread {
	obstacle: Obstacle;
	reason: string;
}

const unread = (obstacle: Obstacle, reason: string): Unread => ({ obstacle, reason });

/** Reads a file whole, whatever its bytes are: never throws. A bad record refuses itself, not the file. */
export function readMineFile(
	fileName: string,
	bytes: Uint8Array,
	limits: Limits
): { file: MineFile } | Unread {
	const name = parseFileName(fileName);
	if ('obstacle' in name) return name;
	const kind = kindOf(name.type);
	if (!kind) return unread('type', `不支持类型为 ${name.type} 的文件，见接口说明中的文件类型`);
	if (bytes.length > limits.bytes) {
		return unread(
			'too-large',
			`文件 ${bytes.length} 字节，超过上限 ${limits.bytes} 字节，请分成多个文件`
		);
	}
	const decoded = decode(bytes);
	if ('obstacle' in decoded) return decoded;
	const records = split(decoded, limits.rows);
	if ('obstacle' in records) return records;
	const header = parseHeader(records[0] ?? '', name.mineCode);
	if ('obstacle' in header) return header;

	const rows = records.slice(1).map((raw, i): Parsed<MineRows[Kind]> => {
		const parsed = parseRow(kind, raw);
		return 'row' in parsed ? { index: i + 1, row: parsed.row } : { index: i + 1, ...parsed, raw };
	});
	return { file: { kind, name, header, rows, bom: decoded.bom } as MineFile };
}

/** The parts of a file's own name, without folders. `.TXT` is as good as `.txt`. */
export function parseFileName(name: string): FileName | Unread {
	const parts = /^(\d{12})_([a-z][a-z0-9]{1,15})_(\d{14})\.txt$/i.exec(name);
	if (!parts) {
		return unread('name', '文件名应为“12 位煤矿编码_类型_YYYYMMDDhhmmss.txt”，请按此重新命名');
	}
	const at = time(parts[3]!);
	if ('reason' in at) return unread('name', `文件名中的时间${at.reason}`);
	return { mineCode: parts[1]!, type: parts[2]!.toUpperCase(), time: at.value };
}

const KINDS: Record<string, Kind> = { JC: 'points', SS: 'readings', YC: 'alarms' };

/**
 * What the records of a file type are; null where its layout is not known. Part 2 knows six systems (主要通风机
 * TF, 主排水 PS, 立井提升 LJ, 斜井提升 XJ, 空气压缩机 KY, 绞车 JC), each with 测点基础 JC, 实时 SS and 异常 YC.
 * CDDY, CDSS and YCBJ are of part 1 (安全监控), whose records have other fields.
 */
export function kindOf(type: string): Kind | null {
	const parts = /^(?:TF|PS|LJ|XJ|KY|JC)(JC|SS|YC)$/.exec(type);
	return parts ? KINDS[parts[1]!]! : null;
}

interface Decoded {
	text: string;
	bom: boolean;
	/** The bytes end within a character. */
	cut: boolean;
}

function decode(bytes: Uint8Array): Decoded | Unread {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	let text: string;
	try {
		text = decoder.decode(bytes, { stream: true });
	} catch {
		return unread('encoding', '文件不是 UTF-8 编码，请以 UTF-8（无 BOM）重新导出');
	}
	const bom = text.startsWith('\ufeff');
	return { text: bom ? text.slice(1) : text, bom, cut: !ends(decoder) };
}

/** A file that is still being written may stop within a character; only then is that no wrong encoding. */
function ends(decoder: TextDecoder): boolean {
	try {
		decoder.decode();
		return true;
	} catch {
		return false;
	}
}

/**
 * The records, the header first, as they stand before their `~`. The end mark counts only where a record would
 * begin: within one it is text, and a file may have been caught just after it.
 */
function split({ text, cut }: Decoded, rows: number): string[] | Unread {
	const records: string[] = [];
	for (let at = 0; ;) {
		while (at < text.length && /\s/.test(text[at]!)) at++;
		if (text.startsWith('||', at)) {
			if (!cut && text.slice(at + 2).trim() === '') return records;
			return unread('trailing', '文件结束符 || 之后还有内容，请一个文件只写一批数据');
		}
		const end = text.indexOf('~', at);
		if (end < 0) return unfinished(text.slice(at));
		if (records.length > rows) {
			return unread('too-many-rows', `文件超过 ${rows} 条记录，请分成多个文件`);
		}
		records.push(text.slice(at, end).trimEnd());
		at = end + 1;
	}
}

const unfinished = (tail: string): Unread =>
	unread(
		'unfinished',
		tail.trimEnd().endsWith('||')
			? '最后一条记录缺少结束符 ~，文件未完整'
			: '缺少文件结束符 ||，文件未写完或未传完'
	);

function parseHeader(record: string, mineCode: string): Header | Unread {
	const fields = record.split(';', 7).map((field) => field.trim());
	if (fields.length === 6 && fields[5] === '') fields.pop();
	if (fields.length !== 5 || fields.includes('') || /\p{Cc}/u.test(record)) {
		return unread('header', '文件头应为“煤矿编码;煤矿名称;系统标识;系统名称;时间~”');
	}
	const [code, mineName, system, systemName, written] = fields as [
		string,
		string,
		string,
		string,
		string
	];
	if (code !== mineCode) {
		return unread('header', `文件头的煤矿编码应为文件名中的 ${mineCode}`);
	}
	const at = time(written);
	if ('reason' in at) return unread('header', `文件头的时间${at.reason}`);
	return { mineCode, mineName, system, systemName, time: at.value };
}
