import { integer, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';

export const obligations = recordTables(
	'obligation',
	() => ({
		kind: text().notNull(),
		subjectRecord: text().notNull(),
		subjectKey: text().notNull(),
		level: integer().notNull(),
		startedAt: moment().notNull(),
		dueAt: moment().notNull(),
		closedAt: moment(),
		sourceClosedAt: moment()
	}),
	(t) => [index('obligation_subject').on(t.region, t.subjectKey)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: obligation, past: obligationPast } = obligations;
