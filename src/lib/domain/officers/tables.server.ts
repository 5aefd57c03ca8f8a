import { text } from 'drizzle-orm/pg-core';
import { recordTables } from '../../ledger/tables.server';

export const officers = recordTables('officer', () => ({
	certificateNumber: text().notNull(),
	/** Sealed, with the two below. */
	officerName: text().notNull(),
	identityNumber: text(),
	phone: text(),
	office: text(),
	post: text(),
	enforcementField: text(),
	enforcementArea: text(),
	issuingAuthority: text(),
	issuedOn: text(),
	validUntil: text().notNull(),
	state: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: officer, past: officerPast } = officers;
