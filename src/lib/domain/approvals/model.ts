/** 审管联动 and 双告知 (第12、29条): what was approved reaches who supervises, and what he finds returns. */
import { z } from 'zod';
import { checkCounterparty, counterparty, places } from '../../standards/act-fields';
import { coded, day, itemCode, moment, named, row, text } from '../../standards/fields';
import { inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

/** `department` supervises and answers; columns are those of the 双公示 exchange of licences. */
export const Approval = z
	.strictObject({
		...row,
		...counterparty,
		...places,
		noticeKind: named(coded('approval_notice').default('licence'), '双告知类别'),
		approvalName: named(text(300), '许可或登记事项名称', 'XK_XMMC'),
		approvalKind: named(coded('approval_kind').optional(), '审批类别', 'XK_SPLB'),
		licenceDocumentNumber: named(text(100).optional(), '决定文书号', 'XK_WSH'),
		licenceNumber: named(text(100).optional(), '证照编号'),
		content: named(text(2000).optional(), '许可或告知内容', 'XK_NR'),
		decisionDate: named(day.optional(), '决定日期', 'XK_JDRQ'),
		validUntil: named(day.optional(), '有效期至', 'XK_JZQ'),
		approvalAuthority: named(text(100).optional(), '审批机关', 'XK_XZJG'),
		approvalDepartment: named(text(40).optional(), '审批部门代码'),
		approvalState: named(coded('approval_state').default('valid'), '许可状态', 'XK_ZT'),
		superviseItemImplementCode: named(
			itemCode.optional(),
			'监管事项目录编码',
			'supervise_item_implement_code'
		),
		pushedAt: named(moment, '推送时间'),
		signedAt: named(moment.optional(), '监管部门签收时间'),
		supervisedAt: named(moment.optional(), '首次监管时间'),
		checkActionCode: named(text(50).optional(), '检查行为编号', 'check_action_code'),
		returnedAt: named(moment.optional(), '监管结果回传时间'),
		feedback: named(text(2000).optional(), '监管结果')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		inOrder(row, issue, ['decisionDate', '决定日期'], ['validUntil', '有效期']);
		inOrder(row, issue, ['decisionDate', '决定日期'], ['pushedAt', '推送时间']);
		inOrder(row, issue, ['pushedAt', '推送时间'], ['signedAt', '监管部门签收时间']);
		inOrder(row, issue, ['signedAt', '监管部门签收时间'], ['returnedAt', '监管结果回传时间']);
	});
export type Approval = z.infer<typeof Approval>;

export const approvalFacts = (_record: Base): Fact[] => [];
