import { doublePrecision, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../ledger/tables.server';

/** The demo district, while one is loaded: the same seed fills the days that it was off. */
export const demoState = pgTable('demo_state', {
	region: text().primaryKey(),
	seed: text().notNull(),
	scale: doublePrecision().notNull(),
	startedOn: moment().notNull(),
	filledUntil: moment().notNull()
});

/** A fingerprint of the master secret: a start with another one is refused in a sentence. */
export const installation = pgTable('installation', {
	region: text().primaryKey(),
	secretFingerprint: text().notNull()
});
