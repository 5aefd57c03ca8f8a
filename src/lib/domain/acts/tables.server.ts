import { boolean, numeric, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';

/** 行政相对人: a natural person's name and code are sealed in place. */
const act = () => ({
	administrativeCp: text().notNull(),
	administrativeCpNa: text().notNull(),
	administrativeCpCeType: text().notNull(),
	administrativeCpUiCode: text().notNull(),
	superviseItemImplementCode: text().notNull(),
	superviseObject: text(),
	implementInstitution: text(),
	/** Kept by the cockpit: is the counterparty among the 监管对象, and by when was this to be reported? */
	matched: boolean(),
	reportDueAt: moment()
});

export const inspections = recordTables('inspection', () => ({
	...act(),
	checkActionName: text().notNull(),
	checkActionCode: text().notNull(),
	checkForm: text().notNull(),
	checkType: text().notNull(),
	checkResult: text().notNull(),
	checkDate: moment().notNull(),
	checkPersonnelCode: text().array().notNull(),
	remark: text()
}));

export const penalties = recordTables(
	'penalty',
	() => ({
		...act(),
		punishActionName: text().notNull(),
		punishActionCode: text().notNull(),
		checkActionCode: text(),
		illegalFact: text().notNull(),
		punishBasis: text().notNull(),
		punishProcedure: text().notNull(),
		punishDocumentNumber: text().notNull(),
		decisionDate: text().notNull(),
		punishKind: text().notNull(),
		fineAmount: numeric({ precision: 14, scale: 2, mode: 'number' }),
		punishResult: text().notNull(),
		severity: text().notNull(),
		publishedOn: text(),
		publishUntil: text()
	}),
	(t) => [index('penalty_published').on(t.region, t.publishedOn)]
);

export const coercions = recordTables('coercion', () => ({
	...act(),
	coercionActionName: text().notNull(),
	coercionActionCode: text().notNull(),
	checkActionCode: text(),
	illegalFact: text().notNull(),
	coercionBasis: text().notNull(),
	coercionDocumentNumber: text().notNull(),
	coercionKind: text().notNull(),
	startDate: moment().notNull(),
	endDate: moment()
}));

export const otherActs = recordTables('other_act', () => ({
	...act(),
	actionName: text().notNull(),
	actionCode: text().notNull(),
	checkActionCode: text(),
	measure: text(),
	startDate: moment().notNull(),
	endDate: moment(),
	outcome: text()
}));

// Each table under a name of its own: the migration generator looks for those.
export const { present: inspection, past: inspectionPast } = inspections;
export const { present: penalty, past: penaltyPast } = penalties;
export const { present: coercion, past: coercionPast } = coercions;
export const { present: otherAct, past: otherActPast } = otherActs;
