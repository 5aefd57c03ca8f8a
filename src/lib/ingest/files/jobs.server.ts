/** A department's imports: what was reported in files, how far each is, and how it ended. */
import type { Person } from '../../domain/access/actor';
import type { Core } from '../../server/core.server';
import type { Sql } from '../../server/database.server';
import type { importJob } from '../tables.server';

export type ImportRow = Pick<
	typeof importJob.$inferSelect,
	| 'id'
	| 'dataset'
	| 'source'
	| 'file'
	| 'state'
	| 'bytes'
	| 'size'
	| 'accepted'
	| 'corrected'
	| 'duplicates'
	| 'rejected'
	| 'error'
> & { startedAt: Date; finishedAt: Date | null; mine: boolean };

const PAGE = 10;

/** The latest first; those of the department's people, not of its systems. @param after the last of the page before. */
export async function listImports(
	core: Core,
	person: Person,
	now: Date,
	{ source, after }: { source: string; after: string | null }
): Promise<{ rows: ImportRow[]; next: string | null }> {
	const rows = await core.rows.as(
		person,
		now,
		(sql) => sql<ImportRow[]>`
			select ${columns(sql, person)} from import_job
			where region = ${core.region} and source = ${source} and file is not null ${
				after === null
					? sql``
					: sql`and (started_at, id) < (
						select started_at, id from import_job where region = ${core.region} and id = ${after})`
			}
			order by started_at desc, id desc limit ${PAGE + 1}`
	);
	const page = rows.slice(0, PAGE).map(dated);
	return { rows: page, next: rows.length > PAGE ? page.at(-1)!.id : null };
}

/** Null where there is none that this person may see. */
export async function findImport(
	core: Core,
	person: Person,
	now: Date,
	id: string
): Promise<ImportRow | null> {
	const [row] = await core.rows.as(
		person,
		now,
		(sql) => sql<ImportRow[]>`
			select ${columns(sql, person)} from import_job
			where region = ${core.region} and id = ${id} and file is not null`
	);
	return row ? dated(row) : null;
}

const columns = (sql: Sql, { id }: Person) => sql`
	id, dataset, source, file, state, bytes, size, accepted, corrected, duplicates, rejected, error,
	started_at as "startedAt", finished_at as "finishedAt", actor = ${`user:${id}`} as mine`;

const dated = (row: ImportRow): ImportRow => ({
	...row,
	bytes: Number(row.bytes),
	size: row.size === null ? null : Number(row.size),
	startedAt: new Date(row.startedAt),
	finishedAt: row.finishedAt && new Date(row.finishedAt)
});
