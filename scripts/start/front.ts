/** The HTTP server in front of the pages: it has the port from the first second and gives it back last. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from './fail';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** How long requests under way may take to end before they are cut. */
const DRAIN_MS = 5000;

/** Names of our own: what adapter-node reads must not be what a client can send. */
const PROTOCOL = 'x-cockpit-protocol';
const ADDRESS = 'x-cockpit-address';

export class Front {
	readonly server: Server;
	#handler: Handler = starting;
	#underWay = new Set<ServerResponse>();

	constructor(trustProxy: boolean) {
		this.server = createServer((request, response) => {
			this.#underWay.add(response);
			response.once('close', () => this.#underWay.delete(response));
			describe(request, trustProxy);
			secure(request, response);
			this.#handler(request, response);
		});
		// Before the hub's own listener, which compares the origin with the host.
		this.server.on('upgrade', (request) => describe(request, trustProxy));
		// Readings come in one long request after another: a source keeps its connection.
		this.server.keepAliveTimeout = 65_000;
	}

	/** @throws Problem where the port is taken. */
	async listen(port: number, host: string | undefined): Promise<number> {
		for (const deadline = Date.now() + 3000; ; await delay(200)) {
			const error = await this.#tryListen(port, host);
			if (!error) break;
			// The run before may be on its way out.
			if (error.code === 'EADDRINUSE' && Date.now() < deadline) continue;
			throw new Problem(sentenceOf(error, port, host));
		}
		const address = this.server.address();
		return typeof address === 'object' && address ? address.port : port;
	}

	open(handler: Handler): void {
		this.#handler = handler;
	}

	/** Takes no new requests and lets those under way end. */
	async drain(): Promise<void> {
		this.#handler = stopping;
		this.server.close();
		for (const deadline = Date.now() + DRAIN_MS; Date.now() < deadline; await delay(20)) {
			if (this.#underWay.size === 0) return;
		}
	}

	close(): void {
		this.server.closeAllConnections();
	}

	async #tryListen(port: number, host: string | undefined): Promise<NodeJS.ErrnoException | null> {
		this.server.listen(port, host);
		return once(this.server, 'listening').then(
			() => null,
			(error: NodeJS.ErrnoException) => error
		);
	}
}

/** adapter-node takes https for granted unless a header tells; form posts would be refused over plain http. */
export function describeTo(environment: NodeJS.ProcessEnv): void {
	environment.PROTOCOL_HEADER = PROTOCOL;
	environment.ADDRESS_HEADER = ADDRESS;
	// Forms and the doors have limits of their own, the doors 1 GiB, and say so; no body is held in memory but a form's.
	environment.BODY_SIZE_LIMIT ||= '1100M';
}

/** For every answer, files too. What scripts and styles a page may use it says itself (svelte.config.js). */
function secure({ headers }: IncomingMessage, response: ServerResponse): void {
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('x-frame-options', 'DENY');
	response.setHeader('referrer-policy', 'same-origin');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('cross-origin-resource-policy', 'same-origin');
	response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
	if (headers[PROTOCOL] === 'https') {
		response.setHeader('strict-transport-security', 'max-age=31536000');
	}
}

function describe({ headers, socket }: IncomingMessage, trustProxy: boolean): void {
	const said = (name: string) => (trustProxy ? lastOf(headers[name]) : undefined);
	headers[PROTOCOL] = said('x-forwarded-proto') === 'https' ? 'https' : 'http';
	headers.host = said('x-forwarded-host') ?? headers.host;
	headers[ADDRESS] = said('x-forwarded-for') ?? socket.remoteAddress ?? '';
}

/** What the nearest proxy wrote: it appends, and what stands before it came from the client. */
function lastOf(header: string | string[] | undefined): string | undefined {
	return (
		String(header ?? '')
			.split(',')
			.at(-1)
			?.trim() || undefined
	);
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
	refuse(response, '系统正在启动，请稍候。');
}

function stopping(_request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('connection', 'close');
	refuse(response, '系统正在停止，请稍后重试。');
}

function refuse(response: ServerResponse, message: string): void {
	response.writeHead(503, {
		'content-type': 'application/json; charset=utf-8',
		'retry-after': '2'
	});
	response.end(JSON.stringify({ code: 'unavailable', message }));
}

function sentenceOf({ code, message }: NodeJS.ErrnoException, port: number, host = ''): string {
	if (code === 'EADDRINUSE') {
		return `Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1}.`;
	}
	if (code === 'EACCES') return `Port ${port} needs more rights: choose one above 1023 with PORT.`;
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
		return `This machine has no address ${host}: correct HOST, or leave it out.`;
	}
	return `Port ${port} cannot be opened: ${message}`;
}

/** The addresses under which a page of this server can be opened. */
export function addressesOf(port: number, host: string | undefined): string[] {
	if (host && host !== '0.0.0.0' && host !== '::') return [`http://${host}:${port}`];
	const others = Object.values(networkInterfaces())
		.flatMap((list) => list ?? [])
		.filter((address) => address.family === 'IPv4' && !address.internal)
		.map((address) => `http://${address.address}:${port}`);
	return [`http://localhost:${port}`, ...others];
}
