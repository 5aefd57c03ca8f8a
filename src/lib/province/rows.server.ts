/** Which records go to the province, under which columns, and opened for it. */
import { toSnakeCase } from 'drizzle-orm/casing';
import type { z } from 'zod';
import { DATASETS } from '../ingest/datasets.server';
import type { Dataset } from '../ingest/dataset';
import type { Entry } from '../ledger/chain.server';
import type { Version } from '../ledger/record';
import { fromColumns, type RecordType } from '../ledger/type.server';
import type { Core } from '../server/core.server';
import { isSealed } from '../server/privacy.server';
import type { Sql } from '../server/database.server';
import { shanghaiMoment } from '../standards/shanghai';
import type { Row } from './message';

/** What the envelope says already, or what is ours alone. */
const LEFT_OUT = ['department', 'version', 'withdrawn'];

/**
 * Sealed fields of the national sets whose column no source names (`docs/decisions`). Every other sealed field goes
 * only where its schema names a column: nobody's telephone or identity card leaves by the way.
 */
const NAMELESS: Record<string, string[]> = {
	penalties: [
		...['legalReviewOpinion', 'collectiveDiscussionConclusion'],
		...['executionResult', 'otherHandling']
	],
	coercions: ['illegalFact', 'coercionResult'],
	'other-acts': ['outcome']
};

/** A dataset as the province takes it. */
export interface Sheet {
	table: string;
	type: RecordType;
	fields: { field: string; column: string; evenSealed: boolean }[];
}

/** A dataset with a national column of its own is the province's; points, devices and systems have none. */
export const SHEETS: Sheet[] = DATASETS.map(toSheet).filter(({ fields }) =>
	fields.some(({ field, evenSealed }) => field !== 'id' && evenSealed)
);

const BY_TYPE = new Map(SHEETS.map((sheet) => [sheet.type.name, sheet]));

function toSheet({ name, type, schema }: Dataset): Sheet {
	const fields = Object.entries(schema.shape).filter(([field]) => !LEFT_OUT.includes(field));
	return {
		table: name,
		type,
		fields: fields.map(([field, shape]) => {
			const column = (shape as z.ZodType).meta()?.column;
			return {
				field,
				column: column ?? toSnakeCase(field),
				evenSealed: column !== undefined || (NAMELESS[name]?.includes(field) ?? false)
			};
		})
	};
}

const OPERATIONS: Record<string, Row['cd_operation']> = {
	recorded: 'i',
	corrected: 'u',
	withdrawn: 'd'
};

interface Sent {
	entry: Entry;
	sheet: Sheet;
	operation: Row['cd_operation'];
}

/** What of these entries goes: the cockpit's own records and marks do not. */
export function sentOf(entries: Entry[]): Sent[] {
	return entries.flatMap((entry) => {
		const [name, verb] = entry.kind.split('.') as [string, string];
		const sheet = BY_TYPE.get(name);
		const operation = OPERATIONS[verb];
		return sheet && operation ? [{ entry, sheet, operation }] : [];
	});
}

/** The rows of a batch, in the order of their entries. */
export async function rowsOf(core: Core, batch: string, entries: Entry[]): Promise<Row[]> {
	const sent = sentOf(entries);
	const written = sent.filter(({ operation }) => operation !== 'd');
	const versions = await versionsOf(core.fold.sql, core.region, written);
	const rows = sent.map((one) => toRow(batch, one, versions.get(one.entry.seq)));
	await openSealed(core, rows);
	return rows;
}

function toRow(
	batch: string,
	{ entry, sheet, operation }: Sent,
	version: Version | undefined
): Row {
	// `<type>/<source>/<id>`; an id holds no slash.
	const [, source, id] = entry.key.split('/') as [string, string, string];
	const row: Row = {
		cd_id: entry.region + String(entry.seq).padStart(12, '0'),
		cd_time: shanghaiMoment(new Date(entry.at)),
		cd_source: entry.region + entry.department,
		cd_batch: batch,
		cd_operation: operation,
		table: sheet.table,
		source_system: source,
		record_unique_identity: id
	};
	// Of what is withdrawn the identity is enough.
	if (operation === 'd') return row;
	if (!version) throw new Error(`the version of entry ${entry.seq} is not there`);
	const values = version as unknown as Record<string, unknown>;
	for (const { field, column, evenSealed } of sheet.fields) {
		const value = values[field] ?? null;
		if (value === null || (isSealed(value) && !evenSealed)) continue;
		row[column] = value instanceof Date ? shanghaiMoment(value) : value;
	}
	return row;
}

/** The very versions that these entries wrote, by entry. */
async function versionsOf(sql: Sql, region: string, sent: Sent[]): Promise<Map<number, Version>> {
	const found = await Promise.all(
		SHEETS.map(async ({ type }) => {
			const some = sent.filter(({ sheet }) => sheet.type === type);
			if (some.length === 0) return [];
			const columns = type.fields.map(({ column }) => column);
			const keys = [...new Set(some.map(({ entry }) => entry.key))];
			const [first, last] = [some[0]!.entry.seq, some.at(-1)!.entry.seq];
			const rows = await sql`
				select ${sql(columns)} from ${sql(type.name)}
				where region = ${region} and key = any(${keys}) and seq between ${first} and ${last}
				union all
				select ${sql(columns)} from ${sql(`${type.name}_past`)}
				where region = ${region} and key = any(${keys}) and seq between ${first} and ${last}`;
			return rows.map((row) => fromColumns<Version>(type, row));
		})
	);
	return new Map(found.flat().map((version) => [version.seq, version]));
}

/** The province needs names and numbers; of whoever was erased it gets none. */
async function openSealed(core: Core, rows: Row[]): Promise<void> {
	const places = rows.flatMap((row) =>
		Object.entries(row).flatMap(([column, value]) =>
			isSealed(value) ? [{ row, column, value }] : []
		)
	);
	const opened = await core.privacy.open(places.map(({ value }) => value));
	places.forEach(({ row, column }, i) => (row[column] = opened[i]));
}
