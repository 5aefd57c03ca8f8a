/** One call to the other end. Whatever goes wrong is an outcome, not an error: the batch stands in the table. */
import type { z } from 'zod';
import { Counts, Receipt, type Envelope } from './message';
import { isRefusal, refusalText } from './rules';

export interface Upload {
	/** Address of the other end: batches go to `<url>/batches`, counts come from `<url>/counts`. */
	url: string;
	token: string;
}

export type Answer<T> = { told: T } | { failed: string } | { refused: string };

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
	return same ? answer : { failed: `回执与批次 ${envelope.cd_batch} 不符` };
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
		if (isRefusal(response.status)) {
			return { refused: refusalText(response.status, messageOf(said)) };
		}
		if (!response.ok) return { failed: `对方答复 ${response.status}：${messageOf(said)}` };
		const parsed = schema.safeParse(asJson(said));
		return parsed.success ? { told: parsed.data } : { failed: '对方的答复不是约定的格式' };
	} catch (error) {
		return { failed: `连接失败：${reasonOf(error)}` };
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
