/** The data segment of HJ 212: `QN=…;ST=…;CN=…;PW=…;MN=…;Flag=…;[PNUM=…;PNO=…;]CP=&&…&&`, §6.3.3. */
import type { FieldError } from '../fields';
import { readItems, textOf, writeItems, type Item } from './cp';
import { timeOf } from './time';

export const VERSIONS = [2005, 2017, 2025] as const;
export type Version = (typeof VERSIONS)[number];

export interface Flag {
	version: Version;
	/** Bit A: the sender waits for an answer. */
	answer: boolean;
	/** Bit D: the message comes in parts, and PNUM and PNO say which. */
	split: boolean;
}

export interface Packet {
	/** 17 digits, `YYYYMMDDhhmmsszzz` in +08:00. Uploads of 2005 have none. */
	qn: string | null;
	/** System, 2 digits: 31 gas, 32 water, 91 between systems. */
	st: string;
	/** Command, 4 digits. */
	cn: string;
	pw: string;
	/** The logger. The standard asks for 24 of 0-9A-F; loggers in the field have any 1–24 of [0-9A-Za-z_-]. */
	mn: string;
	flag: Flag;
	/** How many parts, and which of them this is, from 1; null where the message is whole. */
	pnum: number | null;
	pno: number | null;
	/** RF=1 of 2025: sent later, because it could not be sent in time. */
	resent: boolean;
	cp: Item[];
}

export type Parsed = { ok: true; packet: Packet } | { ok: false; errors: FieldError[] };

const CP = Buffer.from('CP=&&', 'latin1');
const END = Buffer.from('&&', 'latin1');

/**
 * A data segment before its text is understood: what precedes `CP=&&`, and the bytes of the data
 * area, which may be ciphertext. Null where it is not shaped so.
 */
export function splitSegment(segment: Uint8Array): { head: string; cp: Buffer } | null {
	const bytes = viewOf(segment);
	const start = bytes.indexOf(CP);
	const end = bytes.length - END.length;
	if (start < 0 || end < start + CP.length || !bytes.subarray(end).equals(END)) return null;
	return {
		head: bytes.toString('latin1', 0, start),
		cp: bytes.subarray(start + CP.length, end)
	};
}

/** The segment with another data area. @throws RangeError where it has none */
export function withCp(segment: Uint8Array, cp: Uint8Array): Buffer {
	const split = splitSegment(segment);
	if (!split) throw new RangeError('数据段缺少 CP=&&…&&');
	return Buffer.concat([Buffer.from(split.head, 'latin1'), CP, cp, END]);
}

/** Names and values before CP; of a name that comes twice, the first. */
export function headOf(head: string): { values: Map<string, string>; errors: FieldError[] } {
	const values = new Map<string, string>();
	const errors: FieldError[] = [];
	for (const piece of head.split(';')) {
		if (piece.trim() === '') continue;
		const at = piece.indexOf('=');
		const name = piece.slice(0, Math.max(at, 0)).trim();
		if (name === '')
			errors.push(error('head', 'format', `数据段中的“${piece.slice(0, 40)}”不是“名称=值”`));
		else if (values.has(name)) errors.push(error(name, 'duplicate', `数据段中 ${name} 重复`));
		else values.set(name, piece.slice(at + 1).trim());
	}
	return { values, errors };
}

/** Reads a data segment in the clear. Never throws; all that is wrong is told, by field. */
export function parseSegment(segment: Uint8Array): Parsed {
	const split = splitSegment(segment);
	if (!split) {
		return { ok: false, errors: [error('CP', 'missing', '数据段缺少 CP=&&…&&')] };
	}
	const { values, errors } = headOf(split.head);
	const flag = flagOf(values.get('Flag'), errors);
	const packet: Packet = {
		qn: qnOf(values.get('QN'), flag.version, errors),
		st: shaped('ST', values, /^\d{2}$/, '系统编码 ST 应为 2 位数字', errors),
		cn: shaped('CN', values, /^\d{4}$/, '命令编码 CN 应为 4 位数字', errors),
		pw: shaped('PW', values, /^[!-:<-~]{0,20}$/, '访问密码 PW 应为不超过 20 个可见字符', errors),
		mn: shaped(
			'MN',
			values,
			/^[0-9A-Za-z_-]{1,24}$/,
			'设备唯一标识 MN 应为 1–24 位字母或数字',
			errors
		),
		flag,
		...partOf(values, flag, errors),
		resent: values.get('RF') === '1',
		cp: cpOf(split.cp, errors)
	};
	return errors.length > 0 ? { ok: false, errors } : { ok: true, packet };
}

