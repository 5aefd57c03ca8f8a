/**
 * The live hub: topics over Socket.IO. The latest value wins: the first change goes out at once, then at most ten
 * patches a second per topic; walls first, then desks, then the public.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import type { Actor } from '../domain/access/actor';
import type { Ending } from '../domain/access/endings.server';
import { Channel } from './channel.server';
import { clean, isClean, soil, type Dirt } from './dirt';
import { Backlog } from './backlog.server';
import { Ended } from './ended.server';
import { sameOrigin } from './entrance.server';
import {
	BEAT_MS,
	PATCH_MS,
	Unwatch,
	Watch,
	type ClientToServer,
	type ServerToClient,
	type Snapshot,
	type Watched
} from './protocol';
import { Strangers } from './strangers.server';
import type { View } from './topics';
import type { Known, Live, Options } from './visitor.server';

interface Open {
	channel: Channel;
	view: View;
	dirt: Dirt;
	sentAt: number;
	timer: ReturnType<typeof setTimeout> | null;
	/** When it was last watched, ms. */
	usedAt: number;
}

/** A page asks once or twice a beat; whoever asks more often than this is no page. */
const ASKS = 30;
/** A topic that nobody watches is given up after so long. */
const IDLE_MS = 60_000;

export class Hub {
	#io = new Server<ClientToServer, ServerToClient, Record<string, never>, Known>({
		serveClient: false
	});
	#engine = new Engine({
		transports: ['websocket'],
		maxHttpBufferSize: 10_000,
		perMessageDeflate: false
	});
	#open = new Map<string, Open>();
	#backlog = new Backlog();
	#strangers: Strangers;
	#beats: ReturnType<typeof setInterval>;
	#cutSince: Date | null = null;
	#ended = new Ended();
	#asks = new Map<Live, number>();

	constructor(private readonly options: Options) {
		this.#strangers = new Strangers(options.publicLimit);
		this.#io.bind(this.#engine);
		this.#io.use((socket, next) => {
			socket.data.askedAt = performance.now();
			options.authenticate(socket.request, socket.handshake.auth).then(
				(actor) => {
					const stranger = actor.kind === 'public';
					if (stranger && !this.#strangers.admit(socket)) return next(new Error('too_many'));
					socket.data.actor = actor;
					next();
				},
				() => next(new Error('unavailable'))
			);
		});
		this.#io.on('connection', (socket) => this.#serve(socket));
		this.#beats = setInterval(() => this.#beat(), BEAT_MS);
	}

	/** What a page shows first, before its socket joins. Null where there is no such topic. */
	snapshot(topic: string): Snapshot | null {
		const open = this.#channel(topic);
		return open && open.channel.snapshot();
	}

	/** Something may have changed: cells of the fold, the lists, or everything (a minute has passed). */
	changed(dirt: Dirt): void {
		let wait = 0;
		for (const open of this.#byPriority()) {
			soil(open.dirt, dirt);
			// Nobody is told before a wall that has to wait.
			wait = Math.max(wait, open.sentAt + PATCH_MS - performance.now());
			if (wait <= 0) this.#flush(open);
			else open.timer ??= setTimeout(() => this.#flush(open), wait);
		}
	}

	/** Something was found out that is no news: it goes with the next patch, or the next beat. */
	noted(dirt: Dirt): void {
		for (const { dirt: own } of this.#open.values()) soil(own, dirt);
	}

	/** Who is connected, once for each socket. */
	connected(): Actor[] {
		return [...this.#io.sockets.sockets.values()].map(({ data }) => data.actor);
	}

	/** A session, an account's rights or a key has ended: so has every socket that it opened. */
	end(ending: Ending): void {
		this.#ended.add(ending);
		for (const socket of this.#io.sockets.sockets.values()) {
			if (this.#ended.holds(socket.data)) socket.disconnect(true);
		}
	}

	/** The database is out of reach since then, or there again (null). Told at once, not at the next beat. */
	setCut(since: Date | null): void {
		this.#cutSince = since;
		this.#beat();
	}

	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		if (!request.url?.startsWith('/socket.io/') || !sameOrigin(request)) {
			socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
			return;
		}
		this.#engine.handleUpgrade(request as never, socket, head);
	}

	async close(): Promise<void> {
		clearInterval(this.#beats);
		for (const { timer } of this.#open.values()) if (timer) clearTimeout(timer);
		this.#open.clear();
		await this.#io.close();
		this.#engine.close();
	}

	#channel(topic: string): Open | null {
		let open = this.#open.get(topic);
		if (!open) {
			const view = this.options.composer.viewOf(topic);
			if (!view) return null;
			const channel = new Channel(topic, this.options.asOf());
			open = { channel, view, dirt: clean(), sentAt: 0, timer: null, usedAt: 0 };
			this.#open.set(topic, open);
			channel.take(
				this.options.composer.compose(view, { cells: 'all', lists: true }, this.options.t()),
				this.options.asOf()
			);
		}
		open.usedAt = performance.now();
		return open;
	}

	#byPriority(): Open[] {
		return [...this.#open.values()].sort((a, b) => a.view.priority - b.view.priority);
	}

	#flush(open: Open): void {
		if (open.timer) clearTimeout(open.timer);
		open.timer = null;
		const { dirt, channel, view } = open;
		open.dirt = clean();
		const patch = channel.take(
			this.options.composer.compose(view, dirt, this.options.t()),
			this.options.asOf()
		);
		if (!patch) return;
		open.sentAt = performance.now();
		this.#backlog.setAside(this.#io, channel.topic);
		// Encoded once for the whole room.
		this.#io.to(channel.topic).emit('patch', patch);
	}

	#beat(): void {
		this.#asks.clear();
		this.#backlog.letBack();
		for (const open of this.#byPriority()) {
			if (!open.timer && !isClean(open.dirt)) this.#flush(open);
			const { channel, usedAt, view, timer } = open;
			const { topic } = channel;
			const watched = this.#io.sockets.adapter.rooms.has(topic);
			if (!watched && view.priority === 1 && performance.now() - usedAt > IDLE_MS) {
				if (timer) clearTimeout(timer);
				this.#open.delete(topic);
				continue;
			}
			this.#io.to(topic).emit('beat', channel.beat(this.options.now(), this.#cutSince));
		}
	}

	#serve(socket: Live): void {
		if (this.#ended.holds(socket.data)) return void socket.disconnect(true);
		socket.on('watch', (input, ack) => {
			if (typeof ack === 'function') ack(this.#watch(socket, input));
		});
		socket.on('unwatch', (input) => {
			const parsed = Unwatch.safeParse(input);
			if (parsed.success) void socket.leave(parsed.data.topic);
		});
		socket.on('disconnect', () => this.#backlog.drop(socket));
	}

	#watch(socket: Live, input: unknown): Watched {
		const asks = (this.#asks.get(socket) ?? 0) + 1;
		this.#asks.set(socket, asks);
		if (asks > ASKS) socket.disconnect(true);
		const parsed = Watch.safeParse(input);
		if (!parsed.success) return { refused: 'invalid' };
		const { topic, since } = parsed.data;
		const refused = this.options.refusal(socket.data.actor, topic);
		if (refused) return { refused };
		const open = this.#channel(topic);
		if (!open) return { refused: 'not_found' };
		void socket.join(topic);
		const patches = since && open.channel.since(since);
		return patches ? { patches } : { snapshot: open.channel.snapshot() };
	}
}

let current: Hub | null = null;

/** The hub of this process, for whoever owns the HTTP server. */
export const setHub = (hub: Hub | null): void => void (current = hub);

export function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
	if (current) current.upgrade(request, socket, head);
	else socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
}

export async function close(): Promise<void> {
	await current?.close();
	current = null;
}
