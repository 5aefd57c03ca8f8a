/** One topic: what its viewers hold, at which version, and how one version becomes the next. */
import { randomUUID } from 'node:crypto';
import type { Beat, Cursor, Item, Patch, Snapshot } from './protocol';

/** Patches kept for viewers that come back; older ones get a snapshot. */
const KEPT = 64;

export interface Composition {
	/** Figures that may have changed. */
	tiles: Item[];
	/** Everything that is not a tile; null where none of it can have changed. */
	lists: Item[] | null;
}

export class Channel {
	readonly epoch = randomUUID();
	version = 0;
	#items = new Map<string, Item>();
	#texts = new Map<string, string>();
	#patches: Patch[] = [];

	/**
	 * @param asOf until when everything here is known to hold
	 */
	constructor(
		readonly topic: string,
		public asOf: Snapshot['asOf']
	) {}

	/** Takes a composition in; the patch that it makes, or null where nothing differs. */
	take(composition: Composition, asOf: Snapshot['asOf']): Patch | null {
		this.asOf = asOf;
		const put: Item[] = [];
		const del: string[] = [];
		for (const item of [...composition.tiles, ...(composition.lists ?? [])]) {
			const text = textOf(item);
			if (this.#texts.get(item.id) === text) continue;
			this.#texts.set(item.id, text);
			this.#items.set(item.id, item);
			put.push(item);
		}
		if (composition.lists) {
			const kept = new Set(composition.lists.map(({ id }) => id));
			for (const [id, item] of this.#items) {
				if (item.type !== 'tile' && !kept.has(id)) del.push(id);
			}
		}
		if (put.length === 0 && del.length === 0) return null;
		for (const id of del) {
			this.#items.delete(id);
			this.#texts.delete(id);
		}
		const patch: Patch = {
			topic: this.topic,
			from: this.version,
			to: ++this.version,
			asOf,
			put,
			del
		};
		this.#patches.push(patch);
		if (this.#patches.length > KEPT) this.#patches.shift();
		return patch;
	}

	get(id: string): Item | undefined {
		return this.#items.get(id);
	}

	tiles(): Item[] {
		return [...this.#items.values()].filter(({ type }) => type === 'tile');
	}

	/** A sign of life: what viewers must hold by now. */
	beat(now: Date, cutSince: Date | null): Beat {
		return {
			topic: this.topic,
			at: now.toISOString(),
			version: this.version,
			seq: this.asOf.seq,
			feed: cutSince ? 'cut' : 'live',
			since: cutSince?.toISOString() ?? null
		};
	}

	snapshot(): Snapshot {
		const cursor = { epoch: this.epoch, version: this.version };
		return { topic: this.topic, cursor, asOf: this.asOf, items: [...this.#items.values()] };
	}

	/** The patches after this cursor; null where they are not ours, no longer kept, or more than the whole. */
	since({ epoch, version }: Cursor): Patch[] | null {
		const missed = this.version - version;
		if (epoch !== this.epoch || missed < 0 || missed > this.#patches.length) return null;
		const patches = this.#patches.slice(this.#patches.length - missed);
		const weight = patches.reduce((sum, { put, del }) => sum + put.length + del.length, 0);
		return weight <= this.#items.size ? patches : null;
	}
}

/** When a tile was last counted is no news; what it counts is. */
const textOf = (item: Item): string =>
	JSON.stringify(item.type === 'tile' ? { ...item, asOf: null } : item);
