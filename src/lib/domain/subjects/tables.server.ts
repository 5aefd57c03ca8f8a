import { boolean, doublePrecision, text } from 'drizzle-orm/pg-core';
import { index, recordTables } from '../../ledger/tables.server';

export const subjects = recordTables(
	'subject',
	() => ({
		creditCode: text().notNull(),
		subjectName: text().notNull(),
		subjectKind: text().notNull(),
		registerNumber: text(),
		organisationCode: text(),
		industry: text(),
		industryCode: text(),
		businessScope: text(),
		addressRegistered: text(),
		address: text(),
		registerAuthority: text(),
		registeredOn: text(),
		registeredCapital: doublePrecision(),
		/** Sealed. */
		legalPerson: text(),
		/** Sealed. */
		phone: text(),
		isKey: boolean(),
		tags: text().array(),
		state: text().notNull(),
		endedOn: text()
	}),
	(t) => [index('subject_credit_code').on(t.region, t.creditCode)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: subject, past: subjectPast } = subjects;
