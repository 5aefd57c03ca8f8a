import { boolean, doublePrecision, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';
import type { Checklist } from './model';

export const items = recordTables(
	'item',
	() => ({
		itemCode: text().notNull(),
		itemName: text().notNull(),
		itemKind: text(),
		mainItemCode: text(),
		line: text(),
		dutyCode: text(),
		powerCode: text(),
		superviseDepartment: text(),
		basis: text().notNull(),
		objectKind: text().notNull(),
		object: text(),
		method: text().array().notNull(),
		form: text(),
		manner: text(),
		level: text().notNull(),
		scope: text().array(),
		process: text(),
		result: text(),
		handling: text(),
		checklistCode: text(),
		licenceKind: text(),
		licenceName: text(),
		licenceCode: text(),
		licencePowerCode: text(),
		/** Sealed, as is the handler. */
		responsibleLeader: text(),
		office: text(),
		handler: text(),
		state: text().notNull(),
		assignedAt: moment().notNull(),
		isKey: boolean().notNull()
	}),
	(t) => [index('item_code').on(t.region, t.itemCode)]
);

export const checklists = recordTables(
	'checklist',
	() => ({
		superviseItemCheckIcode: text().notNull(),
		itemCode: text().notNull(),
		checklistName: text().notNull(),
		matterClass: text(),
		checkModes: text().array(),
		checkBody: text(),
		cooperatingDepartments: text().array(),
		basis: text(),
		checkItems: jsonb().$type<Checklist['checkItems']>().notNull(),
		state: text().notNull(),
		compiledAt: moment().notNull(),
		publishedAt: moment()
	}),
	(t) => [index('checklist_item').on(t.region, t.itemCode)]
);

export const plans = recordTables(
	'plan',
	() => ({
		planId: text().notNull(),
		planName: text().notNull(),
		planYear: integer().notNull(),
		planType: text().notNull(),
		itemCodes: text().array(),
		matter: text(),
		content: text(),
		objectKind: text(),
		matterClass: text(),
		checkModes: text().array(),
		samplingRatio: doublePrecision(),
		frequency: text(),
		targetCount: integer(),
		checkBody: text(),
		cooperatingDepartments: text().array(),
		basis: text(),
		startDate: text().notNull(),
		endDate: text().notNull(),
		approvedOn: text(),
		publishedOn: text(),
		state: text().notNull()
	}),
	(t) => [index('plan_id').on(t.region, t.planId)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: item, past: itemPast } = items;
export const { present: checklist, past: checklistPast } = checklists;
export const { present: plan, past: planPast } = plans;
