import { integer, jsonb, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';
import type { FieldError } from '../../standards/fields';

export const anomalies = recordTables(
	'anomaly',
	() => ({
		kind: text().notNull(),
		dataset: text().notNull(),
		origin: text().notNull(),
		originId: text(),
		batch: text(),
		batchIndex: integer(),
		errors: jsonb().$type<FieldError[]>().notNull(),
		foundAt: moment().notNull(),
		notifiedAt: moment().notNull(),
		state: text().notNull(),
		closedAt: moment(),
		correction: text(),
		reason: text(),
		dismissedBy: text()
	}),
	(t) => [
		index('anomaly_origin').on(t.region, t.origin, t.dataset, t.originId),
		index('anomaly_found').on(t.region, t.foundAt)
	]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: anomaly, past: anomalyPast } = anomalies;
