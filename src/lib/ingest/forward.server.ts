/** Hands a request over to the doors' process, as it comes and no faster than it is taken. */
import { request as send } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { buffer } from 'node:stream/consumers';
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
	const headers: Record<string, string> = {};
	for (const name of KEPT) {
		const value = request.headers.get(name);
		if (value !== null) headers[name] = value;
	}
	const source = request.body
		? Readable.fromWeb(request.body as ReadableStream)
		: Readable.from([]);
	const answer = await exchange(pass, {
		...{ method: 'POST', path: '/', headers, body: source, signal: request.signal }
	});
	const body = JSON.parse(answer.body.toString('utf8')) as
		Answer | { code: string; message: string };
	if (answer.status === 200) return body as Answer;
	const { code, message } = body as { code: string; message: string };
	const after = answer.headers['retry-after'];
	throw new HttpError(answer.status, code, message, after ? { 'retry-after': String(after) } : {});
}

const closed = (message = '报送入口正在重新启动，请稍后重发；已答复收到的记录不会丢失') =>
	new HttpError(503, 'unavailable', message, { 'retry-after': '2' });

export interface Outgoing {
	method: string;
	path: string;
	headers?: Record<string, string>;
	body?: Readable;
	signal?: AbortSignal;
}

export interface Incoming {
	status: number;
	body: Buffer;
	headers: Record<string, unknown>;
}

/** @throws HttpError 503 where the doors are not there. */
export async function exchange(
	pass: Pass,
	{ method, path, headers, body = Readable.from([]), signal }: Outgoing
): Promise<Incoming> {
	const socketPath = process.env.DOORS_SOCKET;
	if (!socketPath) throw closed('报送入口没有启动，请以 npm start 启动本系统');
	const outgoing = send({
		...{ socketPath, method, path, signal },
		headers: { ...headers, [PERMISSION]: encodeURIComponent(JSON.stringify(pass)) }
	});
	const answered = new Promise<Incoming>((done, fail) => {
		outgoing.once('error', () => fail(closed()));
		outgoing.once('response', (response) => {
			buffer(response).then(
				(said) => done({ status: response.statusCode!, body: said, headers: response.headers }),
				() => fail(closed())
			);
		});
	});
	// They may answer before all of it has gone: then the answer counts, and the rest is not wanted.
	pipeline(body, outgoing).catch(() => {});
	return answered;
}
