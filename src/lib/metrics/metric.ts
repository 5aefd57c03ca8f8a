/** A metric is declared by its marks; everything that shows or checks it reads this declaration. */

/**
 * Which facts with the mark count:
 * `period`  time within the period, to its end;
 * `due`     time within the period and not after t (the due cohort);
 * `now`     no time axis: the present state;
 * `overdue` time not after t, whatever the period.
 */
export interface Measure {
	mark: string;
	when: 'period' | 'due' | 'now' | 'overdue';
}

export interface Metric {
	/** `K-05`; see `domain.md` §5. */
	id: string;
	name: string;
	/** Raised when the definition changes: a changed definition is a new mark. */
	version: number;
	unit: '条' | '%' | '件';
	/** Article of the 管理办法 that asks for it. */
	article: string;
	/** In words, for the page that explains it. */
	formula: string;
	numerator: Measure;
	/** Null for a count. */
	denominator: Measure | null;
	/** Each part drills too. `label` is what a reader sees. */
	parts?: Record<string, Measure & { label: string }>;
	/** Does a period change the value? False for present states. */
	periodic: boolean;
}

export type Band = 'green' | 'yellow' | 'red';

/** Editable parameters of a metric, from the table `metric_band`. Rates are fractions of 1. */
export interface Bands {
	metric: string;
	target: number | null;
	/** value ≥ green is green, value ≥ yellow is yellow, else red; null: no band. */
	green: number | null;
	yellow: number | null;
	/** Red while this part is above zero, green otherwise. */
	redPart: string | null;
	source: string;
}

/** What a viewer receives. Counts have `numerator = value` and `denominator: null`. */
export interface Tile {
	metric: string;
	scope: string;
	/** `today`, `month`, `quarter`, `year`, `2026-10`. */
	period: string;
	/** A rate is an unrounded fraction of 1; null where the denominator is zero. */
	value: number | null;
	numerator: number;
	denominator: number | null;
	unit: Metric['unit'];
	band: Band | null;
	/** Daily values of the last 14 days, oldest first, null where there is none; null: no history. */
	trend: (number | null)[] | null;
	/** N and t (ISO, whole seconds) at which this was true; a drill link carries both. */
	asOf: { seq: number; at: string };
	/** When an entry last touched this figure (ISO); null: never. */
	source: { lastAt: string | null };
	target: number | null;
	/** Against the previous period; null where there is no fair comparison. */
	delta: { value: number; against: string } | null;
	/** Not due yet: not in the denominator, shown apart. Null where it has no meaning. */
	excluded: number | null;
	parts?: Record<string, number>;
}

export function tileId(tile: { metric: string; scope: string; period: string }): string {
	return `${tile.metric}|${tile.scope}|${tile.period}`;
}
