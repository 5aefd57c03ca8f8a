import { expect, it } from 'vitest';
import { BODY_LIMIT, readRows } from './body.server';

const request = (body: BodyInit, headers: Record<string, string>) =>
	new Request('http://localhost/', { method: 'POST', body, headers });

it('reads the rows of a request by its type', async () => {
	const json = { 'content-type': 'application/json; charset=utf-8' };
	const lines = { 'content-type': 'application/x-ndjson' };
	const row = { row: { id: 'a' }, raw: '', errors: null };
	expect(await readRows(request('[{"id":"a"}]', json))).toEqual([row]);
	expect(await readRows(request('{"id":"a"}\n', lines))).toEqual([row]);
	expect(await readRows(request('', lines))).toEqual([]);
});

it('refuses another type, and a body that says it is too large', async () => {
	await expect(readRows(request('a', { 'content-type': 'text/plain' }))).rejects.toMatchObject({
		status: 415,
		code: 'unsupported_type'
	});
	const stated = {
		'content-type': 'application/json',
		'content-length': String(BODY_LIMIT + 1)
	};
	await expect(readRows(request('[]', stated))).rejects.toMatchObject({
		status: 413,
		code: 'too_large',
		message: '请求体不得超过 64 MB，请分批报送'
	});
});
