/** Entries as others read them. */
import type { Sql } from '../server/database.server';
import { NotFound } from './errors';
import type { Entry } from './chain.server';

/** At most `limit` entries after `after`, oldest first. */
export async function readEntries(
	sql: Sql,
	region: string,
	after: number,
	limit: number
): Promise<Entry[]> {
	const rows = await sql<(Omit<Entry, 'seq'> & { seq: string })[]>`
		select region, seq, at, v, kind, key, department, actor, source, digest, hash from ledger_entry
		where region = ${region} and seq > ${after} order by seq limit ${limit}`;
	return rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at).toISOString() }));
}

export async function readHead(
	sql: Sql,
	region: string
): Promise<{ region: string; seq: number; hash: string; at: string }> {
	const [row] = await sql<{ seq: string; hash: string; at: string }[]>`
		select seq, hash, at from ledger_head where region = ${region}`;
	if (!row) throw new NotFound(`没有区划 ${region} 的台账`);
	return { region, seq: Number(row.seq), hash: row.hash, at: new Date(row.at).toISOString() };
}
