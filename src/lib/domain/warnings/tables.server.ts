import { integer, text } from 'drizzle-orm/pg-core';
import { moment, recordTables } from '../../ledger/tables.server';

export const warnings = recordTables('warning', () => ({
	fxyjId: text(),
	title: text().notNull(),
	level: integer().notNull(),
	domain: text().notNull(),
	province: text(),
	warningSource: text(),
	ruleId: text(),
	riskObject: text().notNull(),
	riskObjectCertCode: text(),
	/** Sealed, as are disposal and feedback. */
	props: text(),
	createdAt: moment().notNull(),
	signedAt: moment(),
	verifiedAt: moment(),
	verdict: text(),
	disposal: text(),
	disposedAt: moment(),
	checkActionCode: text(),
	feedbackAt: moment(),
	feedback: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: warning, past: warningPast } = warnings;
