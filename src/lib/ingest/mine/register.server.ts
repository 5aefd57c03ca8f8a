/** The registered mines and their points, by the codes in the files. */
import type { Core } from '../../server/core.server';

export interface MinePoint {
	key: string;
	field: string;
	factor: string;
	unit: string;
	state: string;
	/** Null: none has come yet. */
	lastValue: number | null;
}

export interface Mine {
	mineCode: string;
	/** Key of its device; of the first, where it has one for each of its systems. */
	device: string;
	source: string;
	/** More than one under a code: by mistake. */
	points: ReadonlyMap<string, MinePoint[]>;
}

interface Row extends MinePoint {
	device: string;
	source: string;
	code: string | null;
}

/** Null where no device is registered under this code. */
export async function findMine({ database, region }: Core, mineCode: string): Promise<Mine | null> {
	const rows = await database.sql<Row[]>`
		select d.key as device, d.source, p.key, coalesce(p.code, p.factor) as code, p.field, p.factor, p.unit,
			p.state, s.last_value as "lastValue"
		from device d
		left join point p on p.region = d.region and not p.withdrawn
			and p.device in (d.key, d.id) and (p.device = d.key or p.source = d.source)
		left join point_state s on s.region = p.region and s.point = p.key
		where d.region = ${region} and d.mine_code = ${mineCode} and d.kind = 'mine' and not d.withdrawn
		order by d.key, p.key`;
	const [first] = rows;
	if (!first) return null;
	const points = new Map<string, MinePoint[]>();
	for (const { code, device: _device, source: _source, ...point } of rows) {
		if (code !== null) points.set(code, [...(points.get(code) ?? []), point]);
	}
	return { mineCode, device: first.device, source: first.source, points };
}
