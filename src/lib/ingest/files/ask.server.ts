/** The web server's side of it: asks the doors' process, in the name of a person. */
import type { Readable } from 'node:stream';
import { HttpError } from '../../server/http.server';
import { exchange, type Pass } from '../forward.server';
import type { Preview } from './preview';

/** A file as it comes from the browser, handed on as fast as it is taken. */
export async function handOver(
	pass: Pass,
	name: string,
	body: Readable,
	signal: AbortSignal
): Promise<{ id: string }> {
	const path = `/files?${new URLSearchParams({ name })}`;
	return askJson(pass, 'POST', path, { body, signal });
}

export async function previewOf(
	pass: Pass,
	id: string,
	{ sheet, ignore }: { sheet: string | null; ignore: boolean }
): Promise<Preview> {
	const query = new URLSearchParams({
		...(sheet !== null && { sheet }),
		...(ignore && { ignore: '1' })
	});
	return askJson(pass, 'GET', `/files/${encodeURIComponent(id)}?${query}`);
}

export const importFile = (
	pass: Pass,
	id: string,
	rows: 'all' | 'good'
): Promise<{ job: string; rows: number }> =>
	askJson(pass, 'POST', `/files/${encodeURIComponent(id)}/import?rows=${rows}`);

export const discardFile = (pass: Pass, id: string): Promise<object> =>
	askJson(pass, 'DELETE', `/files/${encodeURIComponent(id)}`);

export const templateOf = (pass: Pass): Promise<Buffer> => ask(pass, 'GET', '/template');

export const refusedRows = (pass: Pass, job: string, part: number): Promise<Buffer> =>
	ask(pass, 'GET', `/refused/${encodeURIComponent(job)}?part=${part}`);

interface Sent {
	body?: Readable;
	signal?: AbortSignal;
}

async function askJson<T>(pass: Pass, method: string, path: string, sent: Sent = {}): Promise<T> {
	return JSON.parse((await ask(pass, method, path, sent)).toString('utf8')) as T;
}

/** @throws HttpError: what the doors say, or 503 where they are not there. */
async function ask(pass: Pass, method: string, path: string, sent: Sent = {}): Promise<Buffer> {
	const { status, body } = await exchange(pass, { method, path, ...sent });
	if (status === 200) return body;
	const { code, message } = JSON.parse(body.toString('utf8')) as { code: string; message: string };
	throw new HttpError(status, code, message);
}
