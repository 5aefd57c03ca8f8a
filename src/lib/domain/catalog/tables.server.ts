import { boolean, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';

export const items = recordTables(
	'item',
	() => ({
		itemCode: text().notNull(),
		itemName: text().notNull(),
		line: text(),
		basis: text().notNull(),
		objectKind: text().notNull(),
		method: text().array().notNull(),
		level: text().notNull(),
		state: text().notNull(),
		assignedAt: moment().notNull(),
		isKey: boolean().notNull()
	}),
	(t) => [index('item_code').on(t.region, t.itemCode)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: item, past: itemPast } = items;
