/** 监管行为: inspections, penalties, coercions, other acts. */
import { Coercion, Inspection, OtherAct, Penalty } from '../../domain/acts/model';
import { types } from '../../domain/types.server';
import { dateOf } from '../../metrics/period';
import type { Dataset } from '../dataset';
import { CHECKLIST, CODE, ITEM, NAME } from './examples';
import { sealCounterparty } from './sealing';

const common = (id: string) => ({
	id,
	department: 'nengyuan',
	township: '140603200',
	superviseItemImplementCode: ITEM,
	superviseObject: NAME,
	implementInstitution: '区能源局',
	administrativeCp: NAME,
	administrativeCpNa: '2',
	administrativeCpCeType: '001',
	administrativeCpUiCode: CODE,
	areaNumber: '140603'
});

export const ACT_DATASETS: Dataset[] = [
	{
		name: 'inspections',
		title: '行政检查行为',
		act: 'other',
		type: types.inspection,
		schema: Inspection,
		time: 'checkDate',
		happened: ['submittedDate'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty('remark'),
		example: (id, now) => ({
			...common(id),
			superviseItemCheckIcode: CHECKLIST,
			checkActionName: '煤矿日常检查',
			checkActionCode: `JC-${id}`,
			checkForm: 'onsite',
			checkType: 'daily',
			checkResult: 'passed',
			checkDate: dateOf(now),
			checkPersonnelCode: ['04060318001', '04060318002']
		})
	},
	{
		name: 'penalties',
		title: '行政处罚行为',
		act: 'penalty',
		type: types.penalty,
		schema: Penalty,
		time: 'decisionDate',
		happened: ['filedOn', 'closedOn', 'transferredOn', 'submittedDate'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty(
			...['illegalFact', 'legalReviewOpinion', 'collectiveDiscussionConclusion'],
			...['executionResult', 'otherHandling']
		),
		example: (id, now) => ({
			...common(id),
			punishActionName: '未按规定填写检查记录案',
			punishActionCode: `CF-${id}`,
			caseSource: 'inspection',
			illegalFact: '未按规定填写班组检查记录',
			punishBasis: '《煤矿安全生产条例》',
			punishDocumentNumber: `平能罚〔${dateOf(now).slice(0, 4)}〕1号`,
			decisionDate: dateOf(now),
			punishKind: 'fine',
			fineAmount: 10000,
			punishResult: '罚款人民币 1 万元'
		})
	},
	{
		name: 'coercions',
		title: '行政强制行为',
		act: 'other',
		type: types.coercion,
		schema: Coercion,
		time: 'startDate',
		happened: ['submittedDate'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty('illegalFact', 'coercionResult'),
		example: (id, now) => ({
			...common(id),
			coercionActionName: '查封设备',
			coercionActionCode: `QZ-${id}`,
			illegalFact: '使用未经检验的设备',
			coercionBasis: '《行政强制法》第九条',
			coercionDocumentNumber: `平能强〔${dateOf(now).slice(0, 4)}〕1号`,
			coercionKind: 'measure',
			coercionMeasure: 'sealing',
			startDate: dateOf(now)
		})
	},
	{
		name: 'other-acts',
		title: '其他监管行为',
		act: 'other',
		type: types.other_act,
		schema: OtherAct,
		time: 'startDate',
		happened: ['submittedDate'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty('outcome'),
		example: (id, now) => ({
			...common(id),
			actionName: '约谈企业负责人',
			actionCode: `QT-${id}`,
			actSource: 'routine',
			measure: '约谈',
			startDate: dateOf(now)
		})
	}
];
