import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Reference data that migrations load, with validity. */
export const department = pgTable(
	'department',
	{
		region: text().notNull(),
		code: text().notNull(),
		name: text().notNull(),
		shortName: text().notNull(),
		kind: text().$type<'bureau' | 'team' | 'zone'>().notNull(),
		validFrom: text().notNull(),
		validTo: text(),
		successor: text()
	},
	(t) => [primaryKey({ columns: [t.region, t.code] })]
);

export const township = pgTable(
	'township',
	{
		region: text().notNull(),
		code: text().notNull(),
		name: text().notNull(),
		validFrom: text().notNull(),
		validTo: text()
	},
	(t) => [primaryKey({ columns: [t.region, t.code] })]
);
