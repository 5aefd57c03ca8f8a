/** Stations of HJ 212 and their points, registered as any source registers them. */
import { datasetOf } from '../src/lib/ingest/datasets.server';
import { ingestRows } from '../src/lib/ingest/records.server';
import type { Core } from '../src/lib/server/core.server';
import { ANY, context } from './core';

export const MN = '010000A8900016F000169DC0';

export const mnOf = (i: number): string =>
	`140603A8900016F0${i.toString(16).toUpperCase().padStart(8, '0')}`;

export interface Registered {
	id: string;
	/** Beside the name and `kind`: mn, password and so on. */
	device: Record<string, unknown>;
	/** Code → unit; its key is `point/test/<id>-<code>`. */
	points: Record<string, string | Record<string, unknown>>;
}

/** @throws Error where a row is refused */
export async function register(
	core: Core,
	now: Date,
	stations: Registered[],
	version = 1
): Promise<void> {
	const rows = stations.flatMap(({ id, device, points }) => [
		{
			dataset: 'devices',
			row: {
				...{ id, version, department: 'shengtai', deviceName: `数采仪 ${id}`, kind: 'hj212' },
				...{ password: '123456', ...device }
			}
		},
		...Object.entries(points).map(([code, more]) => ({
			dataset: 'points',
			row: {
				...datasetOf('points')!.example(`${id}-${code}`, now),
				...{ version, field: 'environment', factor: code, code, device: id, creditCode: undefined },
				...(typeof more === 'string' ? { unit: more } : more)
			}
		}))
	]);
	for (let start = 0; start < rows.length; start += 1_000) {
		const some = rows.slice(start, start + 1_000);
		const { outcomes } = await ingestRows(core, context(now), ANY, some);
		const refused = outcomes.find((outcome) => typeof outcome === 'object');
		if (refused) throw new Error(JSON.stringify(refused));
	}
}
