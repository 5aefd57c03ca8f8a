/** What codes are called on this page, and where its figures lead. */
import { createContext } from 'svelte';
import { metricOf } from '$lib/domain/metrics';
import type { TileItem } from '$lib/live/protocol';

export interface Names {
	department: (code: string) => string;
	township: (code: string | null) => string;
}

export const [getNames, setNames] = createContext<Names>();

export const DISTRICT = '平鲁区';
export const TITLE = `${DISTRICT}监管驾驶舱`;

export const UNLOCATED = '未定位';

const PERIODS: Record<string, string> = {
	today: '今日',
	month: '本月',
	quarter: '本季',
	year: '本年'
};

/** Present states have no period: they are of this moment. */
export const periodName = (tile: TileItem) =>
	metricOf(tile.metric)?.periodic === false ? '此刻' : (PERIODS[tile.period] ?? tile.period);

/** The records behind a tile, as of the entry and the second at which it was true. */
export function drill(tile: TileItem, part?: string): string {
	const query = new URLSearchParams({ scope: tile.scope, period: tile.period });
	if (part) query.set('part', part);
	query.set('at', `${tile.asOf.seq}@${tile.asOf.at}`);
	return `/desk/metric/${tile.metric}?${query}`;
}

export const recordPath = (key: string) => `/desk/record/${key}`;
