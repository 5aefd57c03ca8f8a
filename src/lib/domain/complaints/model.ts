/** 投诉举报 (第33条). */
import { z } from 'zod';
import { moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const Complaint = z.strictObject({
	...row,
	channel: named(z.enum(['12345', '12315', '12369', '12350', 'portal', 'letter']), '来源渠道'),
	kind: named(
		z.enum(['consultation', 'general', 'complaint', 'urgent']),
		'类别：咨询、一般诉求、投诉举报、紧急'
	),
	topic: named(text(60), '主题，如 噪声扰民'),
	registeredAt: named(moment, '登记时间'),
	complainant: named(text(60).optional(), '投诉举报人'),
	phone: named(text(30).optional(), '联系电话'),
	content: named(text(4000).optional(), '投诉举报内容'),
	object: named(text(200).optional(), '被投诉对象', 'complaintObject'),
	signedAt: named(moment.optional(), '签收时间'),
	closedAt: named(moment.optional(), '办结时间'),
	reply: named(text(4000).optional(), '答复内容'),
	satisfaction: named(z.enum(['satisfied', 'unsatisfied']).optional(), '回访评价：满意、不满意')
});
export type Complaint = z.infer<typeof Complaint>;

/** A complaint counts through its duties alone (K-12, K-19). */
export const complaintFacts = (_record: Base): Fact[] => [];
