/** 投诉举报 (第33条). */
import { z } from 'zod';
import { coded, creditCode, day, itemCode, moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const Complaint = z.strictObject({
	...row,
	complaintNumber: named(text(60).optional(), '工单编号'),
	channel: named(coded('complaint_channel'), '来源渠道'),
	/** Each kind has a deadline of its own. */
	kind: named(
		coded('complaint_kind', ['consultation', 'general', 'complaint', 'urgent']),
		'类别',
		'complaintType'
	),
	topic: named(text(60), '主题，如 噪声扰民'),
	serviceType: named(text(60).optional(), '商品或服务类型', 'serviceType'),
	territory: named(text(200).optional(), '发生地', 'complaintTerritory'),
	disputeDate: named(day.optional(), '争议或违法行为发生日期', 'disputeDate'),
	registeredAt: named(moment, '登记时间'),
	isNamed: named(z.boolean().optional(), '是否实名'),
	complainant: named(text(60).optional(), '投诉举报人'),
	phone: named(text(30).optional(), '联系电话'),
	content: named(text(4000).optional(), '投诉举报内容', 'complaintDetail'),
	object: named(text(200).optional(), '被投诉对象', 'complaintObject'),
	objectCreditCode: named(creditCode.optional(), '被投诉对象统一社会信用代码'),
	superviseItemImplementCode: named(
		itemCode.optional(),
		'监管事项目录编码',
		'supervise_item_implement_code'
	),
	dispatchedAt: named(moment.optional(), '分派时间'),
	signedAt: named(moment.optional(), '签收时间'),
	acceptance: named(coded('complaint_acceptance').optional(), '受理情况'),
	isSupervised: named(z.boolean().optional(), '是否督办'),
	closedAt: named(moment.optional(), '办结时间'),
	reply: named(text(4000).optional(), '答复内容'),
	visitedAt: named(moment.optional(), '回访时间'),
	satisfaction: named(coded('satisfaction').optional(), '回访评价')
});
export type Complaint = z.infer<typeof Complaint>;

/** A complaint counts through its duties alone (K-12, K-19). */
export const complaintFacts = (_record: Base): Fact[] => [];
