/** How well a source reports: what came in a span, what was refused, since when it has been silent. Pure. */
import { DAY_MS, dateOf, dayOf, startOfDay } from '../../metrics/period';

export const SPANS = ['today', 'week', 'month'] as const;
export type SpanId = (typeof SPANS)[number];

/** From its first moment to now's day's end, in Shanghai; a week begins on Monday. */
export interface Span {
	id: SpanId;
	start: Date;
	end: Date;
	/** First and last day, `2026-11-23`. */
	days: { first: string; last: string };
}

export function spanOf(id: string | null, now: Date): Span {
	const known = SPANS.find((span) => span === id) ?? 'month';
	const today = dayOf(now);
	const first = {
		today,
		// 1970-01-01 was a Thursday.
		week: today - ((today + 3) % 7),
		month: today - (Number(dateOf(now).slice(8)) - 1)
	}[known];
	const start = startOfDay(first);
	const end = startOfDay(today + 1);
	return { id: known, start, end, days: { first: dateOf(start), last: dateOf(now) } };
}

export interface Intake {
	source: string;
	/** The department of the key; `*`: several. */
	department: string;
	accepted: number;
	corrected: number;
	duplicates: number;
	rejected: number;
	lastAt: Date;
}

export interface Receipts {
	source: string;
	department: string;
	received: number;
	passed: number;
	due: number;
	onTime: number;
	/** Doors by which they came: `http`, `batch`, `desk`. */
	doors: string[];
	lastAt: Date | null;
}

export interface Found {
	source: string;
	department: string;
	/** Found in the period, and open now whenever they were found. */
	found: number;
	open: number;
}

export interface QualityRow extends Omit<Receipts, 'lastAt'> {
	found: number;
	open: number;
	/** Null: its key serves several departments, and the door counts for all of them. */
	counts: Pick<Intake, 'accepted' | 'corrected' | 'duplicates' | 'rejected'> | null;
	lastAt: Date | null;
	silent: boolean;
}

/** A system of which nobody has said how long it may be silent. */
const SILENT_DAYS = 7;

/**
 * One row for each source and department; a key that serves several has one of its own, `*`, with their sum, before
 * them. Sources with most to be put right come first.
 */
export function qualityRows(
	{ intake, receipts, found }: { intake: Intake[]; receipts: Receipts[]; found: Found[] },
	silentDays: ReadonlyMap<string, number>,
	now: Date
): QualityRow[] {
	const rows = new Map<string, QualityRow>();
	const rowOf = (source: string, department: string): QualityRow => {
		const key = `${source} ${department}`;
		const row = rows.get(key) ?? { ...EMPTY, doors: [], source, department };
		rows.set(key, row);
		return row;
	};
	for (const { source, department, lastAt, ...counts } of intake) {
		const row = rowOf(source, department);
		row.counts = counts;
		row.lastAt = later(row.lastAt, lastAt);
	}
	const add = (row: QualityRow, more: Partial<Receipts & Found>) => {
		for (const name of ['received', 'passed', 'due', 'onTime', 'found', 'open'] as const) {
			row[name] += more[name] ?? 0;
		}
		row.doors = [...new Set([...row.doors, ...(more.doors ?? [])])].sort();
		row.lastAt = later(row.lastAt, more.lastAt ?? null);
	};
	for (const one of [...receipts, ...found]) {
		add(rowOf(one.source, one.department), one);
		const shared = rows.get(`${one.source} *`);
		if (shared) add(shared, one);
	}
	const isSilent = ({ source, lastAt }: QualityRow) => {
		const days = silentDays.get(source) ?? SILENT_DAYS;
		return lastAt === null || now.getTime() - lastAt.getTime() > days * DAY_MS;
	};
	const open = new Map<string, number>();
	for (const row of rows.values()) {
		open.set(row.source, Math.max(row.open, open.get(row.source) ?? 0));
	}
	const most = (source: string) => open.get(source) ?? 0;
	return [...rows.values()]
		.map((row) => ({ ...row, silent: isSilent(row) }))
		.sort(
			(a, b) =>
				most(b.source) - most(a.source) ||
				order(a.source, b.source) ||
				Number(b.department === '*') - Number(a.department === '*') ||
				b.open - a.open ||
				order(a.department, b.department)
		);
}

const EMPTY = {
	...{ received: 0, passed: 0, due: 0, onTime: 0, found: 0, open: 0 },
	...{ counts: null, lastAt: null, silent: false }
};

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const later = (a: Date | null, b: Date | null) => (a && (!b || a >= b) ? a : b);
