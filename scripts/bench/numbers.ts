/** Sorted: of each list, in place of its mean, what half of it lies under. */
export function quantile(values: ArrayLike<number>, q: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);
