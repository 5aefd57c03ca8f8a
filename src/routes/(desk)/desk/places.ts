/** Where things are at the desk: addresses carry every choice, so that each view can be sent to somebody. */
import type { Tile } from '$lib/metrics/metric';
import { PERIODS } from '$lib/metrics/period';

export interface Choice {
	/** `today`, `month`, `quarter`, `year`, or a month such as `2026-10`. */
	period: string;
	/** As of this entry and time; null: now. */
	at: string | null;
	/** 第22条: the grant under which another department's data is looked at; every link on from there carries it. */
	grant: string | null;
}

export interface Crumb {
	name: string;
	href: string | null;
}

export const DEFAULT_PERIOD = 'month';

/** What the address asks for; a period that there is not falls back to this month. */
export function choiceOf(url: URL): Choice {
	const period = url.searchParams.get('period') ?? DEFAULT_PERIOD;
	const known = (PERIODS as readonly string[]).includes(period) || isMonth(period);
	return {
		period: known ? period : DEFAULT_PERIOD,
		at: url.searchParams.get('at') || null,
		grant: url.searchParams.get('grant') || null
	};
}

export const isMonth = (period: string) => /^20\d\d-(0[1-9]|1[0-2])$/.test(period);

const PERIOD_NAMES: Record<string, string> = {
	today: '今日',
	month: '本月',
	quarter: '本季',
	year: '本年'
};

export function periodName(period: string): string {
	if (!isMonth(period)) return PERIOD_NAMES[period] ?? period;
	const [year, month] = period.split('-').map(Number);
	return `${year}年${month}月`;
}

/** `district` → /desk, `department:nengyuan` → /desk/department/nengyuan. */
export function scopePath(scope: string, choice?: Partial<Choice>): string {
	const [kind, code] = scope.split(':');
	const path = code === undefined ? '/desk' : `/desk/${kind}/${code}`;
	return withQuery(path, {
		period: choice?.period === DEFAULT_PERIOD ? null : choice?.period,
		at: choice?.at,
		grant: choice?.grant
	});
}

/** The records behind a figure, as of the entry and the second at which it was true. */
export function drillPath(
	tile: Pick<Tile, 'metric' | 'scope' | 'period' | 'asOf'>,
	part?: string,
	grant?: string | null
) {
	return withQuery(`/desk/metric/${tile.metric}`, {
		scope: tile.scope,
		period: tile.period,
		part,
		at: `${tile.asOf.seq}@${tile.asOf.at}`,
		grant
	});
}

/** One record; with `n`, as it stood at that entry. */
export const recordPath = (key: string, n?: number | null, grant?: string | null) =>
	withQuery(`/desk/record/${key.split('/').map(encodeURIComponent).join('/')}`, {
		at: n === undefined || n === null ? null : String(n),
		grant
	});

export function withQuery(path: string, values: Record<string, string | null | undefined>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
	return query.size > 0 ? `${path}?${query}` : path;
}
