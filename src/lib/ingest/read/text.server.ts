/** Bytes as text. UTF-8, unless another encoding is named or, in a table, found. */
import { HttpError } from '../../server/http.server';

/** So many bytes from the first that is not ASCII on decide on the encoding. */
const SAMPLE = 64 * 1024;

/** GBK and GB 2312 are parts of GB 18030. */
const CHINESE = /^(gbk|gb_?2312|gb18030|cp936|x-gbk|chinese)$/i;

/** @param charset as Content-Type names it. @throws HttpError 422. */
export function textOf(
	bytes: AsyncIterable<Uint8Array>,
	charset: string | undefined,
	guess: boolean
): AsyncGenerator<string> {
	if (charset === undefined && guess) return guessed(bytes);
	return decoded(bytes, decoderOf(charset ?? 'utf-8'));
}

interface Decoder {
	decoder: TextDecoder;
	/** What to say where the bytes are something else. */
	message: string;
}

function decoderOf(charset: string): Decoder {
	try {
		const name = CHINESE.test(charset) ? 'gb18030' : charset;
		const decoder = new TextDecoder(name, { fatal: true });
		return { decoder, message: `请求体应为 ${decoder.encoding.toUpperCase()} 编码` };
	} catch {
		const message = `不认识字符编码 ${charset.slice(0, 20)}，请用 UTF-8 或 GB18030`;
		throw new HttpError(422, 'invalid_encoding', message);
	}
}

async function* decoded(
	bytes: AsyncIterable<Uint8Array>,
	decoder: Decoder
): AsyncGenerator<string> {
	for await (const chunk of bytes) yield decode(decoder, chunk, true);
	yield decode(decoder, new Uint8Array(), false);
}

function decode({ decoder, message }: Decoder, chunk: Uint8Array, stream: boolean): string {
	try {
		return decoder.decode(chunk, { stream });
	} catch {
		throw new HttpError(422, 'invalid_encoding', message);
	}
}

async function* guessed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	let decoder: Decoder | null = null;
	let held: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of bytes) {
		if (decoder) {
			yield decode(decoder, chunk, true);
			continue;
		}
		// ASCII reads the same in all that may be found.
		const at = size > 0 ? 0 : chunk.findIndex((byte) => byte > 0x7f);
		if (at !== 0) yield ascii(at === -1 ? chunk : chunk.subarray(0, at));
		if (at === -1) continue;
		held.push(chunk.subarray(at));
		size += chunk.length - at;
		if (size < SAMPLE) continue;
		const whole: Uint8Array = Buffer.concat(held);
		decoder = find(whole.subarray(0, SAMPLE), true);
		held = [];
		yield decode(decoder, whole, true);
	}
	if (!decoder && size > 0) {
		const whole = Buffer.concat(held);
		decoder = find(whole, false);
		yield decode(decoder, whole, true);
	}
	if (decoder) yield decode(decoder, new Uint8Array(), false);
}

const ascii = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

const UNKNOWN = '内容既不是 UTF-8 也不是 GB18030（GBK）编码，请另存为 UTF-8 后重新提交';

/** @param cut the sample may end within a character. */
function find(sample: Uint8Array, cut: boolean): Decoder {
	const marks: [string, number, number][] = [
		['utf-16le', 0xff, 0xfe],
		['utf-16be', 0xfe, 0xff]
	];
	const marked = marks.find(([, first, second]) => sample[0] === first && sample[1] === second);
	for (const name of marked ? [marked[0]] : ['utf-8', 'gb18030']) {
		try {
			new TextDecoder(name, { fatal: true }).decode(sample, { stream: cut });
			return { decoder: new TextDecoder(name, { fatal: true }), message: UNKNOWN };
		} catch {
			continue;
		}
	}
	throw new HttpError(422, 'invalid_encoding', UNKNOWN);
}
