/** A terminal that says it is gone: its points are silent at once, not only once their limit has passed. */
import { silentChange, type StoredPoint } from '../../domain/monitoring/changes.server';
import { types } from '../../domain/types.server';
import { changeWithin } from '../../ledger/change.server';
import type { Context } from '../../ledger/record';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';

export interface Farewell {
	/** Key of a point. */
	point: string;
	/** The broker kept it, nobody knows since when: believed only where nothing has come for an interval. */
	kept: boolean;
}

/** Points that are silent already stay as they are. @returns how many went silent */
export async function silence(core: Core, ctx: Context, farewells: Farewell[]): Promise<number> {
	const { region, database } = core;
	const keys = [...new Set(farewells.map(({ point }) => point))].sort();
	if (keys.length === 0) return 0;
	const certain = new Set(farewells.filter(({ kept }) => !kept).map(({ point }) => point));
	const outcome = await database.sql.begin(async (tx) => {
		// In the order of `storeReadings`: these rows, then the head.
		const states = await tx<{ point: string; lastAt: string | null }[]>`
			select point, last_at as "lastAt" from point_state
			where region = ${region} and point = any(${keys}) order by point for update`;
		const heard = new Map(states.map(({ point, lastAt }) => [point, lastAt]));
		const isGone = ({ key, interval }: StoredPoint) => {
			const lastAt = heard.get(key);
			return (
				certain.has(key) || !lastAt || ctx.now.getTime() - Date.parse(lastAt) > interval * 1000
			);
		};
		return changeWithin(tx, ctx, async () => {
			const points = await presentOf<StoredPoint>(tx, types.point, region, keys);
			return [...points.values()]
				.filter((point) => point.online && !point.withdrawn && point.state === 'enabled')
				.filter(isGone)
				.map((point) => silentChange(point, ctx.now));
		});
	});
	if (outcome.seq !== null) core.wake.committed(outcome.seq);
	return outcome.entries;
}
