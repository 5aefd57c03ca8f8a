/** What comes over the line as plain bytes: unpacked, counted, and stopped where it grows beyond its limits. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HttpError } from '../../server/http.server';

export interface Limits {
	/** Bytes of a whole body, unpacked. */
	bytes: number;
	/** How many times as large a packed body may become. */
	ratio: number;
	/** Characters of one record. */
	record: number;
	/** Characters up to which a JSON array is all or nothing. */
	whole: number;
}

const MB = 1024 * 1024;
export const LIMITS: Limits = { bytes: 1024 * MB, ratio: 200, record: MB, whole: 4 * MB };

/** Below, any ratio is harmless. */
const HARMLESS = 4 * MB;

/** @throws HttpError 413, 422. */
export async function* plainBytes(
	chunks: AsyncIterable<Uint8Array>,
	gzip: boolean,
	limits: Limits
): AsyncGenerator<Uint8Array> {
	const taken = { bytes: 0 };
	let size = 0;
	for await (const chunk of gzip ? unpacked(counted(chunks, taken)) : chunks) {
		size += chunk.length;
		if (size > limits.bytes) throw tooLarge(limits.bytes);
		if (gzip && size > HARMLESS && size > taken.bytes * limits.ratio) {
			const message = `解压后超过原大小的 ${limits.ratio} 倍，请不压缩直接报送`;
			throw new HttpError(413, 'too_large', message);
		}
		yield chunk;
	}
}

export const tooLarge = (bytes: number): HttpError => {
	const size = bytes >= MB ? `${Math.floor(bytes / MB)} MB` : `${bytes} 字节`;
	return new HttpError(413, 'too_large', `请求体不得超过 ${size}，请分批报送`);
};

async function* counted(
	chunks: AsyncIterable<Uint8Array>,
	taken: { bytes: number }
): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) {
		taken.bytes += chunk.length;
		yield chunk;
	}
}

/** Pulled by whoever reads: no more is unpacked than is asked for. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const gunzip = createGunzip();
	// Each error reaches the loop below: those of the source destroy the unpacking stream.
	pipeline(Readable.from(chunks, { objectMode: false }), gunzip, () => {});
	try {
		for await (const chunk of gunzip) yield chunk as Uint8Array;
	} catch (error) {
		if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
		throw new HttpError(422, 'invalid_gzip', '请求体不是完整的 gzip 数据，请重新压缩后报送');
	}
}
