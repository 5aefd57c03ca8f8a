/** Stations of HJ 212 and their points, registered as any source registers them. */
import { datasetOf } from '../src/lib/ingest/datasets.server';
import { ingestRows } from '../src/lib/ingest/records.server';
import type { Core } from '../src/lib/server/core.server';
import { Station, type StationOptions } from '../scripts/stations/station';
import { openGateway, type OpenGateway } from '../src/lib/ingest/hj212/gateway.server';
import type { Limits } from '../src/lib/ingest/hj212/limits';
import { ANY, context, freshCore } from './core';

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

/** A gateway on a fresh database with registered stations, and a clock that a test may move. */
export class Gatehouse {
	readonly logged: string[] = [];
	#stations: Station[] = [];

	private constructor(
		readonly core: Core,
		public now: Date
	) {}

	gateway!: OpenGateway;

	static async open(
		now: Date,
		stations: Registered[],
		limits: Partial<Limits> = {},
		core?: Core
	): Promise<Gatehouse> {
		const house = new Gatehouse(core ?? (await freshCore()), now);
		await register(house.core, now, stations);
		house.gateway = await openGateway(house.core, {
			...{ port: 0, host: '127.0.0.1', now: () => house.now, limits },
			log: (line) => house.logged.push(line)
		});
		return house;
	}

	async station(options: Partial<StationOptions> = {}): Promise<Station> {
		const one = await Station.open(this.gateway.port, { mn: MN, ...options });
		this.#stations.push(one);
		return one;
	}

	async ask(from: Station, cn: string, cp: string, more = {}) {
		const qn = from.qn(this.now);
		const frame = from.frame(qn, cn, cp, more);
		const answer = await from.ask({ qn, frame });
		return { frame: frame.toString(), answer };
	}

	/** Of a point of `register`, by data time, which is told to the second. */
	readings(point: string) {
		return this.core.database.sql<{ time: string; value: number; flag: string }[]>`
			select to_char(time at time zone 'Asia/Shanghai', 'HH24:MI:SS') as time, value, flag from reading
			where point = ${`point/test/${point}`} order by reading.time`;
	}

	/** The frames that were refused and kept, in the clear. */
	async refusals(): Promise<{ raw: string | null; codes: string[]; source: string }[]> {
		const rows = await this.core.database.sql<
			{ raw: string; errors: { code: string }[]; source: string }[]
		>`select raw, errors, source from rejected_row where dataset = 'hj212' order by at, batch, index`;
		const raw = await this.core.privacy.open(rows.map((row) => row.raw));
		return rows.map(({ errors, source }, i) => ({
			...{ raw: raw[i]!, codes: errors.map(({ code }) => code), source }
		}));
	}

	async refusalOf(raw: string) {
		return (await this.refusals()).find((row) => row.raw === raw);
	}

	async hangUp(): Promise<void> {
		await Promise.all(this.#stations.splice(0).map((station) => station.close()));
	}

	async close(): Promise<void> {
		await this.hangUp();
		await this.gateway.close();
		await this.core.close();
	}
}
