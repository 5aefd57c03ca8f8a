import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Days on which the district differs from the published calendar. */
export const calendarDay = pgTable(
	'calendar_day',
	{
		region: text().notNull(),
		day: text().notNull(),
		working: boolean().notNull(),
		source: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.day] })]
);

/** Deadlines that the regulation leaves open (`domain.md` Annex A): data with a source, editable. */
export const deadlineParameter = pgTable(
	'deadline_parameter',
	{
		region: text().notNull(),
		/** `A-07`. */
		id: text().notNull(),
		/** What it is for: `warning.sign`, `complaint.close`, `exposure`. */
		duty: text().notNull(),
		/** Level or kind within it: `1`, `urgent`, `minor`. */
		variant: text().notNull(),
		amount: integer().notNull(),
		clock: text().$type<'workday' | 'hour' | 'day' | 'month'>().notNull(),
		source: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.duty, t.variant] })]
);
