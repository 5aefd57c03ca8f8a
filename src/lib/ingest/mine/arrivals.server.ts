/** What was seen of files at former looks: which are still being written. */
import type { Stats } from 'node:fs';

/** `whole` is to be opened; `stale` too, and it is the last time. */
export type State = 'growing' | 'whole' | 'stale';

interface Seen {
	size: number;
	changed: number;
	/** `performance.now()` when it was first seen like this. */
	since: number;
	/** Opened like this, and it was not whole. */
	opened: boolean;
}

/** Stats at once. */
const TOGETHER = 64;

export class Arrivals {
	#seen = new Map<string, Seen>();
	/** Of the look, so that none is passed over for one behind it that grows old meanwhile. */
	#now = 0;

	constructor(
		private readonly settle: number,
		private readonly giveUp: number
	) {}

	/** @param statOf null where it is gone. */
	async see(names: string[], statOf: (name: string) => Promise<Stats | null>): Promise<void> {
		const seen = new Map<string, Seen>();
		this.#now = performance.now();
		for (let start = 0; start < names.length; start += TOGETHER) {
			const some = names.slice(start, start + TOGETHER);
			const stats = await Promise.all(some.map(statOf));
			stats.forEach((stat, i) => {
				// Folders and links lead elsewhere.
				if (!stat?.isFile()) return;
				const { size, mtimeMs: changed } = stat;
				const before = this.#seen.get(some[i]!);
				const same = before?.size === size && before.changed === changed;
				seen.set(some[i]!, same ? before : { size, changed, since: this.#now, opened: false });
			});
		}
		this.#seen = seen;
	}

	sizeOf(name: string): number {
		return this.#seen.get(name)?.size ?? 0;
	}

	stateOf(name: string): State {
		const seen = this.#seen.get(name);
		if (!seen) return 'growing';
		const age = this.#now - seen.since;
		if (age >= this.giveUp) return 'stale';
		return age >= this.settle && !seen.opened ? 'whole' : 'growing';
	}

	/** It has its size, and not its end: it is opened again once it has grown. */
	wait(name: string): void {
		const seen = this.#seen.get(name);
		if (seen) seen.opened = true;
	}
}
