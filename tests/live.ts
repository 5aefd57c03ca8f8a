/** A hub behind a real HTTP server, and viewers that follow it as a page does: by `view.ts`, over a real socket. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket as Connection } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { Beat, Patch, Watched } from '../src/lib/live/protocol';
import type { ClientToServer, Item, ServerToClient, Snapshot } from '../src/lib/live/protocol';
import type { Hub } from '../src/lib/live/hub.server';
import { reduce, statusOf, viewOf, type Happening, type View } from '../src/lib/live/view';

export interface Site {
	url: string;
	server: Server;
	/** The server's ends of the connections that are open. */
	connections: Set<Connection>;
	close(): Promise<void>;
}

export async function serveHub(hub: Hub): Promise<Site> {
	const server = createServer((_, response) => response.writeHead(404).end());
	const connections = new Set<Connection>();
	server.on('upgrade', (request, socket, head) => hub.upgrade(request, socket, head));
	server.on('connection', (connection) => {
		connections.add(connection);
		connection.once('close', () => connections.delete(connection));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		server,
		connections,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				for (const connection of connections) connection.destroy();
			})
	};
}

export interface Credentials {
	token?: string;
	headers?: Record<string, string>;
}

export type Client = Socket<ServerToClient, ClientToServer>;

export function dial(url: string, { token, headers = {} }: Credentials = {}): Client {
	return io(url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		...(token && { auth: { token } }),
		extraHeaders: headers
	});
}

/** @throws what the server gave as the reason. */
export const joined = (client: Client): Promise<Client> =>
	new Promise((done, failed) => {
		client.once('connect', () => done(client));
		client.once('connect_error', failed);
	});

export const watch = async (client: Client, input: unknown): Promise<Watched> =>
	Watched.parse(await client.timeout(5000).emitWithAck('watch', input as never));

const EMPTY = { epoch: '', version: 0 };

export class Viewer {
	readonly patches: (Patch & { mono: number })[] = [];
	readonly beats: Beat[] = [];
	/** What `watch` was answered with, in order. */
	readonly answers: ('snapshot' | 'patches' | 'refused')[] = [];
	/** Patches that are to be lost on the way. */
	lose = 0;
	view: View;

	private constructor(
		readonly client: Client,
		first: Snapshot
	) {
		this.view = viewOf(first, performance.now());
		client.on('patch', (message) => this.#onPatch(Patch.parse(message)));
		client.on('beat', (message) => {
			const beat = Beat.parse(message);
			if (beat.topic !== this.view.topic) return;
			this.beats.push(beat);
			this.#happen({ type: 'beat', beat });
		});
		client.on('disconnect', () => this.#happen({ type: 'lost' }));
	}

	/** Without a first paint, as a page that knows nothing yet; with one, from its cursor on. */
	static async follow(
		url: string,
		topic: string,
		credentials?: Credentials,
		first?: Snapshot
	): Promise<Viewer> {
		const nothing = {
			topic,
			cursor: EMPTY,
			asOf: { seq: 0, at: new Date(0).toISOString() },
			items: []
		};
		const viewer = new Viewer(dial(url, credentials), first ?? nothing);
		await joined(viewer.client);
		await viewer.#happen({ type: 'joined' });
		return viewer;
	}

	get items(): Item[] {
		return sorted([...this.view.items.values()]);
	}

	get status() {
		return statusOf(this.view, performance.now());
	}

	close(): void {
		this.client.disconnect();
	}

	#onPatch(patch: Patch): void {
		if (patch.topic !== this.view.topic) return;
		if (this.lose > 0) return void (this.lose -= 1);
		this.patches.push({ ...patch, mono: performance.now() });
		void this.#happen({ type: 'patched', patch });
	}

	async #happen(happening: Happening): Promise<void> {
		const [view, effect] = reduce(this.view, happening, performance.now());
		this.view = view;
		if (effect !== 'ask') return;
		const { topic, cursor } = view;
		const answer = await watch(this.client, { topic, since: cursor }).catch(() => null);
		if (answer) this.answers.push(Object.keys(answer)[0] as Viewer['answers'][number]);
		await this.#happen(answer ? { type: 'answered', answer } : { type: 'unanswered' });
	}
}

/** In one order, and without when a tile was last counted, which is no news. */
export const sorted = (items: readonly Item[]): Item[] =>
	items
		.map((item) => (item.type === 'tile' ? { ...item, asOf: { seq: 0, at: '' } } : item))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
