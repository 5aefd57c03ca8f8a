/** What codes are called on this page. */
import { createContext } from 'svelte';
import { metricOf } from '$lib/domain/metrics';
import type { TileItem } from '$lib/live/protocol';
import { periodName } from '../../(desk)/desk/places';
import { REGION_NAME } from '../../wording';

export interface Names {
	department: (code: string) => string;
	township: (code: string | null) => string;
}

export const [getNames, setNames] = createContext<Names>();

export const TITLE = `${REGION_NAME}监管驾驶舱`;
export const UNLOCATED = '未定位';

/** Present states have no period: they are of this moment. */
export const periodOf = (tile: TileItem) =>
	metricOf(tile.metric)?.periodic === false ? '此刻' : periodName(tile.period);
