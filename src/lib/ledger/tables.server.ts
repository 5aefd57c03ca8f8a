/** The ledger's own tables, and the shape of every record table. */
import {
	bigint,
	boolean,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	customType,
	type PgColumnBuilderBase,
	type PgTableExtraConfigValue
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Channel } from './record';

/** Milliseconds are kept, so a time read back equals the time written. */
export const moment = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });
export const seq = () => bigint({ mode: 'number' });

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const ledgerHead = pgTable('ledger_head', {
	region: text().primaryKey(),
	seq: seq().notNull(),
	hash: text().notNull(),
	at: moment().notNull()
});

export const ledgerEntry = pgTable(
	'ledger_entry',
	{
		region: text().notNull(),
		seq: seq().notNull(),
		at: moment().notNull(),
		v: smallint().notNull(),
		kind: text().notNull(),
		key: text().notNull(),
		department: text().notNull(),
		actor: text().notNull(),
		source: text().notNull(),
		digest: text().notNull(),
		hash: text().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.region, t.seq] }),
		index('ledger_entry_key').on(t.region, t.key, t.seq),
		index('ledger_entry_at').on(t.region, t.at)
	]
);

export const fact = pgTable(
	'fact',
	{
		region: text().notNull(),
		seq: seq().notNull(),
		/** Two time axes of one version make two facts. */
		n: smallint().notNull(),
		until: seq(),
		record: text().notNull(),
		key: text().notNull(),
		department: text().notNull(),
		township: text(),
		t: moment(),
		marks: text().array().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.region, t.seq, t.n] }),
		index('fact_present')
			.on(t.region, t.key)
			.where(sql`until is null`),
		index('fact_until')
			.on(t.region, t.until)
			.where(sql`until is not null`),
		index('fact_time').on(t.region, t.t, t.key)
	]
);

/** The fold's arrays as of an entry, under the hash of the metric list. */
export const checkpoint = pgTable(
	'checkpoint',
	{
		region: text().notNull(),
		metrics: text().notNull(),
		seq: seq().notNull(),
		at: moment().notNull(),
		state: bytea().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.metrics, t.seq] })]
);

const base = () => ({
	region: text().notNull(),
	key: text().notNull(),
	seq: seq().notNull(),
	source: text().notNull(),
	id: text().notNull(),
	version: integer().notNull(),
	department: text().notNull(),
	township: text(),
	withdrawn: boolean().notNull(),
	rowHash: text(),
	receivedAt: moment(),
	via: text().$type<Channel>(),
	flawed: boolean()
});

type Columns = Record<string, PgColumnBuilderBase>;

/**
 * The present rows of a record type and their twin `<name>_past`, from one definition.
 * `own` makes the type's own columns anew for each twin; `extras` are indexes on the present rows.
 */
export function recordTables<Name extends string, Own extends Columns>(
	name: Name,
	own: () => Own,
	extras: (t: any) => PgTableExtraConfigValue[] = () => [] // eslint-disable-line @typescript-eslint/no-explicit-any -- drizzle's own type needs the table that is being built
) {
	const present = pgTable(name, { ...base(), ...own() }, (t) => [
		primaryKey({ columns: [t.region, t.key] }),
		...extras(t)
	]);
	const past = pgTable(`${name}_past`, { ...base(), ...own(), until: seq().notNull() }, (t) => [
		primaryKey({ columns: [t.region, t.key, t.seq] })
	]);
	return { present, past };
}

export { uniqueIndex, index };
