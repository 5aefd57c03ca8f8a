import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables, seq } from '../../ledger/tables.server';

/** Security events: a ledger of its own, `<region>/audit`, so that a flood of them cannot hold up the wall. */
export const audits = recordTables(
	'audit',
	() => ({
		event: text().notNull(),
		outcome: text().$type<'done' | 'refused'>().notNull(),
		/** Account id, or `source:<name>`, `screen:<name>`; null for a stranger. */
		actor: text(),
		/** Name and role as they were then. */
		actorName: text(),
		/** Network address. */
		address: text(),
		/** What it was about: a record, a scope, an account, a key. */
		target: text(),
		/** Why, where one had to say so. */
		purpose: text(),
		detail: text(),
		happenedAt: moment().notNull(),
		/** The same thing so many times before it could be written. */
		times: integer().notNull()
	}),
	(t) => [index('audit_seq').on(t.region, t.seq), index('audit_event').on(t.region, t.event, t.seq)]
);

/** The last entry of each day in each ledger, as it was printed: whoever rewrites a chain contradicts it. */
export const dayRoot = pgTable(
	'day_root',
	{
		/** `140603`, or `140603/audit`. */
		ledger: text().notNull(),
		/** `2026-11-23`, Shanghai. */
		day: text().notNull(),
		seq: seq().notNull(),
		hash: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.ledger, t.day] })]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: audit, past: auditPast } = audits;
