import { text } from 'drizzle-orm/pg-core';
import { moment, recordTables } from '../../ledger/tables.server';

export const complaints = recordTables('complaint', () => ({
	channel: text().notNull(),
	kind: text().notNull(),
	topic: text().notNull(),
	registeredAt: moment().notNull(),
	/** Sealed: complainant, phone, content, object, reply. */
	complainant: text(),
	phone: text(),
	content: text(),
	object: text(),
	signedAt: moment(),
	closedAt: moment(),
	reply: text(),
	satisfaction: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: complaint, past: complaintPast } = complaints;
