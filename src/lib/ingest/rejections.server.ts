/** Rows refused at a door, with what came. The raw content is sealed: it may hold personal data. */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import { rejectedRow } from './tables.server';
import { isStorable } from './validate.server';

export interface Rejected {
	index: number;
	id: string | null;
	errors: FieldError[];
}

interface Batch {
	batch: string;
	at: Date;
	source: string;
	dataset: string;
}

/** One data key for each source's refused rows. */
const subjectOf = (source: string) => `rejected/${source}`;
const STEP = 1_000;

export async function keepRejected(
	core: Core,
	{ batch, at, source, dataset }: Batch,
	rows: (Rejected & { raw: string })[]
): Promise<void> {
	const subject = subjectOf(source);
	await core.privacy.prepare([subject]);
	for (let start = 0; start < rows.length; start += STEP) {
		const part = rows.slice(start, start + STEP).map(({ index, id, errors, raw }) => ({
			region: core.region,
			batch,
			index,
			at: at.toISOString(),
			source,
			dataset,
			row_id: id === null || !isStorable(id) ? null : id,
			raw: core.privacy.seal(subject, raw),
			errors
		}));
		await core.database.sql`
			insert into rejected_row
			select * from json_populate_recordset(null::rejected_row, ${JSON.stringify(part)}::text::json)`;
	}
}

/** A page of a batch's refused rows, those of this source alone, with their raw content. */
export async function readRejected(
	core: Core,
	source: string,
	batch: string,
	after: number
): Promise<{ rows: (Rejected & { raw: string | null })[]; next: number | null }> {
	const rows = await core.database.orm
		.select()
		.from(rejectedRow)
		.where(
			and(
				eq(rejectedRow.region, core.region),
				eq(rejectedRow.batch, batch),
				eq(rejectedRow.source, source),
				gt(rejectedRow.index, after)
			)
		)
		.orderBy(asc(rejectedRow.index))
		.limit(STEP);
	const raw = await core.privacy.open(rows.map((row) => row.raw));
	return {
		rows: rows.map(({ index, rowId, errors }, i) => ({
			index,
			id: rowId,
			errors,
			raw: raw[i] ?? null
		})),
		next: rows.length === STEP ? rows.at(-1)!.index : null
	};
}
