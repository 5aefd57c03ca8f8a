/** 监管行为 (第15条): inspections, penalties, coercions and other acts. */
import { z } from 'zod';
import {
	counterparty,
	day,
	itemCode,
	moment,
	named,
	row,
	text,
	yuan
} from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

const act = {
	...row,
	...counterparty,
	superviseItemImplementCode: named(itemCode, '监管事项目录编码', 'supervise_item_implement_code'),
	superviseObject: named(text(200).optional(), '监管对象', 'supervise_object'),
	implementInstitution: named(text(100).optional(), '实施机构', 'implement_institution')
};

/** 行政检查行为 */
export const Inspection = z.strictObject({
	...act,
	checkActionName: named(text(200), '检查行为名称', 'check_action_name'),
	checkActionCode: named(text(50), '检查行为编号', 'check_action_code'),
	checkForm: named(
		z.enum(['onsite', 'remote', 'written']).default('onsite'),
		'检查形式：现场、非现场、书面',
		'check_form'
	),
	checkType: named(
		z.enum(['daily', 'random', 'special', 'temporary']).default('daily'),
		'检查类别：日常、随机抽查、专项、临时',
		'check_type'
	),
	checkResult: named(
		z.enum(['passed', 'rectify', 'transferred', 'unreachable']),
		'检查结果：未发现问题、发现问题已责令改正、发现问题待后续处理、无法联系',
		'check_result'
	),
	checkDate: named(moment, '检查时间', 'check_date'),
	checkPersonnelCode: named(
		z.array(text(30)).max(20).default([]),
		'检查人员执法证号',
		'check_personnel_code'
	),
	remark: named(text(2000).optional(), '检查情况说明')
});
export type Inspection = z.infer<typeof Inspection>;

/** 行政处罚行为 */
export const Penalty = z.strictObject({
	...act,
	punishActionName: named(text(500), '处罚行为名称', 'CF_CFMC'),
	punishActionCode: named(text(50), '处罚行为编号'),
	checkActionCode: named(text(50).optional(), '检查行为编号', 'check_action_code'),
	illegalFact: named(text(2000), '违法事实', 'CF_WFXW'),
	punishBasis: named(text(1000), '处罚依据', 'CF_YJ'),
	punishProcedure: named(
		z.enum(['summary', 'ordinary', 'hearing']).default('ordinary'),
		'处罚程序：简易、普通、听证'
	),
	punishDocumentNumber: named(text(100), '处罚文书号', 'CF_WSH'),
	decisionDate: named(day, '作出决定日期', 'CF_JDRQ'),
	punishKind: named(
		z.enum(['warning', 'fine', 'confiscation', 'licence', 'closure', 'detention', 'other']),
		'处罚种类：警告通报批评、罚款、没收、暂扣吊销许可、限制经营停产关闭、行政拘留、其他',
		'CF_CFLB1'
	),
	fineAmount: named(yuan.optional(), '罚款金额，元', 'CF_NR_FK'),
	punishResult: named(text(1000), '处罚结果', 'CF_NR'),
	severity: named(
		z.enum(['minor', 'general', 'serious']).default('general'),
		'违法情节：轻微、一般、严重'
	),
	publishedOn: named(day.optional(), '公示日期，未公示则空'),
	publishUntil: named(day.optional(), '公示截止日期', 'CF_GSJZQ')
});
export type Penalty = z.infer<typeof Penalty>;

/** 行政强制行为 */
export const Coercion = z.strictObject({
	...act,
	coercionActionName: named(text(400), '强制行为名称'),
	coercionActionCode: named(text(50), '强制行为编号'),
	checkActionCode: named(text(50).optional(), '检查行为编号', 'check_action_code'),
	illegalFact: named(text(1000), '违法事实'),
	coercionBasis: named(text(1000), '强制依据'),
	coercionDocumentNumber: named(text(100), '强制决定书号'),
	coercionKind: named(z.enum(['measure', 'execution']), '行政强制种类：强制措施、强制执行'),
	startDate: named(moment, '措施起始时间'),
	endDate: named(moment.optional(), '结束时间')
});
export type Coercion = z.infer<typeof Coercion>;

/** 其他监管行为 */
export const OtherAct = z.strictObject({
	...act,
	actionName: named(text(300), '行为名称'),
	actionCode: named(text(50), '行为编号'),
	checkActionCode: named(text(50).optional(), '检查行为编号', 'check_action_code'),
	measure: named(text(50).optional(), '监管措施'),
	startDate: named(moment, '开始时间'),
	endDate: named(moment.optional(), '结束时间'),
	outcome: named(text(200).optional(), '结案情况')
});
export type OtherAct = z.infer<typeof OtherAct>;

/** An act counts in the period of its act date, not of its arrival. */
const actFact = (record: Base, t: Date, kind: string): Fact[] =>
	record.withdrawn ? [] : [{ t, marks: ['act', `act.${kind}`] }];

const shanghaiDay = (date: string) => new Date(`${date}T00:00:00+08:00`);

export const inspectionFacts = (r: Base & Pick<Inspection, 'checkDate'>) =>
	actFact(r, r.checkDate, 'inspection');
export const penaltyFacts = (r: Base & Pick<Penalty, 'decisionDate'>) =>
	actFact(r, shanghaiDay(r.decisionDate), 'penalty');
export const coercionFacts = (r: Base & Pick<Coercion, 'startDate'>) =>
	actFact(r, r.startDate, 'coercion');
export const otherActFacts = (r: Base & Pick<OtherAct, 'startDate'>) =>
	actFact(r, r.startDate, 'other');
