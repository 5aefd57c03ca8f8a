/** A request's body into rows. JSON arrays and NDJSON; whatever cannot be read is told line by line. */
import { HttpError } from '../server/http.server';
import type { FieldError } from '../standards/fields';

/** A body at most, bytes. */
export const BODY_LIMIT = 64 * 1024 * 1024;

export interface RawRow {
	/** Null where the line was not JSON. */
	row: unknown;
	/** What came, for the rejected rows. */
	raw: string;
	errors: FieldError[] | null;
}

/** @throws HttpError 413, 415 or 422. */
export async function readRows(request: Request): Promise<RawRow[]> {
	const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
	if (type !== 'application/json' && type !== 'application/x-ndjson') {
		throw new HttpError(
			415,
			'unsupported_type',
			'Content-Type 应为 application/json（数组）或 application/x-ndjson'
		);
	}
	const text = await readText(request);
	return type === 'application/json' ? fromJson(text) : fromLines(text);
}

async function readText(request: Request): Promise<string> {
	const tooLarge = () =>
		new HttpError(413, 'too_large', `请求体不得超过 ${BODY_LIMIT / 1024 / 1024} MB，请分批报送`);
	if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += (chunk as Uint8Array).length;
		if (size > BODY_LIMIT) throw tooLarge();
		chunks.push(chunk as Uint8Array);
	}
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
	} catch {
		throw new HttpError(422, 'invalid_encoding', '请求体应为 UTF-8 编码');
	}
}

function fromJson(text: string): RawRow[] {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch (error) {
		throw new HttpError(422, 'invalid_json', `请求体不是合法的 JSON：${(error as Error).message}`);
	}
	if (!Array.isArray(body)) throw new HttpError(422, 'not_an_array', '请求体应为 JSON 数组');
	return body.map((row: unknown) => ({ row, raw: '', errors: null }));
}

const fromLines = (text: string): RawRow[] =>
	text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			try {
				return { row: JSON.parse(line) as unknown, raw: '', errors: null };
			} catch {
				// What V8 says of it quotes the line, which is sealed beside this.
				const message = '此行不是合法的 JSON';
				return { row: null, raw: line, errors: [{ field: '', code: 'invalid_json', message }] };
			}
		});
