/** 风险预警 (第34条): a clue is pushed, signed for, verified, disposed of and fed back. */
import { z } from 'zod';
import { coded, moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

/** Names are those of `riskWarning` in the national message of joint supervision. */
export const Warning = z.strictObject({
	...row,
	fxyjId: named(text(60).optional(), '风险预警编号', 'fxyjId'),
	title: named(text(200), '预警标题', 'title'),
	level: named(z.int().min(1).max(4), '等级：1 红、2 橙、3 黄、4 蓝', 'level'),
	domain: named(text(60), '领域', 'domain'),
	province: named(text(60).optional(), '省份', 'province'),
	/** `source` is the system that reports, in every record. */
	warningSource: named(text(100).optional(), '预警来源', 'source'),
	ruleId: named(text(60).optional(), '预警规则', 'ruleId'),
	riskObject: named(text(200), '风险对象', 'riskObject'),
	riskObjectCertCode: named(text(20).optional(), '风险对象证件号码', 'riskObjectCertCode'),
	props: named(text(4000).optional(), '扩展信息，JSON 文本', 'props'),
	createdAt: named(moment, '生成时间', 'createdAt'),
	signedAt: named(moment.optional(), '签收时间'),
	verifiedAt: named(moment.optional(), '核查时间'),
	verdict: named(coded('warning_verdict').optional(), '核查结论'),
	disposal: named(text(1000).optional(), '处置措施'),
	disposedAt: named(moment.optional(), '处置时间'),
	checkActionCode: named(text(50).optional(), '检查行为编号', 'check_action_code'),
	feedbackAt: named(moment.optional(), '反馈时间'),
	feedback: named(text(2000).optional(), '反馈内容')
});
export type Warning = z.infer<typeof Warning>;

/** Open until its result is fed back; counted by level whatever the period. */
export function warningFacts(
	r: Base & Pick<Warning, 'level'> & { feedbackAt?: Date | null }
): Fact[] {
	if (r.withdrawn || r.feedbackAt) return [];
	return [{ t: null, marks: ['warning.open', `warning.open.${r.level}`] }];
}
