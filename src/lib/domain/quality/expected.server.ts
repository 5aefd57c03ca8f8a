/** Which reports are expected, and whether they came. */
import { addMonths } from '../calendar/rules';
import type { Sql } from '../../server/database.server';
import type { Expected } from './model';

/** A report that did not come, as its anomaly stands. */
export interface Missing {
	/** `missing.2026-11-23.day` */
	originId: string;
	key: string;
	state: 'open' | 'corrected' | 'dismissed';
}

export interface ExpectedRow extends Expected {
	/** Of the last two periods at most. */
	missing: Missing[];
	/** All that are open. */
	open: number;
	/** Days in Shanghai on which something was received for the first time. */
	days: string[];
}

/**
 * @param recordOf the record type of a dataset, as facts call it
 * @param today `2026-11-24`
 */
export async function readExpected(
	sql: Sql,
	region: string,
	today: string,
	recordOf: (dataset: string) => string | undefined
): Promise<ExpectedRow[]> {
	const rows = await sql<(Expected & { missing: Missing[] | null; open: number })[]>`
		select e.origin, e.dataset, e.department, e.every, e.grace, e.since, e.reason,
			(select count(*)::int from anomaly a where a.region = e.region and a.origin = e.origin
				and a.dataset = e.dataset and a.department = e.department
				and a.kind = 'missing' and a.state = 'open') as open,
			(select json_agg(m) from (
				select a.origin_id as "originId", a.key, a.state from anomaly a
				where a.region = e.region and a.origin = e.origin and a.dataset = e.dataset
					and a.department = e.department and a.kind = 'missing'
				order by a.found_at desc limit 3) m) as missing
		from expected_report e where e.region = ${region}
		order by e.department, e.origin, e.dataset`;
	if (rows.length === 0) return [];
	// Two whole months: the one that runs, and the one before.
	const since = `${addMonths(today, -2)}T00:00:00+08:00`;
	const received = await sql<{ record: string; source: string; department: string; day: string }[]>`
		select distinct record, split_part(key, '/', 2) as source, department,
			to_char(t at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
		from fact where region = ${region} and until is null and t >= ${since}
			and marks @> '{received.passed}' and split_part(key, '/', 2) = any(${rows.map(({ origin }) => origin)})`;
	return rows.map((row) => ({
		...row,
		missing: row.missing ?? [],
		days: received
			.filter(
				({ record, source, department }) =>
					record === recordOf(row.dataset) && source === row.origin && department === row.department
			)
			.map(({ day }) => day)
			.sort()
	}));
}
