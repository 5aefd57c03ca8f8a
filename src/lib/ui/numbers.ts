/** How a figure is written. */

const grouped = new Intl.NumberFormat('zh-CN');

export const count = (n: number) => grouped.format(n);

/** A fraction of 1 as per cent, without its sign: one decimal, and 100 or 0 only when it is exactly that. */
export function percent(fraction: number): string {
	if (fraction === 0 || fraction === 1) return String(fraction * 100);
	return Math.min(99.9, Math.max(0.1, fraction * 100)).toFixed(1);
}

/** `null` is "—": there was nothing to divide by. */
export function figure(value: number | null, unit: string): string {
	if (value === null) return '—';
	return unit === '%' ? percent(value) : count(value);
}

/** The size of a change: percentage points for a rate, pieces for a count. */
export function change(value: number, unit: string): string {
	return unit === '%' ? Math.abs(value * 100).toFixed(1) : count(Math.abs(value));
}
