/** What the quality desk shows of each source and department; who sees which, the policies of the database decide. */
import type { Sql } from '../../server/database.server';
import type { Found, Intake, Receipts, Span } from './rules';

/** What the doors counted in these days; sources that were silent in them as well. */
export async function readIntake(
	sql: Sql,
	region: string,
	{ first, last }: Span['days']
): Promise<Intake[]> {
	const inDays = sql`filter (where day between ${first} and ${last})`;
	const rows = await sql<(Omit<Intake, 'lastAt'> & { lastAt: string })[]>`
		select source, department, max(last_at) as "lastAt",
			coalesce(sum(accepted) ${inDays}, 0)::float8 as accepted,
			coalesce(sum(corrected) ${inDays}, 0)::float8 as corrected,
			coalesce(sum(duplicates) ${inDays}, 0)::float8 as duplicates,
			coalesce(sum(rejected) ${inDays}, 0)::float8 as rejected
		from intake where region = ${region} group by source, department`;
	return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}

/**
 * First receipts (K-08) and acts due to be reported (K-06), from the facts as they stand. A refused row is counted by
 * its anomaly, under the source that sent it.
 * @param now what falls due later is in no denominator
 */
export async function readReceipts(
	sql: Sql,
	region: string,
	{ start, end }: Pick<Span, 'start' | 'end'>,
	now: Date
): Promise<Receipts[]> {
	const rows = await sql<(Omit<Receipts, 'lastAt'> & { lastAt: string | null })[]>`
		with told as (
			select f.department, f.marks, f.t, e.source as door,
				coalesce(a.origin, split_part(f.key, '/', 2)) as source
			from fact f
			-- The door of the first version: a later one may have come by another.
			left join lateral (select source from ledger_entry
				where region = f.region and key = f.key order by seq limit 1) e on true
			left join anomaly a on f.record = 'anomaly' and a.region = f.region and a.key = f.key
			where f.region = ${region} and f.until is null and f.marks && '{received,report.due}'
				and f.t >= ${start.toISOString()} and f.t < ${end.toISOString()})
		select source, department,
			count(*) filter (where 'received' = any(marks))::int as received,
			count(*) filter (where 'received.passed' = any(marks))::int as passed,
			count(*) filter (where 'report.due' = any(marks) and t <= ${now.toISOString()})::int as due,
			count(*) filter (where 'report.on_time' = any(marks) and t <= ${now.toISOString()})::int as "onTime",
			array_remove(array_agg(distinct case when 'received' = any(marks) then door end), null) as doors,
			max(t) filter (where 'received' = any(marks)) as "lastAt"
		from told group by source, department`;
	return rows.map((row) => ({ ...row, lastAt: row.lastAt === null ? null : new Date(row.lastAt) }));
}

/** Anomalies found in the span, and those open now. */
export async function readFound(
	sql: Sql,
	region: string,
	{ start, end }: Pick<Span, 'start' | 'end'>
): Promise<Found[]> {
	const rows = await sql<Found[]>`
		select origin as source, department,
			count(*) filter (where found_at >= ${start.toISOString()} and found_at < ${end.toISOString()})::int
				as found,
			count(*) filter (where state = 'open')::int as open
		from anomaly where region = ${region} and not withdrawn group by origin, department`;
	return rows.filter(({ found, open }) => found + open > 0).map((row) => ({ ...row }));
}

export interface SystemName {
	keyName: string;
	systemName: string;
	silentDays: number;
}

/** Docking systems by the key with which they report. */
export async function readSystems(sql: Sql, region: string): Promise<SystemName[]> {
	const rows = await sql<SystemName[]>`
		select key_name as "keyName", min(system_name) as "systemName", min(silent_days) as "silentDays"
		from system where region = ${region} and not withdrawn and key_name is not null group by key_name`;
	return rows.map((row) => ({ ...row }));
}

export interface Reason {
	dataset: string;
	field: string;
	code: string;
	/** Rows that it was told of. */
	rows: number;
	/** One of the messages that were given. */
	message: string;
}

const MOST_REASONS = 12;

/** Why rows were refused that were found in the span, the commonest first. */
export async function readReasons(
	sql: Sql,
	region: string,
	{ start, end }: Pick<Span, 'start' | 'end'>
): Promise<Reason[]> {
	const rows = await sql<Reason[]>`
		select a.dataset, e ->> 'field' as field, e ->> 'code' as code,
			count(distinct a.key)::int as rows, min(e ->> 'message') as message
		from anomaly a, jsonb_array_elements(a.errors) e
		where a.region = ${region} and not a.withdrawn and a.kind = 'rejected'
			and a.found_at >= ${start.toISOString()} and a.found_at < ${end.toISOString()}
		group by 1, 2, 3 order by rows desc, 1, 2, 3 limit ${MOST_REASONS}`;
	return rows.map((row) => ({ ...row }));
}
