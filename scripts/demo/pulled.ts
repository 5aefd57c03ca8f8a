/** A stream in the order of time, taken in portions. */
export class Pulled<T> {
	readonly #stream: Iterator<T, void>;
	readonly #timeOf: (entry: T) => Date;
	#next: T | undefined;

	constructor(stream: Iterator<T, void>, timeOf: (entry: T) => Date) {
		this.#stream = stream;
		this.#timeOf = timeOf;
		this.#pull();
	}

	/** At most `limit` entries, none later than `end`. */
	*until(end: Date, limit = Infinity): Generator<T, void> {
		for (let n = 0; n < limit && this.#next !== undefined; n++) {
			if (this.#timeOf(this.#next) > end) return;
			const entry = this.#next;
			this.#pull();
			yield entry;
		}
	}

	#pull(): void {
		const { value, done } = this.#stream.next();
		this.#next = done ? undefined : (value as T);
	}
}
