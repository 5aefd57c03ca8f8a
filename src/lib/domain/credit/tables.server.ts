import { text } from 'drizzle-orm/pg-core';
import { index, recordTables } from '../../ledger/tables.server';

/** A natural person's name and code are sealed in place, the content always. */
export const creditRecords = recordTables(
	'credit_record',
	() => ({
		administrativeCp: text().notNull(),
		administrativeCpNa: text().notNull(),
		administrativeCpCeType: text().notNull(),
		administrativeCpUiCode: text().notNull(),
		recordKind: text().notNull(),
		recordNumber: text(),
		recordedOn: text().notNull(),
		authority: text(),
		basis: text(),
		content: text(),
		creditGrade: text(),
		commitmentResult: text(),
		verifiedOn: text(),
		validUntil: text(),
		state: text().notNull(),
		repairedOn: text(),
		repairDocumentNumber: text()
	}),
	(t) => [index('credit_record_subject').on(t.region, t.administrativeCpUiCode)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: creditRecord, past: creditRecordPast } = creditRecords;
