/** Reading record versions: the present ones, and those that stood as of an entry. */
import type { Sql } from '../server/database.server';
import type { Version } from './record';
import { fromColumns, type RecordType } from './type.server';

/** The present rows of these keys, by key. */
export async function presentOf<Row>(
	sql: Sql,
	type: RecordType,
	region: string,
	keys: string[]
): Promise<Map<string, Row & { seq: number }>> {
	if (keys.length === 0) return new Map();
	const rows = await sql<{ key: string }[]>`
		select * from ${sql(type.name)} where region = ${region} and key = any(${keys})`;
	return new Map(rows.map((row) => [row.key, fromColumns<Row & { seq: number }>(type, row)]));
}

/**
 * A table as it stood when entry `n` was the head: present rows with `seq ≤ n` and past ones with
 * `seq ≤ n < until`. To be used as `from ${asOf(…)} as v`.
 */
export function asOf(sql: Sql, type: RecordType, region: string, n: number) {
	const columns = type.fields.map(({ column }) => column);
	return sql`(
		select ${sql(columns)} from ${sql(type.name)} where region = ${region} and seq <= ${n}
		union all
		select ${sql(columns)} from ${sql(`${type.name}_past`)}
		where region = ${region} and seq <= ${n} and until > ${n})`;
}

/** The versions of these keys as of entry `n`, by key. */
export async function versionsAsOf(
	sql: Sql,
	type: RecordType,
	region: string,
	keys: string[],
	n: number
): Promise<Map<string, Version>> {
	if (keys.length === 0) return new Map();
	const rows = await sql<{ key: string }[]>`
		select * from ${asOf(sql, type, region, n)} v where v.key = any(${keys})`;
	return new Map(rows.map((row) => [row.key, fromColumns<Version>(type, row)]));
}

/** Every version of one record, oldest first. */
export async function historyOf(
	sql: Sql,
	type: RecordType,
	region: string,
	key: string
): Promise<Version[]> {
	const columns = type.fields.map(({ column }) => column);
	const rows = await sql`
		select ${sql(columns)} from ${sql(`${type.name}_past`)} where region = ${region} and key = ${key}
		union all
		select ${sql(columns)} from ${sql(type.name)} where region = ${region} and key = ${key}
		order by seq`;
	return rows.map((row) => fromColumns<Version>(type, row));
}
