/** Wakes the tails: our own at once, the others by one NOTIFY outside the transaction, at most every 20 ms. */
import type postgres from 'postgres';

export const CHANNEL = 'ledger_wake';
const NOTIFY_MS = 20;

export class Wake {
	/** The last entry that this process has committed. */
	last = 0;
	#listeners = new Set<() => void>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(private readonly sql: postgres.Sql) {}

	/** Returns the function that stops listening. */
	onCommit(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	committed(seq: number): void {
		this.last = Math.max(this.last, seq);
		for (const listener of this.#listeners) listener();
		// Inside the transaction it would take a cluster-wide lock and halve the commits.
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			// A lost notice costs at most a second: every tail also looks by itself.
			this.sql.notify(CHANNEL, '').catch(() => {});
		}, NOTIFY_MS);
	}

	close(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#listeners.clear();
	}
}
