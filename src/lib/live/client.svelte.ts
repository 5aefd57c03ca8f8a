/** A page's live copy of one topic. First paint comes from `load()`; the socket only keeps it true. */
import { createContext } from 'svelte';
import { io, type Socket } from 'socket.io-client';
import { Beat, Patch, Watched } from './protocol';
import type { ClientToServer, Item, ServerToClient, Snapshot, TileItem } from './protocol';
import { reduce, serverTime, statusOf, viewOf, type Happening, type View } from './view';

/** How long a `watch` may take before it counts as lost. */
const ANSWER_MS = 5000;
/** Least wait before dialling a server that refused or ended a connection. */
const REDIAL_MS = 1000;

export const [getLive, setLive] = createContext<Live>();

export class Live {
	#view: View;
	#mono: number;
	#socket: Socket<ServerToClient, ClientToServer> | null = null;
	#asked = 0;
	#asking = false;
	/** Connections made so far: a page may ask, after the second, whether it is itself out of date. */
	joins = $state(0);

	constructor(snapshot: Snapshot) {
		const mono = monotonic();
		this.#mono = $state(mono);
		this.#view = $state.raw(viewOf(snapshot, mono));
	}

	/** Server time in milliseconds, by whole seconds: what hangs on it changes once a second. */
	readonly now = $derived.by(() => Math.floor(serverTime(this.#view, this.#mono) / 1000) * 1000);
	readonly status = $derived.by(() => statusOf(this.#view, this.#mono));
	/** Whole seconds since the server was last heard. */
	readonly silence = $derived.by(() => Math.floor((this.#mono - this.#view.heard) / 1000));
	readonly asOf = $derived.by(() => this.#view.asOf);

	tile(metric: string, scope: string, period: string): TileItem | undefined {
		const item = this.#view.items.get(`${metric}|${scope}|${period}`);
		return item?.type === 'tile' ? item : undefined;
	}

	all<T extends Item['type']>(type: T): Extract<Item, { type: T }>[] {
		const items: Extract<Item, { type: T }>[] = [];
		for (const item of this.#view.items.values()) {
			if (item.type === type) items.push(item as Extract<Item, { type: T }>);
		}
		return items;
	}

	/** How many there are of a list that is sent only in part. */
	total(list: string): number | undefined {
		const item = this.#view.items.get(`total|${list}`);
		return item?.type === 'total' ? item.value : undefined;
	}

	/** Connects and follows; returns what ends it. */
	join(): () => void {
		const socket: Socket<ServerToClient, ClientToServer> = io({
			transports: ['websocket'],
			reconnectionDelay: 250,
			reconnectionDelayMax: 2000
		});
		this.#socket = socket;
		let redial: ReturnType<typeof setTimeout>;
		// Where the server itself refused or ended it, Socket.IO does not come back by itself.
		const comeBack = () => {
			clearTimeout(redial);
			if (socket.active) return;
			redial = setTimeout(() => socket.connect(), REDIAL_MS * (1 + Math.random()));
		};
		socket.on('connect', () => {
			this.#asking = false;
			this.joins += 1;
			this.#happen({ type: 'joined' });
		});
		socket.on('connect_error', comeBack);
		socket.on('disconnect', () => {
			this.#happen({ type: 'lost' });
			comeBack();
		});
		// What cannot be read leaves a gap, and the next beat asks for what was missed.
		socket.on('patch', (message) => {
			const patch = Patch.safeParse(message).data;
			if (patch?.topic === this.#view.topic) this.#happen({ type: 'patched', patch });
		});
		socket.on('beat', (message) => {
			const beat = Beat.safeParse(message).data;
			if (beat?.topic === this.#view.topic) this.#happen({ type: 'beat', beat });
		});

		let timer: ReturnType<typeof setTimeout>;
		const tick = () => {
			this.#happen({ type: 'ticked' });
			const into = serverTime(this.#view, this.#mono) % 1000;
			timer = setTimeout(tick, 1000 - into + 1);
		};
		// Timers of a hidden page are throttled: look at once when it is seen again.
		const seen = () => {
			clearTimeout(timer);
			tick();
		};
		document.addEventListener('visibilitychange', seen);
		tick();
		return () => {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', seen);
			socket.off();
			clearTimeout(redial);
			socket.disconnect();
			this.#socket = null;
		};
	}

	#happen(happening: Happening) {
		const mono = monotonic();
		const [view, effect] = reduce(this.#view, happening, mono);
		this.#view = view;
		this.#mono = mono;
		if (effect === 'ask') void this.#ask();
		if (effect === 'redial') this.#socket?.disconnect().connect();
	}

	async #ask() {
		if (this.#asking || !this.#socket) return;
		this.#asking = true;
		const asked = ++this.#asked;
		const { topic, cursor } = this.#view;
		const answer = await this.#socket
			.timeout(ANSWER_MS)
			.emitWithAck('watch', { topic, since: cursor })
			.then((message) => Watched.parse(message))
			.catch(() => null);
		if (asked !== this.#asked) return;
		this.#asking = false;
		this.#happen(answer ? { type: 'answered', answer } : { type: 'unanswered' });
	}
}

/** On the server a page is painted once: its clock stands at the snapshot's. */
function monotonic(): number {
	return typeof window === 'undefined' ? 0 : performance.now();
}
