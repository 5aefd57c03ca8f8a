import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Client, Refused } from './client';

const ANSWER = { accepted: 1, duplicates: 0, corrected: 0, rejected: [], seq: 1 };
type Reply = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A server that gives the replies in turn, and the last one ever after. */
async function serve(...replies: Reply[]) {
	const bodies: string[] = [];
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		bodies.push(body);
		(replies.length > 1 ? replies.shift()! : replies[0]!)(request, response);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	closing.push(() => server.close().closeAllConnections());
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

const take: Reply = (_, response) => void response.end(JSON.stringify(ANSWER));
const fail =
	(status: number): Reply =>
	(_, response) =>
		void response.writeHead(status, { 'retry-after': '0' }).end('{}');
const cut: Reply = (request) => void request.socket.destroy();

it('sends the same rows again until they are taken', async () => {
	const { url, bodies } = await serve(fail(503), cut, fail(429), take);
	const lines: string[] = [];
	const client = new Client(url, 'key', new AbortController().signal, (line) => lines.push(line));
	expect(await client.post('inspections', [{ id: 'a' }])).toEqual(ANSWER);
	expect(bodies).toEqual(Array(4).fill('[{"id":"a"}]'));
	expect(lines).toHaveLength(2);
}, 20_000);

it('does not insist where it is refused', async () => {
	const { url, bodies } = await serve(fail(403));
	const client = new Client(url, 'key', new AbortController().signal);
	await expect(client.post('inspections', [])).rejects.toThrow(Refused);
	expect(bodies).toHaveLength(1);
});

it('stops waiting when it is told to stop', async () => {
	const { url } = await serve(fail(503));
	const stopping = new AbortController();
	const client = new Client(url, 'key', stopping.signal, () => stopping.abort());
	await expect(client.post('inspections', [])).rejects.toThrow();
});
