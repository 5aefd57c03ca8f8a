/** A record type as the ledger handles it: its twin tables and what its versions count for. */
import { getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Base, Fact } from './record';

export interface RecordType {
	name: string;
	present: PgTable;
	past: PgTable;
	/** Names of the row's fields, and of the columns that hold them, in one order. */
	fields: { field: string; column: string; read(value: unknown): unknown }[];
	facts(row: Base): Fact[];
}

export function recordType<Row extends Base>(
	tables: { present: PgTable; past: PgTable },
	facts: (row: Row) => Fact[]
): RecordType {
	const fields = Object.entries(getTableColumns(tables.present)).map(([field, column]) => ({
		field,
		column: toSnakeCase(field),
		read: (value: unknown) => (value === null ? null : column.mapFromDriverValue(value))
	}));
	return {
		name: getTableName(tables.present),
		...tables,
		fields,
		// The rows of a table are of its own type: it alone writes them.
		facts: facts as unknown as (row: Base) => Fact[]
	};
}

/** A version as PostgreSQL's json functions name it. */
export function toColumns(type: RecordType, row: Base, seq: number): Record<string, unknown> {
	const values = row as unknown as Record<string, unknown>;
	const out: Record<string, unknown> = {};
	for (const { field, column } of type.fields) {
		const value = values[field];
		if (value !== undefined && value !== null) out[column] = value;
	}
	out.seq = seq;
	return out;
}

/** A row as it came from a raw query: column names, and times and numerics as text. */
export function fromColumns<Row>(type: RecordType, raw: Record<string, unknown>): Row {
	const out: Record<string, unknown> = {};
	for (const { field, column, read } of type.fields) out[field] = read(raw[column] ?? null);
	return out as Row;
}
