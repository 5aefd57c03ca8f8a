/**
 * The receiver's door: `POST /batches` and `GET /counts`. For trials, `PUT /faults` tells it to fail and
 * `DELETE /batches` to begin anew.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Envelope } from '../../src/lib/province/message';
import { Refusal, type Store } from './store';

/** What befalls the next batch, or each until other faults are told. */
const Fault = z.strictObject({
	/** Answers this, and takes nothing. */
	status: z.int().min(400).max(599).optional(),
	/** Takes it, and hangs up without a word. */
	hangUp: z.literal(true).optional(),
	/** Milliseconds before it answers. */
	delay: z.int().min(0).optional(),
	/** For this batch alone unless it lasts. */
	lasts: z.literal(true).optional()
});
type Fault = z.infer<typeof Fault>;

export function serveBatches(store: Store, token: string): Server {
	const faults: Fault[] = [];
	return createServer((request, response) => {
		answer(store, token, faults, request, response).catch((error: unknown) => {
			if (!(error instanceof Refusal)) console.error(error);
			const status = error instanceof Refusal ? error.status : 500;
			reply(response, status, { message: (error as Error).message });
			request.resume();
		});
	});
}

async function answer(
	store: Store,
	token: string,
	faults: Fault[],
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
		throw new Refusal(401, '令牌不符');
	}
	const { pathname, searchParams } = new URL(request.url!, 'http://receiver');
	switch (`${request.method} ${pathname}`) {
		case 'PUT /faults':
			faults.splice(0, faults.length, ...parse(z.array(Fault), await json(request)));
			return reply(response, 200, {});
		case 'DELETE /batches':
			store.clear();
			faults.length = 0;
			return reply(response, 200, {});
		case 'GET /counts':
			return reply(response, 200, store.counts(searchParams.get('region') ?? ''));
		case 'POST /batches':
			return take(store, faults, await json(request), response);
		default:
			throw new Refusal(404, '没有此地址');
	}
}

async function take(
	store: Store,
	faults: Fault[],
	body: unknown,
	response: ServerResponse
): Promise<void> {
	const fault = faults[0]?.lasts ? faults[0] : faults.shift();
	if (fault?.status) throw new Refusal(fault.status, '按指令拒绝');
	const receipt = store.take(parse(Envelope, body));
	if (fault?.delay) await delay(fault.delay);
	if (fault?.hangUp) return void response.destroy();
	reply(response, 200, receipt);
}

/** @throws Refusal naming the first field that is wrong */
function parse<T>(schema: z.ZodType<T>, body: unknown): T {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const { path, message } = parsed.error.issues[0]!;
	throw new Refusal(422, `${path.join('.')}：${message}`);
}

function reply(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify(body));
}

function isSame(given: string, expected: string): boolean {
	const digest = (text: string) => hash('sha256', text, 'buffer');
	return timingSafeEqual(digest(given), digest(expected));
}
