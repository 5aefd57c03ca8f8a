/** Which rate stands lowest, and which is furthest below its target. */

interface Figure {
	value: number | null;
	target: number | null;
	parts?: Record<string, number>;
}

/** The worst first; with equal rates the one with more overdue; those with nothing due last. The order is stable. */
export function fromTheBottom<T extends { tile: Figure }>(rows: T[]): T[] {
	const overdue = ({ tile }: T) => tile.parts?.['overdue'] ?? 0;
	return rows.toSorted(
		(a, b) => (a.tile.value ?? 2) - (b.tile.value ?? 2) || overdue(b) - overdue(a)
	);
}

/** The furthest below its target first. */
export function byShortfall<T extends { tile: Figure }>(rows: T[]): T[] {
	const short = ({ tile }: T) =>
		tile.value === null || tile.target === null ? -Infinity : tile.target - tile.value;
	return rows.toSorted((a, b) => compare(short(b), short(a)));
}

/** −∞ minus −∞ is not a number. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
