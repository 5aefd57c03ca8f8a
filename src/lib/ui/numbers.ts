/** How a figure is written. */

const grouped = new Intl.NumberFormat('zh-CN');

export const count = (n: number) => grouped.format(n);

/** As many decimals as it takes to tell apart what lies below a target from it, and no more than these. */
const MOST_DECIMALS = 4;

/**
 * A fraction of 1 as per cent, without its sign: one decimal, and 100 or 0 only when it is exactly that. What lies below
 * `target` never looks like it: 0.9496 beside 0.95 is 94.96, not 95.0.
 */
export function percent(fraction: number, target: number | null = null): string {
	let decimals = 1;
	if (target !== null && fraction < target) {
		const alike = () => written(fraction, decimals) === written(target, decimals);
		while (decimals < MOST_DECIMALS && alike()) decimals += 1;
	}
	return written(fraction, decimals);
}

function written(fraction: number, decimals: number): string {
	if (fraction === 0 || fraction === 1) return String(fraction * 100);
	const least = 10 ** -decimals;
	return Math.min(100 - least, Math.max(least, fraction * 100)).toFixed(decimals);
}

/** `null` is "—": there was nothing to divide by. */
export function figure(value: number | null, unit: string, target: number | null = null): string {
	if (value === null) return '—';
	return unit === '%' ? percent(value, target) : count(value);
}

/** The size of a change: percentage points for a rate, pieces for a count. */
export function change(value: number, unit: string): string {
	return unit === '%' ? Math.abs(value * 100).toFixed(1) : count(Math.abs(value));
}
