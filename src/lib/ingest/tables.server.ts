import { bigint, integer, jsonb, pgTable, primaryKey, text, index } from 'drizzle-orm/pg-core';
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

/** One file or one long request on its way in: how far it is, and how it ended. */
export const importJob = pgTable(
	'import_job',
	{
		region: text().notNull(),
		id: text().notNull(),
		dataset: text().notNull(),
		source: text().notNull(),
		/** `user:<id>`, `source:<name>`. */
		actor: text().notNull(),
		/** The department that it is reported for; null: several. */
		department: text(),
		/** Name of the file; null for a request. */
		file: text(),
		state: text().$type<'running' | 'done' | 'stopped' | 'failed'>().notNull(),
		bytes: bigint({ mode: 'number' }).notNull(),
		/** Bytes in all, where that is known. */
		size: bigint({ mode: 'number' }),
		accepted: integer().notNull(),
		corrected: integer().notNull(),
		duplicates: integer().notNull(),
		rejected: integer().notNull(),
		/** Where the refused rows are. */
		batch: text().notNull(),
		error: text(),
		startedAt: moment().notNull(),
		updatedAt: moment().notNull(),
		finishedAt: moment()
	},
	(t) => [
		primaryKey({ columns: [t.region, t.id] }),
		index('import_job_started').on(t.region, t.startedAt)
	]
);

/** Whoever knocked at a door and is not registered: listed, so that somebody can register it. */
export const unknownDevice = pgTable(
	'unknown_device',
	{
		region: text().notNull(),
		door: text().$type<'hj212' | 'mqtt' | 'mine'>().notNull(),
		/** MN, topic or mine code. */
		name: text().notNull(),
		address: text().notNull(),
		reason: text().notNull(),
		attempts: bigint({ mode: 'number' }).notNull(),
		firstAt: moment().notNull(),
		lastAt: moment().notNull(),
		/** The last thing it sent. Sealed. */
		raw: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.door, t.name] })]
);

/** What somebody has begun to enter by hand. Sealed: it may hold personal data. */
export const entryDraft = pgTable(
	'entry_draft',
	{
		region: text().notNull(),
		person: text().notNull(),
		dataset: text().notNull(),
		id: text().notNull(),
		content: text().notNull(),
		updatedAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.person, t.dataset, t.id] })]
);

/** What a source is to report, and how often: data with a reason, editable. */
export const expectedReport = pgTable(
	'expected_report',
	{
		region: text().notNull(),
		origin: text().notNull(),
		dataset: text().notNull(),
		department: text().notNull(),
		every: text().$type<'day' | 'week' | 'month'>().notNull(),
		/** Working days after the period's end until it counts as missing. */
		grace: integer().notNull(),
		/** First day of the first period. */
		since: text().notNull(),
		reason: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.origin, t.dataset, t.department] })]
);

/** What each source brought on a day, and how: the counts of the quality desk that no record tells. */
export const intake = pgTable(
	'intake',
	{
		region: text().notNull(),
		/** `2026-11-24` in Shanghai. */
		day: text().notNull(),
		source: text().notNull(),
		dataset: text().notNull(),
		/** The department of the key; `*` where it serves several. */
		department: text().notNull(),
		accepted: bigint({ mode: 'number' }).notNull(),
		corrected: bigint({ mode: 'number' }).notNull(),
		duplicates: bigint({ mode: 'number' }).notNull(),
		rejected: bigint({ mode: 'number' }).notNull(),
		lastAt: moment().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.day, t.source, t.dataset, t.department] })]
);
