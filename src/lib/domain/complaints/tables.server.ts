import { boolean, text } from 'drizzle-orm/pg-core';
import { moment, recordTables } from '../../ledger/tables.server';

export const complaints = recordTables('complaint', () => ({
	complaintNumber: text(),
	channel: text().notNull(),
	kind: text().notNull(),
	topic: text().notNull(),
	serviceType: text(),
	/** Sealed: territory, complainant, phone, content, object and its code, reply. */
	territory: text(),
	disputeDate: text(),
	registeredAt: moment().notNull(),
	isNamed: boolean(),
	complainant: text(),
	phone: text(),
	content: text(),
	object: text(),
	objectCreditCode: text(),
	superviseItemImplementCode: text(),
	dispatchedAt: moment(),
	signedAt: moment(),
	acceptance: text(),
	isSupervised: boolean(),
	closedAt: moment(),
	reply: text(),
	visitedAt: moment(),
	satisfaction: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: complaint, past: complaintPast } = complaints;