/** The byte of a flag: `V5…V0 D A`. HJ 212-2017: 4, 5, 6, 7; HJ 212-2025: 8, 9, 10, 11. */
export function flagByte({ version, answer, split }: Flag): number {
	return (VERSIONS.indexOf(version) << 2) | (split ? 2 : 0) | (answer ? 1 : 0);
}

/** The data segment of a packet, in the clear. @throws RangeError when it could not be read back */
export function encodeSegment(packet: Packet): Buffer {
	const head = [
		packet.qn === null ? null : `QN=${packet.qn}`,
		`ST=${packet.st}`,
		`CN=${packet.cn}`,
		`PW=${packet.pw}`,
		`MN=${packet.mn}`,
		`Flag=${flagByte(packet.flag)}`,
		packet.pnum === null ? null : `PNUM=${packet.pnum}`,
		packet.pno === null ? null : `PNO=${packet.pno}`,
		packet.resent ? 'RF=1' : null,
		`CP=&&${writeItems(packet.cp)}&&`
	];
	const segment = Buffer.from(head.filter((piece) => piece !== null).join(';'));
	const parsed = parseSegment(segment);
	if (!parsed.ok) throw new RangeError(parsed.errors.map((e) => e.message).join('；'));
	return segment;
}

function flagOf(value: string | undefined, errors: FieldError[]): Flag {
	// Uploads of 2005 may leave the flag out.
	const byte = value === undefined ? 0 : /^\d{1,3}$/.test(value) ? Number(value) : NaN;
	const version = VERSIONS[byte >> 2];
	if (!(byte <= 255)) errors.push(error('Flag', 'format', '拆分包及应答标志 Flag 应为 0–255'));
	else if (!version) {
		errors.push(error('Flag', 'version', `Flag=${byte} 的版本号不是 2005、2017 或 2025`));
	}
	return { version: version ?? 2017, answer: (byte & 1) === 1, split: (byte & 2) === 2 };
}

function qnOf(value: string | undefined, version: Version, errors: FieldError[]): string | null {
	if (value === undefined) {
		if (version !== 2005) errors.push(error('QN', 'missing', '数据段缺少 QN'));
		return null;
	}
	if (value.length !== 17 || !timeOf(value)) {
		errors.push(error('QN', 'format', '请求编码 QN 应为 YYYYMMDDhhmmsszzz 的 17 位时间'));
	}
	return value;
}

function shaped(
	name: string,
	values: Map<string, string>,
	shape: RegExp,
	message: string,
	errors: FieldError[]
): string {
	const value = values.get(name);
	if (value === undefined) errors.push(error(name, 'missing', `数据段缺少 ${name}`));
	else if (!shape.test(value)) errors.push(error(name, 'format', message));
	return value ?? '';
}

function partOf(values: Map<string, string>, flag: Flag, errors: FieldError[]) {
	const whole = { pnum: null, pno: null };
	const [pnum, pno] = ['PNUM', 'PNO'].map((name) => {
		const value = values.get(name);
		return value === undefined ? null : /^\d{1,4}$/.test(value) ? Number(value) : NaN;
	});
	if (!flag.split) {
		// Loggers write 1 of 1 without bit D; more than that would lose a part in silence.
		if (!(pnum == null || pnum === 1)) {
			errors.push(error('PNUM', 'format', '有 PNUM 而 Flag 未标明拆分包'));
		}
		return whole;
	}
	if (pnum == null || pno == null) {
		errors.push(error('PNUM', 'missing', 'Flag 标明拆分包，而缺少 PNUM 或 PNO'));
		return whole;
	}
	if (!(pno >= 1 && pno <= pnum)) {
		errors.push(error('PNO', 'format', '包号 PNO 应为 1 至总包数 PNUM 的整数'));
	}
	return { pnum, pno };
}

function cpOf(bytes: Buffer, errors: FieldError[]): Item[] {
	const text = textOf(bytes);
	if (text === null) {
		errors.push(error('CP', 'encoding', '数据区不是 UTF-8 文本，可能是未解密的密文'));
		return [];
	}
	const { items, wrong } = readItems(text);
	for (const piece of wrong) {
		errors.push(error('CP', 'format', `数据区中的“${piece.slice(0, 40)}”不是“名称=值”`));
	}
	return items;
}

function error(field: string, code: string, message: string): FieldError {
	return { field, code, message };
}

function viewOf(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
