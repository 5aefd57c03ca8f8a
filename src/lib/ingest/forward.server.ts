/** Hands a request over to the doors' process, as it comes and no faster than it is taken. */
import { request as send } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { text } from 'node:stream/consumers';
import { HttpError } from '../server/http.server';
import type { Answer } from './door.server';
import type { Permission } from './validate.server';

/** Who may send what: the web server has asked already. */
export interface Pass {
	permission: Permission;
	/** `source:<name>`, `user:<id>`. */
	actor: string;
	dataset: string;
}

export const PERMISSION = 'x-cockpit-pass';

const KEPT = ['content-type', 'content-encoding', 'content-length'];

/** @throws HttpError: what the doors say, or 503 where they are not there. */
export async function forward(pass: Pass, request: Request): Promise<Answer> {
	const socket = process.env.DOORS_SOCKET;
	if (!socket) throw closed('报送入口没有启动，请以 npm start 启动本系统');
	const headers: Record<string, string> = {
		[PERMISSION]: encodeURIComponent(JSON.stringify(pass))
	};
	for (const name of KEPT) {
		const value = request.headers.get(name);
		if (value !== null) headers[name] = value;
	}
	const { status, body, headers: told } = await exchange(socket, headers, request);
	if (status === 200) return body as Answer;
	const { code, message } = body as { code: string; message: string };
	const after = told['retry-after'];
	throw new HttpError(status, code, message, after ? { 'retry-after': String(after) } : {});
}

const closed = (message = '报送入口正在重新启动，请稍后重发；已答复收到的记录不会丢失') =>
	new HttpError(503, 'unavailable', message, { 'retry-after': '2' });

async function exchange(
	socketPath: string,
	headers: Record<string, string>,
	{ body, signal }: Request
): Promise<{ status: number; body: unknown; headers: Record<string, unknown> }> {
	const outgoing = send({ socketPath, method: 'POST', path: '/', headers, signal });
	const answered = new Promise<{ status: number; body: unknown; headers: Record<string, unknown> }>(
		(done, fail) => {
			outgoing.once('error', () => fail(closed()));
			outgoing.once('response', (response) => {
				text(response).then(
					(said) =>
						done({
							status: response.statusCode!,
							body: JSON.parse(said) as unknown,
							headers: response.headers
						}),
					() => fail(closed())
				);
			});
		}
	);
	const source = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
	// They may answer before all of it has gone: then the answer counts, and the rest is not wanted.
	pipeline(source, outgoing).catch(() => {});
	return answered;
}
