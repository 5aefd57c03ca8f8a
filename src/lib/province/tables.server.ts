/** 向省级监管数据中心汇聚 (第13条): what has been sent, and what came back. */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, seq } from '../ledger/tables.server';

/** One batch is the entries of a stretch of the ledger; it is sent until its receipt has come. */
export const provinceBatch = pgTable(
	'province_batch',
	{
		region: text().notNull(),
		/** 批次号: date and number, `2026112400002`. */
		batch: text().notNull(),
		/** Entries after this one … */
		after: seq().notNull(),
		/** … to this one. */
		upTo: seq().notNull(),
		rows: integer().notNull(),
		madeAt: moment().notNull(),
		attempts: integer().notNull(),
		lastAttemptAt: moment(),
		lastError: text(),
		receipt: text(),
		receivedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.region, t.batch] })]
);

/** What the other end says it holds, by dataset, beside what we hold. */
export const provinceReconciliation = pgTable(
	'province_reconciliation',
	{
		region: text().notNull(),
		at: moment().notNull(),
		upTo: seq().notNull(),
		counts: jsonb().$type<Record<string, { ours: number; theirs: number }>>().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.at] })]
);
