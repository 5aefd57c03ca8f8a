import { integer, text } from 'drizzle-orm/pg-core';
import { moment, recordTables } from '../../ledger/tables.server';

export const warnings = recordTables('warning', () => ({
	title: text().notNull(),
	level: integer().notNull(),
	domain: text().notNull(),
	ruleId: text(),
	riskObject: text().notNull(),
	riskObjectCertCode: text(),
	createdAt: moment().notNull(),
	signedAt: moment(),
	verifiedAt: moment(),
	verdict: text(),
	disposedAt: moment(),
	feedbackAt: moment(),
	/** Sealed. */
	feedback: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: warning, past: warningPast } = warnings;
