/** 审管联动和双告知, 联合监管. */
import { Approval } from '../../domain/approvals/model';
import { JointTask } from '../../domain/joint/model';
import { types } from '../../domain/types.server';
import { dateOf } from '../../metrics/period';
import type { Dataset } from '../dataset';
import { CODE, ITEM, minutesAgo, NAME } from './examples';
import { sealCounterparty } from './sealing';

export const JOINT_DATASETS: Dataset[] = [
	{
		name: 'approvals',
		title: '审管联动和双告知',
		type: types.approval,
		schema: Approval,
		time: 'pushedAt',
		happened: ['decisionDate', 'signedAt', 'supervisedAt', 'returnedAt'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty('content', 'feedback'),
		// Decided on the day of the push, also a moment after midnight.
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			administrativeCp: NAME,
			administrativeCpUiCode: CODE,
			noticeKind: 'licence',
			approvalName: '煤矿建设项目安全设施设计审查',
			approvalKind: 'ordinary',
			licenceDocumentNumber: `平审批〔${dateOf(now).slice(0, 4)}〕1号`,
			decisionDate: dateOf(new Date(minutesAgo(now, 1))),
			approvalAuthority: '区行政审批服务管理局',
			approvalDepartment: 'shenpi',
			superviseItemImplementCode: ITEM,
			pushedAt: minutesAgo(now, 1)
		})
	},
	{
		name: 'joint-tasks',
		title: '联合监管任务',
		type: types.joint_task,
		schema: JointTask,
		happened: ['distributedAt', 'claimTime', 'endTime', 'feedbackTime'],
		sealed: (_row, _index, key) => ({
			subject: key,
			fields: ['inspectContent', 'inspectClaim', 'remark', 'endReason', 'feedbackSuggestion']
		}),
		example: (id, now) => ({
			id,
			department: 'yingji',
			taskNo: `LH-${id}`,
			taskName: '煤矿安全部门联合检查',
			taskKind: 'inspection',
			taskStartTime: dateOf(now),
			status: 'distributed',
			initiateUnitNo: 'nengyuan',
			initiateUnitName: '区能源局',
			unionDeptNo: 'yingji',
			unionDeptName: '区应急管理局',
			unionRegionNo: '140603',
			supervisionMatterCode: ITEM,
			superviseObjects: [{ superviseObjectName: NAME, credentialsValue: CODE }],
			inspectContent: '采掘工作面通风和瓦斯监测'
		})
	}
];
