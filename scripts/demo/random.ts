/** Draws that depend on nothing but what they are drawn for: the same seed and name give the same sequence. */

export type Part = string | number;

/** FNV-1a over the parts, mixed at the end: neighbouring names start far apart. */
export function hash(...parts: Part[]): number {
	let h = 0x811c9dc5;
	for (const part of parts) {
		const text = String(part);
		for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
		h = Math.imul(h ^ 0x1f, 0x01000193);
	}
	return mix(h);
}

/** One value in [0, 1) for a place in a lattice; stateless, so any window of a series can be made. */
export function noise(seed: number, place: number): number {
	return mix(seed ^ Math.imul(place + 1, 0x9e3779b1)) / 2 ** 32;
}

function mix(value: number): number {
	let h = value;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** mulberry32 */
export class Random {
	#state: number;

	constructor(...parts: Part[]) {
		this.#state = hash(...parts);
	}

	/** [0, 1) */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	/** Both ends included. */
	integer(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.next() * list.length)]!;
	}

	/** Earlier entries are drawn more often: a few are busy, most are not. */
	pickSkewed<T>(list: readonly T[]): T {
		return list[Math.floor(this.next() ** 2 * list.length)]!;
	}

	weighted<K extends string>(weights: Record<K, number>): K {
		const entries = Object.entries(weights) as [K, number][];
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
		return entries.at(-1)![0];
	}

	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}

	exponential(mean: number): number {
		return -mean * Math.log(1 - this.next());
	}

	poisson(mean: number): number {
		if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
		const limit = Math.exp(-mean);
		let count = 0;
		for (let product = this.next(); product > limit; product *= this.next()) count++;
		return count;
	}
}
