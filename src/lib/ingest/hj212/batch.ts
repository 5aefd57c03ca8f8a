/** What many bring is written together; each is told what became of it. */
import { setTimeout as delay } from 'node:timers/promises';

/** `dropped`: the database was away for too long. `failed`: it cannot be written, by itself either. */
export type Outcome = 'written' | 'dropped' | 'failed';

interface Options<Item> {
	write(items: Item[]): Promise<unknown>;
	/** Is it worth while to try again later? */
	isAway(error: unknown): boolean;
	/** Told of an item that cannot be written. */
	failed(item: Item, error: unknown): void;
	/** How long it gathers, ms. */
	gather: number;
	/** Weight that is written at once. An item heavier than that goes alone. */
	most: number;
	/** How long an item may wait, ms. */
	keep: number;
}

interface Waiting<Item> {
	item: Item;
	weight: number;
	since: number;
	tell(outcome: Outcome): void;
}

const RETRY_MS = 250;

export class Batch<Item> {
	#queue: Waiting<Item>[] = [];
	#weight = 0;
	#running: Promise<void> | null = null;
	#filled = () => {};
	#emptied: (() => void)[] = [];
	#closing = false;

	constructor(private readonly options: Options<Item>) {}

	/** Of all that is not yet told. */
	get weight(): number {
		return this.#weight;
	}

	add(item: Item, weight = 1): Promise<Outcome> {
		return new Promise((tell) => {
			this.#queue.push({ item, weight, since: performance.now(), tell });
			this.#weight += weight;
			if (this.#weight >= this.options.most) this.#filled();
			this.#running ??= this.#run();
		});
	}

	/** Waits until less than this waits. */
	async below(weight: number): Promise<void> {
		while (this.#weight >= weight) {
			await new Promise<void>((resolve) => this.#emptied.push(resolve));
		}
	}

	/** Writes what waits, and drops it where that cannot be done at once. */
	async close(): Promise<void> {
		this.#closing = true;
		this.#filled();
		await this.#running;
	}

	async #run(): Promise<void> {
		while (this.#queue.length > 0) {
			await this.#gather();
			await this.#write(this.#take());
		}
		this.#running = null;
	}

	async #gather(): Promise<void> {
		const left = this.#queue[0]!.since + this.options.gather - performance.now();
		if (this.#closing || left <= 0 || this.#weight >= this.options.most) return;
		const stop = new AbortController();
		this.#filled = () => stop.abort();
		await delay(left, undefined, { signal: stop.signal }).catch(() => {});
		this.#filled = () => {};
	}

	#take(): Waiting<Item>[] {
		let weight = 0;
		const end = this.#queue.findIndex((waiting, i) => {
			weight += waiting.weight;
			return i > 0 && weight > this.options.most;
		});
		return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
	}

	async #write(items: Waiting<Item>[]): Promise<void> {
		while (items.length > 0) {
			try {
				await this.options.write(items.map(({ item }) => item));
				return this.#tell(items, 'written');
			} catch (error) {
				if (this.options.isAway(error)) {
					if (!this.#closing) await delay(RETRY_MS);
					items = this.#stillKept(items);
					this.#queue = this.#stillKept(this.#queue);
				} else if (items.length === 1) {
					this.options.failed(items[0]!.item, error);
					return this.#tell(items, 'failed');
				} else {
					// One of them is at fault, and the others shall not suffer for it.
					for (const item of items) await this.#write([item]);
					return;
				}
			}
		}
	}

	#stillKept(items: Waiting<Item>[]): Waiting<Item>[] {
		const oldest = this.#closing ? Infinity : performance.now() - this.options.keep;
		this.#tell(
			items.filter(({ since }) => since < oldest),
			'dropped'
		);
		return items.filter(({ since }) => since >= oldest);
	}

	#tell(items: Waiting<Item>[], outcome: Outcome): void {
		for (const { weight, tell } of items) {
			this.#weight -= weight;
			tell(outcome);
		}
		for (const resolve of this.#emptied.splice(0)) resolve();
	}
}
