/** 监管行为 (第15条): inspections, penalties, coercions and other acts. */
import { z } from 'zod';
import { act, checkCounterparty } from '../../standards/act-fields';
import { coded, day, moment, named, text, yuan } from '../../standards/fields';
import { inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

const checkActionCode = named(text(50).optional(), '检查行为编号，国家必填', 'check_action_code');

/** 行政检查行为 */
export const Inspection = z
	.strictObject({
		...act,
		planId: named(text(50).optional(), '双随机一公开计划编号', 'plan_id'),
		superviseItemCheckIcode: named(
			act.superviseItemCheckIcode,
			'检查实施清单编码，国家必填，多个以逗号分隔',
			'supervise_item_check_icode'
		),
		checkActionName: named(text(200), '检查行为名称', 'check_action_name'),
		checkActionCode: named(text(50), '检查行为编号', 'check_action_code'),
		checkForm: named(coded('check_form').default('onsite'), '检查形式', 'check_form'),
		checkType: named(coded('check_type').default('daily'), '检查类别', 'check_type'),
		checkMode: named(coded('check_mode').optional(), '检查方式', 'check_mode'),
		checkResult: named(coded('check_result'), '检查结果', 'check_result'),
		checkDate: named(moment, '检查时间', 'check_date'),
		checkPersonnel: named(
			text(400).optional(),
			'检查人员，国家必填，多人以顿号分隔',
			'check_personnel'
		),
		checkPersonnelCode: named(
			z.array(text(30)).max(20).default([]),
			'检查人员执法证号',
			'check_personnel_code'
		),
		remark: named(text(2000).optional(), '检查情况说明')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		inOrder(row, issue, ['checkDate', '检查时间'], ['submittedDate', '报送时间']);
	});
export type Inspection = z.infer<typeof Inspection>;

/** 行政处罚行为 */
export const Penalty = z
	.strictObject({
		...act,
		punishActionName: named(text(500), '处罚行为名称', 'CF_CFMC'),
		punishActionCode: named(text(50), '处罚行为编号'),
		checkActionCode,
		caseSource: named(coded('case_source').optional(), '案件来源，国家必填'),
		filedOn: named(day.optional(), '处罚立案时间'),
		illegalFact: named(text(2000), '违法事实', 'CF_WFXW'),
		punishBasis: named(text(1000), '处罚依据', 'CF_YJ'),
		punishProcedure: named(coded('punish_procedure').default('ordinary'), '处罚程序'),
		isHearing: named(z.boolean().optional(), '是否听证，国家必填'),
		involvesCrime: named(z.boolean().optional(), '是否涉刑案件，国家必填'),
		isMajor: named(z.boolean().optional(), '是否重大案件'),
		legalReview: named(z.boolean().optional(), '是否法制审核'),
		legalReviewOn: named(day.optional(), '法制审核日期'),
		legalReviewOpinion: named(text(1000).optional(), '法制审核意见'),
		collectiveDiscussion: named(z.boolean().optional(), '是否集体讨论'),
		collectiveDiscussionOn: named(day.optional(), '集体讨论日期'),
		collectiveDiscussionConclusion: named(text(1000).optional(), '集体讨论结论'),
		punishDocumentNumber: named(text(100), '处罚文书号', 'CF_WSH'),
		decisionDate: named(day, '作出决定日期', 'CF_JDRQ'),
		punishKind: named(coded('punish_kind'), '处罚种类', 'CF_CFLB1'),
		punishKindSecond: named(coded('punish_kind').optional(), '处罚种类之二', 'CF_CFLB2'),
		fineAmount: named(yuan.optional(), '罚款金额，元', 'CF_NR_FK'),
		confiscatedAmount: named(yuan.optional(), '没收金额，元', 'CF_NR_WFFF'),
		punishResult: named(text(1000), '处罚结果', 'CF_NR'),
		notPunished: named(z.boolean().optional(), '不予行政处罚，国家必填'),
		severity: named(
			coded('penalty_severity', ['minor', 'general', 'serious']).default('general'),
			'违法情节'
		),
		reconsideration: named(coded('reconsideration').optional(), '行政复议，国家必填'),
		litigation: named(coded('litigation').optional(), '行政诉讼，国家必填'),
		executionMode: named(coded('execution_mode').optional(), '结案执行方式'),
		executionResult: named(text(200).optional(), '结案执行结果'),
		paidAmount: named(yuan.optional(), '实缴罚款金额，元'),
		closedOn: named(day.optional(), '结案日期'),
		otherHandling: named(text(500).optional(), '其他处理情况'),
		transferredOn: named(day.optional(), '移送时间'),
		publishedOn: named(day.optional(), '公示日期，未公示则空'),
		publishUntil: named(day.optional(), '公示截止日期', 'CF_GSJZQ')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		inOrder(row, issue, ['filedOn', '立案时间'], ['closedOn', '结案日期']);
		inOrder(row, issue, ['closedOn', '结案日期'], ['submittedDate', '报送时间']);
	});
export type Penalty = z.infer<typeof Penalty>;

/** 行政强制行为; 查封扣押 may be extended once by at most 30 days (行政强制法第25条), others as their law says. */
export const Coercion = z
	.strictObject({
		...act,
		coercionActionName: named(text(400), '强制行为名称'),
		coercionActionCode: named(text(50), '强制行为编号'),
		checkActionCode,
		illegalFact: named(text(1000), '违法事实'),
		coercionBasis: named(text(1000), '强制依据'),
		coercionDocumentNumber: named(text(100), '强制决定书号'),
		coercionKind: named(coded('coercion_kind'), '行政强制种类'),
		coercionMeasure: named(coded('coercion_measure').optional(), '强制措施类型'),
		coercionExecution: named(coded('coercion_execution').optional(), '强制执行类型'),
		coercionResult: named(text(500).optional(), '强制结果'),
		startDate: named(moment, '措施起始时间'),
		extensionDays: named(z.int().min(1).max(366).optional(), '延长期限，日'),
		endDate: named(moment.optional(), '结束时间')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		inOrder(row, issue, ['startDate', '措施起始时间'], ['endDate', '结束时间']);
		inOrder(row, issue, ['startDate', '措施起始时间'], ['submittedDate', '报送时间']);
	});
export type Coercion = z.infer<typeof Coercion>;

/** 其他监管行为 */
export const OtherAct = z
	.strictObject({
		...act,
		actionName: named(text(300), '行为名称'),
		actionCode: named(text(50), '行为编号'),
		checkActionCode,
		actSource: named(coded('act_source').optional(), '事项来源'),
		measure: named(text(50).optional(), '监管措施'),
		startDate: named(moment, '开始时间'),
		endDate: named(moment.optional(), '结束时间'),
		outcome: named(text(200).optional(), '结案情况')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		inOrder(row, issue, ['startDate', '开始时间'], ['endDate', '结束时间']);
		inOrder(row, issue, ['startDate', '开始时间'], ['submittedDate', '报送时间']);
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
