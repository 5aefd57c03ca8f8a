/** Tiles from the fold: `(state, t) → tiles`. Pure. */
import { cellId, emptySum, merge, sumDays, sumMinutes, type FoldState, type Sum } from './fold';
import type { Band, Bands, Measure, Metric, Tile } from './metric';
import { dayOf, type Period } from './period';

const TREND_DAYS = 14;

export interface Moment {
	seq: number;
	/** Whole seconds. */
	t: Date;
}

/** What a measure counts in a scope and a period, at t. */
export function measure(
	state: FoldState,
	{ mark, when }: Measure,
	scope: string,
	period: Period,
	t: Date
): Sum {
	const cell = state.cells.get(cellId(mark, scope));
	if (!cell) return emptySum();
	const today = dayOf(t);
	const start = dayOf(period.start);
	const end = dayOf(period.end);
	switch (when) {
		case 'now':
			return { ...cell.now };
		case 'period':
			return sumDays(cell, start, end);
		case 'overdue':
			return merge(sumDays(cell, -Infinity, today), sumMinutes(cell, t));
		case 'due':
			if (today >= end) return sumDays(cell, start, end);
			if (today < start) return emptySum();
			return merge(sumDays(cell, start, today), sumMinutes(cell, t));
	}
}

/** What falls due in the period after t. */
function notYetDue(
	state: FoldState,
	{ mark }: Measure,
	scope: string,
	period: Period,
	t: Date
): number {
	const cell = state.cells.get(cellId(mark, scope));
	const today = dayOf(t);
	const start = dayOf(period.start);
	const end = dayOf(period.end);
	if (today >= end) return 0;
	if (today < start) return sumDays(cell, start, end).n;
	return sumMinutes(cell, t, true).n + sumDays(cell, today + 1, end).n;
}

export function tileOf(
	state: FoldState,
	metric: Metric,
	scope: string,
	period: Period,
	moment: Moment,
	bands: Bands | undefined
): Tile {
	const { t } = moment;
	const numerator = measure(state, metric.numerator, scope, period, t).n;
	const denominator = metric.denominator && measure(state, metric.denominator, scope, period, t).n;
	const value = rate(numerator, denominator);
	const parts =
		metric.parts &&
		Object.fromEntries(
			Object.entries(metric.parts).map(([part, m]) => [part, measure(state, m, scope, period, t).n])
		);
	return {
		metric: metric.id,
		scope,
		period: period.id,
		value,
		numerator,
		denominator,
		unit: metric.unit,
		band: bandOf(value, parts, bands),
		trend: trendOf(state, metric, scope, t),
		asOf: { seq: moment.seq, at: t.toISOString() },
		source: { lastAt: lastTouched(state, metric, scope) },
		target: bands?.target ?? null,
		delta: deltaOf(state, metric, scope, period, t, value),
		excluded:
			metric.denominator?.when === 'due'
				? notYetDue(state, metric.denominator, scope, period, t)
				: null,
		...(parts && { parts })
	};
}

/** A count is itself; a rate without a denominator is nothing. */
const rate = (numerator: number, denominator: number | null): number | null =>
	denominator === null ? numerator : denominator === 0 ? null : numerator / denominator;

function bandOf(
	value: number | null,
	parts: Record<string, number> | undefined,
	bands: Bands | undefined
): Band | null {
	if (!bands || value === null) return null;
	// What is open is not well, even where it is not red.
	if (bands.redPart) {
		return (parts?.[bands.redPart] ?? 0) > 0 ? 'red' : value === 0 ? 'green' : null;
	}
	if (bands.green === null || bands.yellow === null) return null;
	return value >= bands.green ? 'green' : value >= bands.yellow ? 'yellow' : 'red';
}

/** Daily values of the last whole days before that of t. */
function trendOf(state: FoldState, metric: Metric, scope: string, t: Date): Tile['trend'] {
	if (!metric.periodic) return null;
	const today = dayOf(t);
	const numerators = state.cells.get(cellId(metric.numerator.mark, scope));
	const denominators =
		metric.denominator && state.cells.get(cellId(metric.denominator.mark, scope));
	return Array.from({ length: TREND_DAYS }, (_, i) => {
		const day = today - TREND_DAYS + i;
		const n = numerators?.days.get(day)?.n ?? 0;
		return rate(n, metric.denominator && (denominators?.days.get(day)?.n ?? 0));
	});
}

/**
 * Null where the period before began earlier than the records do: half a period is no measure.
 * A rate against the whole period before. A count has grown only as far as the period has: it is compared over
 * whole days, up to yesterday, with as many days of the period before.
 */
function deltaOf(
	state: FoldState,
	metric: Metric,
	scope: string,
	period: Period,
	t: Date,
	value: number | null
): Tile['delta'] {
	if (!metric.periodic) return null;
	const start = dayOf(period.start);
	const before = dayOf(period.previous.start);
	const beforeEnd = dayOf(period.previous.end);
	if (before < firstDay(state, metric.denominator ?? metric.numerator)) return null;
	const sum = (m: Measure, from: number, to: number) =>
		sumDays(state.cells.get(cellId(m.mark, scope)), from, to).n;
	if (metric.denominator) {
		const previous = rate(
			sum(metric.numerator, before, beforeEnd),
			sum(metric.denominator, before, beforeEnd)
		);
		if (previous === null || value === null) return null;
		return { value: value - previous, against: period.previousName };
	}
	const over = dayOf(t) >= dayOf(period.end);
	const days = over ? Infinity : dayOf(t) - start;
	if (days <= 0) return null;
	const now = sum(metric.numerator, start, Math.min(start + days, dayOf(period.end)));
	const then = sum(metric.numerator, before, Math.min(before + days, beforeEnd));
	return { value: now - then, against: over ? period.previousName : `${period.previousName}同期` };
}

/** The first day on which this mark counts anything in the district. */
function firstDay(state: FoldState, { mark }: Measure): number {
	let first = Infinity;
	for (const day of state.cells.get(cellId(mark, 'district'))?.days.keys() ?? []) {
		if (day < first) first = day;
	}
	return first;
}

/** When an entry last touched this figure or a part of it (ISO); null: never. */
export function lastTouched(state: FoldState, metric: Metric, scope: string): string | null {
	const last = Math.max(
		...measuresOf(metric).map((m) => state.cells.get(cellId(m.mark, scope))?.lastAt ?? 0)
	);
	return last > 0 ? new Date(last).toISOString() : null;
}

/** Everything that a metric counts: the numerator first, then the denominator, then the parts. */
export const measuresOf = ({ numerator, denominator, parts }: Metric): Measure[] => [
	numerator,
	...(denominator ? [denominator] : []),
	...Object.values(parts ?? {})
];

/** Every mark that some metric reads. */
export const marksOf = (metrics: readonly Metric[]): Set<string> =>
	new Set(metrics.flatMap(measuresOf).map(({ mark }) => mark));
