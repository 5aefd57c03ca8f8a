import { text } from 'drizzle-orm/pg-core';
import { index, recordTables } from '../../ledger/tables.server';

export const subjects = recordTables(
	'subject',
	() => ({
		creditCode: text().notNull(),
		subjectName: text().notNull(),
		subjectKind: text().notNull(),
		industry: text(),
		address: text(),
		/** Sealed. */
		legalPerson: text(),
		/** Sealed. */
		phone: text(),
		state: text().notNull()
	}),
	(t) => [index('subject_credit_code').on(t.region, t.creditCode)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: subject, past: subjectPast } = subjects;
