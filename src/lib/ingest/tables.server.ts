import { integer, jsonb, pgTable, primaryKey, text, index } from 'drizzle-orm/pg-core';
import { moment } from '../ledger/tables.server';
import type { FieldError } from '../standards/fields';

/** A row refused at a door stays retrievable with its raw content (sealed: it may hold personal data). */
export const rejectedRow = pgTable(
	'rejected_row',
	{
		region: text().notNull(),
		batch: text().notNull(),
		index: integer().notNull(),
		at: moment().notNull(),
		source: text().notNull(),
		dataset: text().notNull(),
		rowId: text(),
		raw: text().notNull(),
		errors: jsonb().$type<FieldError[]>().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.region, t.batch, t.index] }),
		index('rejected_row_source').on(t.region, t.source, t.at)
	]
);
