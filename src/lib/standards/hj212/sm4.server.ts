/**
 * Encryption of the data area, HJ 212-2025 §6.4: SM4 in ECB mode, 128-bit key, over the bytes between
 * `CP=&&` and `&&`, which travel as they are (the annex prints them as hex). The CRC is taken before.
 */
import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto';
import { Unavailable } from '../../ledger/errors';
import { textOf } from './cp';
import { headOf, splitSegment, withCp } from './segment';

/**
 * What is done where the length is no multiple of 16. `none` is Nopadding as annex A.2 has it: the
 * bytes past the last whole block stay in the clear. The others are for loggers that differ: `zero`
 * and `space` fill up the last block, `pkcs7` always adds 1–16 bytes.
 */
export type Padding = 'none' | 'zero' | 'space' | 'pkcs7';

export interface Sm4 {
	/** 16 bytes. */
	key: Uint8Array;
	padding: Padding;
}

const BLOCK = 16;
const CIPHER = 'sm4-ecb';

/** Whether this build of OpenSSL has SM4; some leave it out. */
export function hasSm4(): boolean {
	return getCiphers().includes(CIPHER);
}

/** Commands whose data area is encrypted: 2000–2999, 1014 and 3020 (§6.4.4). */
export function isSealedCommand(cn: string): boolean {
	return /^2\d{3}$/.test(cn) || cn === '1014' || cn === '3020';
}

/**
 * @throws Unavailable where OpenSSL lacks SM4
 * @throws RangeError for a key that is not 16 bytes
 */
export function encrypt(plain: Uint8Array, { key, padding }: Sm4): Buffer {
	const padded = padding === 'none' ? Buffer.from(plain) : pad(plain, padding);
	const whole = padded.length - (padded.length % BLOCK);
	return Buffer.concat([
		blocks(createCipheriv, key, padded.subarray(0, whole)),
		padded.subarray(whole)
	]);
}

/**
 * `zero` and `space` take away all zeros or blanks at the end, also what was there before.
 * @throws Unavailable where OpenSSL lacks SM4
 * @throws RangeError for a key that is not 16 bytes; for a length or a padding that cannot be, which
 *   with `pkcs7` is the usual sign of a wrong key
 */
export function decrypt(sealed: Uint8Array, { key, padding }: Sm4): Buffer {
	const whole = sealed.length - (sealed.length % BLOCK);
	const plain = Buffer.concat([
		blocks(createDecipheriv, key, sealed.subarray(0, whole)),
		sealed.subarray(whole)
	]);
	if (padding === 'none') return plain;
	if (whole !== sealed.length) throw new RangeError('密文长度应为 16 字节的整数倍');
	return unpad(plain, padding);
}

/** The segment with its data area encrypted; the frame's CRC is taken over the clear one. */
export function seal(segment: Uint8Array, sm4: Sm4): Buffer {
	return withCp(segment, encrypt(splitSegment(segment)?.cp ?? Buffer.alloc(0), sm4));
}

/**
 * For FrameDecoder's `open`: opens the segments of those loggers whose key is known. A segment that
 * is not to be encrypted, is legible as it is or does not open is given back as it came; the CRC judges it.
 * @param sm4Of the key of an MN, null where there is none
 * @throws Unavailable at once where OpenSSL lacks SM4
 */
export function opener(sm4Of: (mn: string) => Sm4 | null): (segment: Buffer) => Buffer | null {
	if (!hasSm4()) throw lacking();
	return (segment) => {
		const split = splitSegment(segment);
		if (!split || split.cp.length < BLOCK || textOf(split.cp) !== null) return segment;
		const { values } = headOf(split.head);
		if (Number(values.get('Flag')) >> 2 !== 2) return segment;
		if (!isSealedCommand(values.get('CN') ?? '')) return segment;
		const sm4 = sm4Of(values.get('MN') ?? '');
		if (!sm4) return null;
		try {
			return withCp(segment, decrypt(split.cp, sm4));
		} catch (error) {
			if (error instanceof RangeError) return segment;
			throw error;
		}
	};
}

function blocks(
	create: typeof createCipheriv | typeof createDecipheriv,
	key: Uint8Array,
	bytes: Uint8Array
): Buffer {
	if (key.length !== BLOCK) throw new RangeError(`SM4 密钥应为 16 字节，现为 ${key.length} 字节`);
	if (!hasSm4()) throw lacking();
	const cipher = create(CIPHER, key, null).setAutoPadding(false);
	return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function pad(plain: Uint8Array, padding: Exclude<Padding, 'none'>): Buffer {
	const missing = BLOCK - (plain.length % BLOCK);
	if (padding === 'pkcs7') return Buffer.concat([plain, Buffer.alloc(missing, missing)]);
	const fill = padding === 'zero' ? 0 : 0x20;
	return Buffer.concat([plain, Buffer.alloc(missing % BLOCK, fill)]);
}

function unpad(plain: Buffer, padding: Exclude<Padding, 'none'>): Buffer {
	let end = plain.length;
	if (padding === 'pkcs7') {
		const added = plain.at(-1) ?? 0;
		const right = added >= 1 && added <= BLOCK && plain.subarray(-added).every((b) => b === added);
		if (!right) throw new RangeError('填充不符合 PKCS#7，密钥可能不对');
		return plain.subarray(0, end - added);
	}
	const fill = padding === 'zero' ? 0 : 0x20;
	while (end > 0 && plain[end - 1] === fill) end--;
	return plain.subarray(0, end);
}

function lacking(): Unavailable {
	return new Unavailable(
		'本机的 OpenSSL 不含 SM4（sm4-ecb），无法收发 HJ 212-2025 加密数据；请换用含 SM4 的 Node.js'
	);
}
