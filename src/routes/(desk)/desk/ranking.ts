/** Tables of departments and townships: one row a place, one column a metric. Pure. */
import type { Band, Tile } from '$lib/metrics/metric';

export interface Cell {
	value: number | null;
	numerator: number;
	denominator: number | null;
	unit: Tile['unit'];
	band: Band | null;
	target: number | null;
	parts?: Record<string, number>;
}

export interface Place {
	scope: string;
	name: string;
	cells: Record<string, Cell>;
}

export const cellOf = ({
	value,
	numerator,
	denominator,
	unit,
	band,
	target,
	parts
}: Tile): Cell => ({
	value,
	numerator,
	denominator,
	unit,
	band,
	target,
	...(parts && { parts })
});

/** Rates from the lowest, counts from the highest; what has no value comes last, in its own order. */
export function sorted(places: Place[], metric: string): Place[] {
	const valueOf = (place: Place) => place.cells[metric]?.value ?? null;
	const rising = places.some((place) => place.cells[metric]?.unit === '%');
	return [...places].sort((a, b) => {
		const [x, y] = [valueOf(a), valueOf(b)];
		if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
		return rising ? x - y : y - x;
	});
}
