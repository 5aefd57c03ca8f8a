/** Refusals of sign-in, counted in memory: better-auth itself locks nobody out. The clock is passed in. */

const ALLOWED = 5;
const WINDOW_MS = 15 * 60_000;
/** Beyond this many names and addresses the oldest are forgotten. */
const KEPT = 10_000;

export class Attempts {
	#failures = new Map<string, { count: number; until: number }>();

	/** Milliseconds to wait before any of these keys may try again; 0: may try now. */
	wait(keys: string[], now: number): number {
		return Math.max(0, ...keys.map((key) => this.#waitOf(key, now)));
	}

	failed(keys: string[], now: number): void {
		for (const key of keys) {
			const before = this.#failures.get(key);
			const count = before && before.until > now ? before.count + 1 : 1;
			this.#failures.delete(key);
			this.#failures.set(key, { count, until: now + WINDOW_MS });
		}
		for (const key of this.#failures.keys()) {
			if (this.#failures.size <= KEPT) break;
			this.#failures.delete(key);
		}
	}

	succeeded(keys: string[]): void {
		for (const key of keys) this.#failures.delete(key);
	}

	#waitOf(key: string, now: number): number {
		const failures = this.#failures.get(key);
		if (!failures || failures.count < ALLOWED) return 0;
		return Math.max(0, failures.until - now);
	}
}
