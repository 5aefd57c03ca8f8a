/** 联合监管 (第29条): a task that one department begins and another carries out. */
import { z } from 'zod';
import { coded, creditCode, itemCode, moment, named, row, text } from '../../standards/fields';
import { fault, inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

/**
 * Organisations only: the row shows them to both departments in the clear, so a natural person may not stand here.
 * `basisData` of the national message is what the cockpit itself holds of the subject, and is not repeated.
 */
const SuperviseObject = z.strictObject({
	superviseObjectType: named(
		coded('supervise_object_type').optional(),
		'监管对象类型',
		'superviseObjectType'
	),
	superviseObjectName: named(text(200), '监管对象名称', 'superviseObjectName'),
	credentialsValue: named(creditCode, '统一社会信用代码，自然人不得列入', 'credentialsValue'),
	riskWarningId: named(text(60).optional(), '风险预警编号', 'fxyjId')
});

const codesOf = (name: string, column: string) =>
	named(z.array(text(50)).max(500).optional(), name, column);

/** One row is one 配合部门's part (`taskDetails`): `department` is that department, and answers for it. */
export const JointTask = z
	.strictObject({
		...row,
		taskNo: named(text(60), '任务编号', 'taskNo'),
		taskName: named(text(300), '任务名称', 'taskName'),
		taskKind: named(coded('joint_kind').default('inspection'), '任务类别'),
		taskStartTime: named(moment, '任务开始时间', 'taskStartTime'),
		status: named(coded('joint_status').default('distributed'), '任务状态', 'status'),
		initiateUnitNo: named(text(60), '发起单位编号', 'initiateUnitNo'),
		initiateUnitName: named(text(100), '发起单位名称', 'initiateUnitName'),
		initiateUnitType: named(
			coded('joint_unit_type').optional(),
			'发起单位类型',
			'initiateUnitType'
		),
		unionDeptNo: named(text(60).optional(), '配合部门编号', 'unionDeptNo'),
		unionDeptName: named(text(100).optional(), '配合部门名称', 'unionDeptName'),
		unionUnitType: named(coded('joint_unit_type').optional(), '配合单位类型', 'unionUnitType'),
		unionRegionNo: named(text(12).optional(), '配合区划编号', 'unionRegionNo'),
		unionRegionName: named(text(60).optional(), '配合区划名称', 'unionRegionName'),
		supervisionMatterCode: named(itemCode.optional(), '监管事项编码', 'supervisionMatterCode'),
		superviseObjects: named(
			z.array(SuperviseObject).max(1000).optional(),
			'监管对象',
			'superviseObjects'
		),
		inspectContent: named(text(2000).optional(), '检查内容', 'inspectContent'),
		inspectClaim: named(text(2000).optional(), '检查要求', 'inspectClaim'),
		remark: named(text(2000).optional(), '备注', 'remark'),
		distributedAt: named(moment.optional(), '分发时间'),
		dueAt: named(moment.optional(), '要求完成时间'),
		claimTime: named(moment.optional(), '认领时间', 'claimTime'),
		endTime: named(moment.optional(), '结束时间', 'endTime'),
		endReason: named(text(500).optional(), '结束原因', 'endReason'),
		feedbackTime: named(moment.optional(), '反馈时间', 'feedbackTime'),
		feedbackSuggestion: named(text(2000).optional(), '反馈意见', 'feedbackSuggestion'),
		admInspection: codesOf('检查行为编号', 'admInspection'),
		admPunishment: codesOf('处罚行为编号', 'admPunishment'),
		admForce: codesOf('强制行为编号', 'admForce'),
		other: codesOf('其他监管行为编号', 'other')
	})
	.superRefine((row, issue) => {
		inOrder(row, issue, ['distributedAt', '分发时间'], ['claimTime', '认领时间']);
		inOrder(row, issue, ['claimTime', '认领时间'], ['feedbackTime', '反馈时间']);
		inOrder(row, issue, ['claimTime', '认领时间'], ['endTime', '结束时间']);
		if (row.status === 'feedback' && row.feedbackTime === undefined) {
			fault(issue, 'feedbackTime', '已反馈的任务须填写反馈时间', 'required');
		}
	});
export type JointTask = z.infer<typeof JointTask>;

export const jointFacts = (_record: Base): Fact[] => [];
