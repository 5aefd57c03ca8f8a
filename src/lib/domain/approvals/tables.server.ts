import { text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';

/** A natural person's name, code and addresses are sealed in place, content and feedback always. */
export const approvals = recordTables(
	'approval',
	() => ({
		administrativeCp: text().notNull(),
		administrativeCpNa: text().notNull(),
		administrativeCpCeType: text().notNull(),
		administrativeCpUiCode: text().notNull(),
		addressRegistered: text(),
		addressOperating: text(),
		areaNumber: text(),
		noticeKind: text().notNull(),
		approvalName: text().notNull(),
		approvalKind: text(),
		licenceDocumentNumber: text(),
		licenceNumber: text(),
		content: text(),
		decisionDate: text(),
		validUntil: text(),
		approvalAuthority: text(),
		approvalDepartment: text(),
		approvalState: text().notNull(),
		superviseItemImplementCode: text(),
		pushedAt: moment().notNull(),
		signedAt: moment(),
		supervisedAt: moment(),
		checkActionCode: text(),
		returnedAt: moment(),
		feedback: text()
	}),
	(t) => [index('approval_subject').on(t.region, t.administrativeCpUiCode)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: approval, past: approvalPast } = approvals;
