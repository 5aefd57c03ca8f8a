/** A request's body into rows. JSON arrays and NDJSON; whatever cannot be read is told line by line. */
import { HttpError } from '../server/http.server';
import { readRows as read } from './read/body.server';
import { LIMITS, tooLarge } from './read/bytes.server';
import type { RawRow } from './read/row';

export type { RawRow } from './read/row';

/** A body at most, bytes. */
export const BODY_LIMIT = 64 * 1024 * 1024;

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
	if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) throw tooLarge(BODY_LIMIT);
	const rows: RawRow[] = [];
	const chunks = (request.body ?? new Blob().stream()) as unknown as AsyncIterable<Uint8Array>;
	for await (const row of read(chunks, {
		type: type === 'application/json' ? 'json' : 'ndjson',
		gzip: false,
		columns: [],
		limits: { ...LIMITS, bytes: BODY_LIMIT }
	})) {
		rows.push(row);
	}
	return rows;
}
