/** Anomalies as the desk lists them; who sees which, the policies of the database decide. */
import { Invalid } from '../../ledger/errors';
import type { Sql } from '../../server/database.server';
import type { FieldError } from '../../standards/fields';
import type { Kind, State } from './model';

export const PAGE = 50;

/** `overdue`: open, and its time has passed. */
export const STATES = ['open', 'overdue', 'corrected', 'dismissed', 'all'] as const;

export interface AnomalyFilter {
	state: (typeof STATES)[number];
	kind: string | null;
	dataset: string | null;
	/** The source that reported, or should have. */
	source: string | null;
	department: string | null;
	/** Of one of its errors. */
	field: string | null;
	code: string | null;
	/** Found in this span. */
	start: Date | null;
	end: Date | null;
}

export interface AnomalyRow {
	key: string;
	id: string;
	kind: Kind;
	dataset: string;
	origin: string;
	originId: string | null;
	department: string;
	township: string | null;
	errors: FieldError[];
	foundAt: Date;
	state: State;
	closedAt: Date | null;
	/** Of its duty; null: none. */
	dueAt: Date | null;
}

/** What is open by its age, the oldest first; what is closed with the latest first. `next` continues. */
export async function listAnomalies(
	sql: Sql,
	region: string,
	filter: AnomalyFilter,
	{ now, after }: { now: Date; after: string | null }
): Promise<{ rows: AnomalyRow[]; total: number; next: string | null }> {
	const place = after === null ? null : readCursor(after);
	const oldestFirst = filter.state === 'open' || filter.state === 'overdue';
	const from = sql`from anomaly a
		left join obligation o on o.region = a.region and o.subject_key = a.key and not o.withdrawn
		where a.region = ${region} and not a.withdrawn ${where(sql, filter, now)}`;
	const beyond =
		place &&
		(oldestFirst
			? sql`and (a.found_at, a.key) > (${place.t}, ${place.key})`
			: sql`and (a.found_at < ${place.t} or (a.found_at = ${place.t} and a.key > ${place.key}))`);
	const raw = await sql<Raw[]>`
		select ${COLUMNS(sql)} ${from} ${beyond ?? sql``}
		order by a.found_at ${oldestFirst ? sql`` : sql`desc`}, a.key limit ${PAGE + 1}`;
	const [count] = await sql<{ n: number }[]>`select count(*)::int as n ${from}`;
	const rows = raw.slice(0, PAGE).map(toRow);
	const last = rows.at(-1);
	return { rows, total: count!.n, next: raw.length > PAGE && last ? writeCursor(last) : null };
}

export interface AnomalyDetail extends AnomalyRow {
	batch: string | null;
	batchIndex: number | null;
	notifiedAt: Date;
	correction: string | null;
	/** Sealed. */
	reason: string | null;
	dismissedBy: string | null;
	/** Is what came kept, and in sight? */
	hasRaw: boolean;
}

/** Null: there is none, or none in sight. */
export async function findAnomaly(
	sql: Sql,
	region: string,
	key: string
): Promise<AnomalyDetail | null> {
	const [raw] = await sql<
		(Raw & Omit<AnomalyDetail, keyof Raw | 'notifiedAt'> & { notifiedAt: string })[]
	>`
		select ${COLUMNS(sql)}, a.batch, a.batch_index as "batchIndex", a.notified_at as "notifiedAt", a.correction,
			a.reason, a.dismissed_by as "dismissedBy",
			exists (select from rejected_row r where r.region = a.region and r.batch = a.batch
				and r.index = a.batch_index) as "hasRaw"
		from anomaly a
		left join obligation o on o.region = a.region and o.subject_key = a.key and not o.withdrawn
		where a.region = ${region} and a.key = ${key}`;
	if (!raw) return null;
	const { batch, batchIndex, correction, reason, dismissedBy, hasRaw } = raw;
	return {
		...toRow(raw),
		...{ batch, batchIndex, correction, reason, dismissedBy, hasRaw },
		notifiedAt: new Date(raw.notifiedAt)
	};
}

/** What a door refused, as it came, still sealed. */
export async function readRefusedRow(
	sql: Sql,
	region: string,
	{ batch, batchIndex }: Pick<AnomalyDetail, 'batch' | 'batchIndex'>
): Promise<string | null> {
	if (batch === null || batchIndex === null) return null;
	const [row] = await sql<{ raw: string }[]>`
		select raw from rejected_row where region = ${region} and batch = ${batch} and index = ${batchIndex}`;
	return row?.raw ?? null;
}

/** The names by which the list may be narrowed down: sources that have anomalies in sight. */
export async function anomalySources(sql: Sql, region: string): Promise<string[]> {
	const rows = await sql<{ origin: string }[]>`
		select distinct origin from anomaly where region = ${region} order by origin`;
	return rows.map(({ origin }) => origin);
}

type Raw = Omit<AnomalyRow, 'foundAt' | 'closedAt' | 'dueAt'> & {
	foundAt: string;
	closedAt: string | null;
	dueAt: string | null;
};

const COLUMNS = (
	sql: Sql
) => sql`a.key, a.id, a.kind, a.dataset, a.origin, a.origin_id as "originId",
	a.department, a.township, a.errors, a.found_at as "foundAt", a.state, a.closed_at as "closedAt", o.due_at as "dueAt"`;

const toRow = (raw: Raw): AnomalyRow => ({
	...{ key: raw.key, id: raw.id, kind: raw.kind, dataset: raw.dataset, origin: raw.origin },
	...{ originId: raw.originId, department: raw.department, township: raw.township },
	...{ errors: raw.errors, state: raw.state },
	foundAt: new Date(raw.foundAt),
	closedAt: raw.closedAt === null ? null : new Date(raw.closedAt),
	dueAt: raw.dueAt === null ? null : new Date(raw.dueAt)
});

function where(sql: Sql, filter: AnomalyFilter, now: Date) {
	const { state, kind, dataset, source, department, field, code, start, end } = filter;
	const error = { ...(field !== null && { field }), ...(code !== null && { code }) };
	const parts = [
		state === 'overdue'
			? sql`and a.state = 'open' and o.closed_at is null and o.due_at <= ${now.toISOString()}`
			: state === 'all'
				? sql``
				: sql`and a.state = ${state}`,
		kind === null ? sql`` : sql`and a.kind = ${kind}`,
		dataset === null ? sql`` : sql`and a.dataset = ${dataset}`,
		source === null ? sql`` : sql`and a.origin = ${source}`,
		department === null ? sql`` : sql`and a.department = ${department}`,
		start === null ? sql`` : sql`and a.found_at >= ${start.toISOString()}`,
		end === null ? sql`` : sql`and a.found_at < ${end.toISOString()}`,
		Object.keys(error).length === 0
			? sql``
			: sql`and a.errors @> ${JSON.stringify([error])}::text::jsonb`
	];
	return parts.reduce((all, part) => sql`${all} ${part}`);
}

const writeCursor = ({ foundAt, key }: AnomalyRow): string =>
	Buffer.from(JSON.stringify([foundAt, key])).toString('base64url');

function readCursor(cursor: string): { t: string; key: string } {
	try {
		const [t, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
		if (typeof t === 'string' && !Number.isNaN(Date.parse(t)) && typeof key === 'string') {
			return { t, key };
		}
	} catch {
		// Said below.
	}
	throw new Invalid('翻页地址无效，请从第一页重新查看');
}
