import { sql } from 'drizzle-orm';
import { boolean, integer, numeric, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';

/** 行政相对人: a natural person's name and code are sealed in place. */
const act = () => ({
	administrativeCp: text().notNull(),
	administrativeCpNa: text().notNull(),
	administrativeCpCeType: text().notNull(),
	administrativeCpUiCode: text().notNull(),
	/** Sealed with them. */
	addressRegistered: text(),
	addressOperating: text(),
	areaNumber: text(),
	superviseItemImplementCode: text().notNull(),
	superviseItemCheckIcode: text(),
	superviseObjectType: text(),
	superviseObject: text(),
	implementInstitution: text(),
	implementInstitutionCode: text(),
	entrustDept: text(),
	entrustDeptCode: text(),
	submittedDate: moment(),
	/** Sealed. */
	submittedPersonnel: text(),
	/** Kept by the cockpit: is the counterparty among the 监管对象, and by when was this to be reported? */
	matched: boolean(),
	reportDueAt: moment()
});

const yuan = () => numeric({ precision: 14, scale: 2, mode: 'number' });

/** The acts of one subject: those that wait for it to be known, and its whole file. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- drizzle's own type needs the table that is being built
const ofSubject = (t: any) => [
	index()
		.on(t.region, t.administrativeCpUiCode)
		.where(sql`matched is not null`)
];

export const inspections = recordTables(
	'inspection',
	() => ({
		...act(),
		planId: text(),
		checkActionName: text().notNull(),
		checkActionCode: text().notNull(),
		checkForm: text().notNull(),
		checkType: text().notNull(),
		checkMode: text(),
		checkResult: text().notNull(),
		checkDate: moment().notNull(),
		/** Sealed. */
		checkPersonnel: text(),
		checkPersonnelCode: text().array().notNull(),
		remark: text()
	}),
	ofSubject
);

export const penalties = recordTables(
	'penalty',
	() => ({
		...act(),
		punishActionName: text().notNull(),
		punishActionCode: text().notNull(),
		checkActionCode: text(),
		caseSource: text(),
		filedOn: text(),
		illegalFact: text().notNull(),
		punishBasis: text().notNull(),
		punishProcedure: text().notNull(),
		isHearing: boolean(),
		involvesCrime: boolean(),
		isMajor: boolean(),
		legalReview: boolean(),
		legalReviewOn: text(),
		/** Sealed, as are the conclusion and what else was done. */
		legalReviewOpinion: text(),
		collectiveDiscussion: boolean(),
		collectiveDiscussionOn: text(),
		collectiveDiscussionConclusion: text(),
		punishDocumentNumber: text().notNull(),
		decisionDate: text().notNull(),
		punishKind: text().notNull(),
		punishKindSecond: text(),
		fineAmount: yuan(),
		confiscatedAmount: yuan(),
		punishResult: text().notNull(),
		notPunished: boolean(),
		severity: text().notNull(),
		reconsideration: text(),
		litigation: text(),
		executionMode: text(),
		executionResult: text(),
		paidAmount: yuan(),
		closedOn: text(),
		otherHandling: text(),
		transferredOn: text(),
		publishedOn: text(),
		publishUntil: text()
	}),
	(t) => [index('penalty_published').on(t.region, t.publishedOn), ...ofSubject(t)]
);

export const coercions = recordTables(
	'coercion',
	() => ({
		...act(),
		coercionActionName: text().notNull(),
		coercionActionCode: text().notNull(),
		checkActionCode: text(),
		illegalFact: text().notNull(),
		coercionBasis: text().notNull(),
		coercionDocumentNumber: text().notNull(),
		coercionKind: text().notNull(),
		coercionMeasure: text(),
		coercionExecution: text(),
		/** Sealed. */
		coercionResult: text(),
		startDate: moment().notNull(),
		extensionDays: integer(),
		endDate: moment()
	}),
	ofSubject
);

export const otherActs = recordTables(
	'other_act',
	() => ({
		...act(),
		actionName: text().notNull(),
		actionCode: text().notNull(),
		checkActionCode: text(),
		actSource: text(),
		measure: text(),
		startDate: moment().notNull(),
		endDate: moment(),
		outcome: text()
	}),
	ofSubject
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: inspection, past: inspectionPast } = inspections;
export const { present: penalty, past: penaltyPast } = penalties;
export const { present: coercion, past: coercionPast } = coercions;
export const { present: otherAct, past: otherActPast } = otherActs;
