/** Rows refused at a door, with what came. The raw content is sealed: it may hold personal data. */
import type { Actor } from '../domain/access/actor';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import { recordKey } from '../ledger/record';
import { creditCodeError } from '../standards/uscc';
import { datasetOf } from './datasets.server';
import { isStorable } from './validate.server';

export interface Rejected {
	index: number;
	id: string | null;
	errors: FieldError[];
}

/** A refused row, with what came. */
export interface Refused extends Rejected {
	raw: string;
	row: unknown;
}

/**
 * As they may be kept: a message that quotes what came could name somebody, and is not sealed. Whoever reported has
 * been told in full, and what came is kept beside this.
 */
export const withoutValues = (errors: FieldError[]): FieldError[] =>
	errors.map((error) => ({ ...error, message: error.message.replace(/“[^”]*”/g, '“…”') }));

interface Batch {
	batch: string;
	at: Date;
	source: string;
	dataset: string;
}

/** Codes by which a row names whom it is about. */
const CODES = ['administrativeCpUiCode', 'creditCode', 'riskObjectCertCode', 'identityNumber'];
/** Beyond this length it is no code of anybody. */
const LONGEST = 40;

/** Whose key seals a refused row: of whom it is about, as far as that can be told, so that erasing it erases this too. */
function subjectOf(core: Core, { source, dataset }: Batch, { id, row }: Refused): string {
	const values = (row ?? {}) as Record<string, unknown>;
	const code = CODES.map((field) => values[field]).find(
		(value): value is string => typeof value === 'string' && value !== '' && value.length <= LONGEST
	);
	if (code) {
		const known = creditCodeError(code) === null;
		return known ? `subject/${code}` : `person/${core.privacy.index(code)}`;
	}
	const type = datasetOf(dataset)?.type.name;
	const named = type && id !== null && isStorable(id) && id.length <= 100;
	return named ? recordKey(type, source, id).replaceAll('|', '_') : `rejected/${source}`;
}
const STEP = 1_000;

export async function keepRejected(core: Core, about: Batch, rows: Refused[]): Promise<void> {
	const { batch, at, source, dataset } = about;
	for (let start = 0; start < rows.length; start += STEP) {
		const step = rows.slice(start, start + STEP);
		const subjects = step.map((row) => subjectOf(core, about, row));
		await core.privacy.prepare(subjects);
		const part = step.map(({ index, id, errors, raw }, i) => ({
			region: core.region,
			batch,
			index,
			at: at.toISOString(),
			source,
			dataset,
			row_id: id === null || !isStorable(id) ? null : id,
			raw: core.privacy.seal(subjects[i]!, raw),
			errors: withoutValues(errors)
		}));
		await core.database.sql`
			insert into rejected_row
			select * from json_populate_recordset(null::rejected_row, ${JSON.stringify(part)}::text::json)`;
	}
}

/** A page of a batch's refused rows, those of this source alone, with their raw content. */
export async function readRejected(
	core: Core,
	actor: Actor,
	now: Date,
	batch: string,
	after: number
): Promise<{ rows: (Rejected & { raw: string | null })[]; next: number | null }> {
	const rows = await core.rows.as(
		actor,
		now,
		(sql) => sql<{ index: number; rowId: string | null; raw: string; errors: FieldError[] }[]>`
			select index, row_id as "rowId", raw, errors from rejected_row
			where region = ${core.region} and batch = ${batch} and index > ${after}
			order by index limit ${STEP}`
	);
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
