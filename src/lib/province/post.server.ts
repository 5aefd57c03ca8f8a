/** One call to the other end. Whatever goes wrong is an outcome, not an error: the batch stands in the table. */
import type { z } from 'zod';
import { Counts, Receipt, type Envelope } from './message';
import { isRefusal, refusalText } from './rules';

export interface Upload {
	/** Address of the other end: batches go to `<url>/batches`, counts come from `<url>/counts`. */
	url: string;
	token: string;
}

/** `why` is for the page; `code`, a status or the name of an error, for the terminal. */
export type Answer<T> = { told: T } | { is: 'failed' | 'refused'; why: string; code: string };

const failure = (why: string, code: string) => ({ is: 'failed' as const, why, code });

/** Of what the other end says so much is kept. */
const SAID = 300;

export async function postBatch(
	upload: Upload,
	envelope: Envelope,
	signal: AbortSignal
): Promise<Answer<Receipt>> {
	const body = JSON.stringify(envelope);
	const answer = await call(upload, 'batches', { method: 'POST', body }, Receipt, signal);
	if (!('told' in answer)) return answer;
	const { told } = answer;
	const same =
		told.cd_batch === envelope.cd_batch &&
		told.upTo === envelope.upTo &&
		told.hash === envelope.hash &&
		told.rows === envelope.rows.length;
	return same ? answer : failure(`回执与批次 ${envelope.cd_batch} 不符`, 'another receipt');
}

export const askCounts = (
	upload: Upload,
	region: string,
	signal: AbortSignal
): Promise<Answer<Counts>> =>
	call(upload, `counts?region=${region}`, { method: 'GET' }, Counts, signal);

async function call<T>(
	{ url, token }: Upload,
	path: string,
	init: RequestInit,
	schema: z.ZodType<T>,
	signal: AbortSignal
): Promise<Answer<T>> {
	try {
		const response = await fetch(`${url.replace(/\/$/, '')}/${path}`, {
			...init,
			signal,
			// The token and what is sealed here go to this address and to no other.
			redirect: 'manual',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
		});
		const said = await response.text();
		const code = String(response.status);
		if (isRefusal(response.status)) {
			return { is: 'refused', why: refusalText(response.status, messageOf(said)), code };
		}
		if (!response.ok) return failure(`对方答复 ${code}：${messageOf(said)}`, code);
		const parsed = schema.safeParse(asJson(said));
		if (parsed.success) return { told: parsed.data };
		return failure('对方的答复不是约定的格式', 'no receipt');
	} catch (error) {
		const reason = reasonOf(error);
		return failure(`连接失败：${reason}`, reason);
	}
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function messageOf(said: string): string {
	const message = (asJson(said) as { message?: unknown } | null)?.message;
	return (typeof message === 'string' ? message : said).slice(0, SAID);
}

/** fetch hides the reason behind `fetch failed`. */
function reasonOf(error: unknown): string {
	const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
	return (cause?.code ?? cause?.message ?? message).slice(0, SAID);
}
