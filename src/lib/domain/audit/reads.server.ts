/** The audit as its administrator reads it: by time, the latest first; and the roots of the days. */
import { desc, eq } from 'drizzle-orm';
import { fromColumns, recordType } from '../../ledger/type.server';
import type { Sql } from '../../server/database.server';
import type { AnyOrm } from '../../server/rows.server';
import type { AuditRecord } from './model';
import { audits, dayRoot } from './tables.server';

/** Nothing counts security events but the page that lists them. */
export const auditType = recordType<AuditRecord>(audits, () => []);

export const PAGE = 50;

export interface AuditFilter {
	event?: string | undefined;
	outcome?: string | undefined;
	/** Part of a name, an address or a target. */
	text?: string | undefined;
	/** Days in Shanghai, both included. */
	from?: string | undefined;
	to?: string | undefined;
	/** Entries before this one. */
	before?: number | undefined;
}

export type AuditRow = AuditRecord & { seq: number };

/** One page; `next` continues it, null at the end. */
export async function readAudit(
	sql: Sql,
	filter: AuditFilter
): Promise<{ rows: AuditRow[]; next: number | null }> {
	const { event, outcome, text, from, to, before } = filter;
	const like = text && `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	const raw = await sql`
		select * from audit where true
			${event ? sql`and event = ${event}` : sql``}
			${outcome ? sql`and outcome = ${outcome}` : sql``}
			${like ? sql`and (actor_name ilike ${like} or address ilike ${like} or target ilike ${like} or purpose ilike ${like} or detail ilike ${like})` : sql``}
			${from ? sql`and happened_at >= ${`${from}T00:00:00+08:00`}` : sql``}
			${to ? sql`and happened_at < ${`${to}T00:00:00+08:00`}::timestamptz + interval '1 day'` : sql``}
			${before ? sql`and seq < ${before}` : sql``}
		order by seq desc limit ${PAGE + 1}`;
	const rows = raw.slice(0, PAGE).map((row) => fromColumns<AuditRow>(auditType, row));
	return { rows, next: raw.length > PAGE ? rows.at(-1)!.seq : null };
}

export interface DayRoot {
	day: string;
	seq: number;
	hash: string;
}

/** The roots of one ledger, the latest first. */
export const rootsOf = (orm: AnyOrm, ledger: string, limit: number): Promise<DayRoot[]> =>
	orm
		.select({ day: dayRoot.day, seq: dayRoot.seq, hash: dayRoot.hash })
		.from(dayRoot)
		.where(eq(dayRoot.ledger, ledger))
		.orderBy(desc(dayRoot.day))
		.limit(limit);
