import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** 代码表: reference data that migrations load, with validity. A code may hold again, or under another name. */
export const codeListEntry = pgTable(
	'code_list_entry',
	{
		region: text().notNull(),
		list: text().notNull(),
		code: text().notNull(),
		label: text().notNull(),
		source: text().notNull(),
		validFrom: text().notNull(),
		/** The last day on which it holds. */
		validUntil: text(),
		position: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.list, t.code, t.validFrom] })]
);
