/**
 * The fold: `(state, facts added, facts taken away) → state`. No I/O and no clock inside.
 *
 * Per mark and scope it keeps a count and the digest of the keys: by day, by minute from the horizon's day on,
 * and apart for facts without a time. Adding and taking away are the same operation with opposite signs.
 */
import { dayOf, minuteOf, startOfDay } from './period';

/** A count, and the sum mod 2^64 of the first 8 bytes of sha256 of each key, in two unsigned halves. */
export interface Sum {
	n: number;
	hi: number;
	lo: number;
}

export interface Cell {
	now: Sum;
	days: Map<number, Sum>;
	minutes: Map<number, Sum>;
	/** When an entry last touched it, ms; 0: never. */
	lastAt: number;
}

export interface FoldState {
	/** Minutes are kept from this day on: t may not lie before it. */
	horizon: number;
	cells: Map<string, Cell>;
}

export interface FoldFact {
	at: Date;
	department: string;
	township: string | null;
	t: Date | null;
	marks: string[];
	/** First 8 bytes of sha256 of the record's key. */
	hi: number;
	lo: number;
}

export const emptySum = (): Sum => ({ n: 0, hi: 0, lo: 0 });
export const cellId = (mark: string, scope: string): string => `${mark}|${scope}`;

export function emptyState(horizon: number): FoldState {
	return { horizon, cells: new Map() };
}

/** The scopes that a fact counts in. */
export function scopesOf(fact: { department: string; township: string | null }): string[] {
	return ['district', `department:${fact.department}`, `township:${fact.township ?? 'none'}`];
}

/** Changes `state` in place; `touched` collects the ids of the cells it changed. */
export function fold(
	state: FoldState,
	known: ReadonlySet<string>,
	added: readonly FoldFact[],
	taken: readonly FoldFact[],
	touched?: Set<string>
): void {
	for (const fact of added) apply(state, known, fact, 1, touched);
	for (const fact of taken) apply(state, known, fact, -1, touched);
}

function apply(
	state: FoldState,
	known: ReadonlySet<string>,
	fact: FoldFact,
	sign: 1 | -1,
	touched?: Set<string>
): void {
	const scopes = scopesOf(fact);
	const day = fact.t && dayOf(fact.t);
	for (const mark of fact.marks) {
		if (!known.has(mark)) continue;
		for (const scope of scopes) {
			const id = cellId(mark, scope);
			let cell = state.cells.get(id);
			if (!cell) {
				cell = { now: emptySum(), days: new Map(), minutes: new Map(), lastAt: 0 };
				state.cells.set(id, cell);
			}
			const at = fact.at.getTime();
			if (at > cell.lastAt) cell.lastAt = at;
			if (day === null) add(cell.now, fact, sign);
			else {
				addAt(cell.days, day, fact, sign);
				if (day >= state.horizon) addAt(cell.minutes, minuteOf(fact.t!), fact, sign);
			}
			touched?.add(id);
		}
	}
}

function addAt(sums: Map<number, Sum>, slot: number, fact: FoldFact, sign: 1 | -1): void {
	let sum = sums.get(slot);
	if (!sum) sums.set(slot, (sum = emptySum()));
	add(sum, fact, sign);
	if (sum.n === 0 && sum.hi === 0 && sum.lo === 0) sums.delete(slot);
}

function add(sum: Sum, { hi, lo }: { hi: number; lo: number }, sign: 1 | -1): void {
	sum.n += sign;
	const low = sum.lo + sign * lo;
	const carry = low < 0 ? -1 : low > 0xffffffff ? 1 : 0;
	sum.lo = low >>> 0;
	sum.hi = (sum.hi + sign * hi + carry) >>> 0;
}

/** Sums of a cell whose day lies in `[from, to)`, as days since 1970. */
export function sumDays(cell: Cell | undefined, from: number, to: number): Sum {
	const total = emptySum();
	if (!cell) return total;
	if (cell.days.size < to - from) {
		for (const [day, sum] of cell.days) if (day >= from && day < to) merge(total, sum);
	} else {
		for (let day = from; day < to; day++) merge(total, cell.days.get(day));
	}
	return total;
}

/** Sums of a cell on the day of `t`, not after `t` (or, with `after`, after it). */
export function sumMinutes(cell: Cell | undefined, t: Date, after = false): Sum {
	const total = emptySum();
	if (!cell) return total;
	const first = minuteOf(startOfDay(dayOf(t)));
	const last = first + 24 * 60;
	const cut = minuteOf(t);
	for (const [minute, sum] of cell.minutes) {
		if (minute < first || minute >= last) continue;
		if (minute > cut === after) merge(total, sum);
	}
	return total;
}

/** Adds two sums; the digests add mod 2^64. */
export function merge(total: Sum, sum: Sum | undefined): Sum {
	if (!sum) return total;
	total.n += sum.n;
	const low = total.lo + sum.lo;
	total.lo = low >>> 0;
	total.hi = (total.hi + sum.hi + (low > 0xffffffff ? 1 : 0)) >>> 0;
	return total;
}

/** Drops the minutes of days before `horizon`: their days keep the sums. */
export function advance(state: FoldState, horizon: number): void {
	if (horizon <= state.horizon) return;
	state.horizon = horizon;
	const first = minuteOf(startOfDay(horizon));
	for (const cell of state.cells.values()) {
		for (const minute of cell.minutes.keys()) if (minute < first) cell.minutes.delete(minute);
	}
}

export function cloneState(state: FoldState): FoldState {
	const copy = (sums: Map<number, Sum>) =>
		new Map([...sums].map(([slot, sum]) => [slot, { ...sum }] as const));
	return {
		horizon: state.horizon,
		cells: new Map(
			[...state.cells].map(([id, cell]) => [
				id,
				{
					now: { ...cell.now },
					days: copy(cell.days),
					minutes: copy(cell.minutes),
					lastAt: cell.lastAt
				}
			])
		)
	};
}

/** 16 hex digits, big end first. */
export function digestText({ hi, lo }: Sum): string {
	return hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0');
}
