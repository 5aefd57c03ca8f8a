import { jsonb, text } from 'drizzle-orm/pg-core';
import { index, moment, recordTables } from '../../ledger/tables.server';
import type { JointTask } from './model';

export const jointTasks = recordTables(
	'joint_task',
	() => ({
		taskNo: text().notNull(),
		taskName: text().notNull(),
		taskKind: text().notNull(),
		taskStartTime: moment().notNull(),
		status: text().notNull(),
		initiateUnitNo: text().notNull(),
		initiateUnitName: text().notNull(),
		initiateUnitType: text(),
		unionDeptNo: text(),
		unionDeptName: text(),
		unionUnitType: text(),
		unionRegionNo: text(),
		unionRegionName: text(),
		supervisionMatterCode: text(),
		superviseObjects: jsonb().$type<JointTask['superviseObjects']>(),
		/** Sealed: content, claim, remark, reason, suggestion. */
		inspectContent: text(),
		inspectClaim: text(),
		remark: text(),
		distributedAt: moment(),
		dueAt: moment(),
		claimTime: moment(),
		endTime: moment(),
		endReason: text(),
		feedbackTime: moment(),
		feedbackSuggestion: text(),
		admInspection: text().array(),
		admPunishment: text().array(),
		admForce: text().array(),
		other: text().array()
	}),
	(t) => [index('joint_task_no').on(t.region, t.taskNo)]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: jointTask, past: jointTaskPast } = jointTasks;
