/** Refusals of sign-in, counted in memory: better-auth itself locks nobody out. The clock is passed in. */

const WINDOW_MS = 15 * 60_000;
/** Beyond this many names and addresses the oldest are forgotten. */
const KEPT = 10_000;

export class Attempts {
	#failures = new Map<string, { count: number; until: number }>();
	#allowed: number;

	constructor(allowed: number) {
		this.#allowed = allowed;
	}

	/** Milliseconds to wait before this key may try again; 0: may try now. */
	wait(key: string, now: number): number {
		const failures = this.#failures.get(key);
		if (!failures || failures.count < this.#allowed) return 0;
		return Math.max(0, failures.until - now);
	}

	failed(key: string, now: number): void {
		const before = this.#failures.get(key);
		const count = before && before.until > now ? before.count + 1 : 1;
		this.#failures.delete(key);
		this.#failures.set(key, { count, until: now + WINDOW_MS });
		const [oldest] = this.#failures.keys();
		if (this.#failures.size > KEPT && oldest !== undefined) this.#failures.delete(oldest);
	}

	succeeded(key: string): void {
		this.#failures.delete(key);
	}
}
