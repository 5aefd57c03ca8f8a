/** What sends: registered devices with their last data, video channels, and whoever knocked without being registered. */
import { Invalid } from '../../ledger/errors';
import type { Sql } from '../../server/database.server';

const PAGE = 50;
const MOST_UNKNOWN = 200;

export interface DeviceRow {
	key: string;
	name: string;
	kind: string;
	department: string;
	township: string | null;
	state: string;
	/** MN, mine code or channel: what it calls itself. */
	mark: string | null;
	location: string | null;
	/** Of a video channel, by its gateway. */
	status: string | null;
	playUrl: string | null;
	snapshotUrl: string | null;
	points: number;
	online: number;
	lastAt: Date | null;
}

/** Video channels, or everything else, by name; `next` continues. */
export async function readDevices(
	sql: Sql,
	region: string,
	{ video, after }: { video: boolean; after: string | null }
): Promise<{ rows: DeviceRow[]; next: string | null }> {
	const place = after === null ? null : readCursor(after);
	const raw = await sql<(Omit<DeviceRow, 'lastAt'> & { lastAt: string | null })[]>`
		with page as (
			select * from device
			where region = ${region} and not withdrawn and (kind = 'video') = ${video}
				${place ? sql`and (device_name, key) > (${place.name}, ${place.key})` : sql``}
			order by device_name, key limit ${PAGE + 1})
		select d.key, d.device_name as name, d.kind, d.department, d.township, d.state, d.location, d.status,
			coalesce(d.mn, d.mine_code, d.channel_id) as mark,
			d.play_url as "playUrl", d.snapshot_url as "snapshotUrl",
			count(p.key)::int as points, (count(*) filter (where p.online))::int as online,
			max(s.last_at) as "lastAt"
		from page d
		left join point p on p.region = ${region} and p.device = d.key and not p.withdrawn
		left join point_state s on s.region = ${region} and s.point = p.key
		group by d.key, d.device_name, d.kind, d.department, d.township, d.state, d.location, d.status,
			d.mn, d.mine_code, d.channel_id, d.play_url, d.snapshot_url
		order by d.device_name, d.key`;
	const rows = raw
		.slice(0, PAGE)
		.map((row) => ({ ...row, lastAt: row.lastAt ? new Date(row.lastAt) : null }));
	const last = rows.at(-1);
	const next = raw.length > PAGE && last ? writeCursor(last) : null;
	return { rows, next };
}

export interface UnknownDevice {
	door: 'hj212' | 'mqtt' | 'mine';
	name: string;
	address: string;
	reason: string;
	attempts: number;
	firstAt: Date;
	lastAt: Date;
}

/** The latest to knock first. What they sent is sealed and stays so. */
export async function readUnknownDevices(sql: Sql, region: string): Promise<UnknownDevice[]> {
	const rows = await sql<
		(Omit<UnknownDevice, 'firstAt' | 'lastAt'> & Record<'firstAt' | 'lastAt', string>)[]
	>`
		select door, name, address, reason, attempts::float8 as attempts, first_at as "firstAt", last_at as "lastAt"
		from unknown_device where region = ${region} order by last_at desc, door, name limit ${MOST_UNKNOWN}`;
	return rows.map((row) => ({
		...row,
		firstAt: new Date(row.firstAt),
		lastAt: new Date(row.lastAt)
	}));
}

const writeCursor = ({ name, key }: DeviceRow): string =>
	Buffer.from(JSON.stringify([name, key])).toString('base64url');

function readCursor(cursor: string): { name: string; key: string } {
	try {
		const [name, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [
			unknown,
			unknown
		];
		if (typeof name === 'string' && typeof key === 'string') return { name, key };
	} catch {
		// Said below.
	}
	throw new Invalid('翻页地址无效，请从第一页重新查看');
}
