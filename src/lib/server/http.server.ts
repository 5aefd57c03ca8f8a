/** Errors to HTTP, in one place. */
import { Conflict, Forbidden, Invalid, NotFound, Unavailable } from '../ledger/errors';

/** An error that is HTTP's own: too large, a type we do not take. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly headers: Record<string, string> = {}
	) {
		super(message);
	}
}

export interface Problem {
	status: number;
	code: string;
	message: string;
	headers: Record<string, string>;
}

/** What postgres.js and PostgreSQL say when the server is not there, or going. */
const AWAY = /^(ECONN|CONNECT|CONNECTION_|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|08|53)/;

export const isAway = (error: unknown): boolean =>
	AWAY.test(String((error as { code?: unknown } | null)?.code ?? '')) ||
	(error instanceof Error && error.cause !== undefined && isAway(error.cause));

/** NUL and broken characters, which PostgreSQL refuses. */
const isUnstorable = (error: unknown): boolean =>
	/^(22021|22P05)$/.test(String((error as { code?: unknown } | null)?.code ?? '')) ||
	(error instanceof Error && error.cause !== undefined && isUnstorable(error.cause));

export function problemOf(error: unknown): Problem {
	const problem = (status: number, code: string, message: string, headers = {}) => ({
		status,
		code,
		message,
		headers
	});
	if (error instanceof HttpError)
		return problem(error.status, error.code, error.message, error.headers);
	if (error instanceof Invalid) return problem(422, error.code, error.message);
	if (error instanceof Forbidden) return problem(403, error.code, error.message);
	if (error instanceof NotFound) return problem(404, error.code, error.message);
	if (error instanceof Conflict) return problem(409, error.code, error.message);
	if (isUnstorable(error))
		return problem(422, 'unstorable', '含有不能保存的字符，请检查后重新提交');
	if (error instanceof Unavailable || isAway(error)) {
		return problem(503, 'unavailable', '数据库暂时不可用，请稍后重发；已答复收到的记录不会丢失', {
			'retry-after': '2'
		});
	}
	console.error(error);
	return problem(500, 'internal', '服务器内部错误，已记录');
}

/** Answers with what `work` returns, or with `{ code, message }`. */
export async function answer(work: () => Promise<unknown>): Promise<Response> {
	try {
		const result = await work();
		return result instanceof Response ? result : json(result);
	} catch (error) {
		const { status, code, message, headers } = problemOf(error);
		return json({ code, message }, { status, headers });
	}
}

export const json = (body: unknown, init: ResponseInit = {}): Response =>
	new Response(JSON.stringify(body), {
		...init,
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'cache-control': 'no-store',
			...init.headers
		}
	});
