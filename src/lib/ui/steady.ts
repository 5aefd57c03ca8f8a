/** A list that stays the same object until one of its rows is another: what did not change is not laid out again. */
export function steady<T>(same: (a: T, b: T) => boolean = (a, b) => a === b): (next: T[]) => T[] {
	let last: T[] = [];
	return (next) => {
		const unchanged = next.length === last.length && next.every((row, i) => same(row, last[i]!));
		if (!unchanged) last = next;
		return last;
	};
}
