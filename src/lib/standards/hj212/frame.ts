/**
 * The frame of HJ 212: `##`, length, data segment, CRC, CR LF. HJ 212-2017 §6.3 and annex A;
 * HJ 212-2025 keeps it.
 */

/** The longest data segment of HJ 212-2017, in bytes; longer ones are sent in parts. */
export const LIMIT = 1024;
/** What four decimal digits can say, in bytes. */
export const LIMIT_MAX = 9999;

/** `##` and four digits. */
export const HEADER_BYTES = 6;
/** CRC and CR LF. */
export const TRAILER_BYTES = 6;

/** What the eight steps of annex A make of a byte. */
const SHIFTED = Uint16Array.from({ length: 256 }, (_, byte) => {
	let register = byte;
	for (let bit = 0; bit < 8; bit++) register = (register >> 1) ^ (register & 1 ? 0xa001 : 0);
	return register;
});

/**
 * CRC of a data segment: 4 upper-case hex digits, the high byte first (annex A). It is not the
 * Modbus CRC: only the high byte survives each step, so it has 256 values; never tell frames apart by it.
 */
export function hj212Crc(segment: Uint8Array): string {
	let register = 0xffff;
	for (const byte of segment) register = SHIFTED[(register >> 8) ^ byte]!;
	return hex(register);
}

/** The Modbus CRC, which some loggers send in its place; 4 upper-case hex digits, the high byte first. */
export function modbusCrc(segment: Uint8Array): string {
	let register = 0xffff;
	for (const byte of segment) register = (register >> 8) ^ SHIFTED[(register ^ byte) & 0xff]!;
	return hex(register);
}

/**
 * The frame around a data segment.
 * @param segment what the CRC is taken over: the data segment in the clear (HJ 212-2025 annex A.2
 *   packs first and encrypts after)
 * @param options `sent`: what travels in its place, if it is encrypted. `limit`: longest `sent`,
 *   1–9999 bytes; 1024 unless given.
 * @throws RangeError when `sent` is longer than the limit
 */
export function encodeFrame(
	segment: Uint8Array,
	{ sent = segment, limit = LIMIT }: { sent?: Uint8Array; limit?: number } = {}
): Buffer {
	if (sent.length > Math.min(limit, LIMIT_MAX)) {
		throw new RangeError(`数据段 ${sent.length} 字节，超过上限 ${limit} 字节，应拆分包传输`);
	}
	const length = String(sent.length).padStart(4, '0');
	return Buffer.concat([
		Buffer.from(`##${length}`, 'latin1'),
		sent,
		Buffer.from(`${hj212Crc(segment)}\r\n`, 'latin1')
	]);
}

function hex(register: number): string {
	return register.toString(16).toUpperCase().padStart(4, '0');
}
