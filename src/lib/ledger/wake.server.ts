/** Wakes the tails: our own at once, the others by NOTIFY outside the transaction, at most every 20 ms. */
import type postgres from 'postgres';

export const CHANNEL = 'ledger_wake';
const NOTIFY_MS = 20;

export class Wake {
	/** The last entry that this process has committed, or was told of. */
	last = 0;
	#listeners = new Set<() => void>();
	#due = false;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(private readonly sql: postgres.Sql) {}

	/** Returns the function that stops listening. */
	onCommit(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Another process has committed this entry. */
	heard(seq: number): void {
		this.last = Math.max(this.last, seq);
		for (const listener of this.#listeners) listener();
	}

	committed(seq: number): void {
		this.heard(seq);
		this.#due = true;
		if (!this.#timer) this.#notify();
	}

	/** The first at once, then at most one in a while. Inside the transaction it would halve the commits. */
	#notify(): void {
		this.#timer = null;
		if (!this.#due) return;
		this.#due = false;
		// A lost notice costs at most a second: every tail also looks by itself.
		this.sql.notify(CHANNEL, '').catch(() => {});
		this.#timer = setTimeout(() => this.#notify(), NOTIFY_MS);
	}

	close(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#listeners.clear();
	}
}
