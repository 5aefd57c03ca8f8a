/** The datasets that the doors take, with their examples. */
import { Coercion, Inspection, OtherAct, Penalty } from '../domain/acts/model';
import { Item } from '../domain/catalog/model';
import { Complaint } from '../domain/complaints/model';
import { complaintDuties } from '../domain/complaints/rules';
import { Point } from '../domain/monitoring/model';
import { carryPoint } from '../domain/monitoring/rules';
import { Officer } from '../domain/officers/model';
import { Subject } from '../domain/subjects/model';
import { types } from '../domain/types.server';
import { Warning } from '../domain/warnings/model';
import { warningDuties } from '../domain/warnings/rules';
import { dateOf } from '../metrics/period';
import { creditCodeError } from '../standards/uscc';
import type { Dataset } from './dataset';
import { DEVICE_DATASETS } from './datasets/devices.server';

const CODE = '91140603MAXXX0001A';
const NAME = '平鲁区示例煤业有限公司（演示）';

const actExample = (id: string) => ({
	id,
	department: 'nengyuan',
	township: '140603200',
	superviseItemImplementCode: '14060300100001',
	administrativeCp: NAME,
	administrativeCpUiCode: CODE
});

const minutesAgo = (now: Date, minutes: number) =>
	new Date(now.getTime() - minutes * 60_000).toISOString();

/** A natural person is sealed under a key of their own; free text under that of whom it is about. */
const sealAct =
	(...free: string[]): NonNullable<Dataset['sealed']> =>
	(row, index) => {
		const code = String(row.administrativeCpUiCode);
		// Whatever it calls itself: without a credit code it may be a person.
		const person =
			row.administrativeCpNa === '1' ||
			row.administrativeCpCeType === '111' ||
			creditCodeError(code) !== null;
		return person
			? {
					subject: `person/${index(code)}`,
					fields: ['administrativeCp', 'administrativeCpUiCode', 'superviseObject', ...free]
				}
			: { subject: `subject/${code}`, fields: free };
	};

export const DATASETS: Dataset[] = [
	{
		name: 'items',
		title: '监管事项目录清单',
		type: types.item,
		schema: Item,
		time: 'assignedAt',
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			itemCode: '14060300100001',
			itemName: '对煤矿安全生产的监督检查',
			basis: '《煤矿安全生产条例》',
			objectKind: '煤矿企业',
			method: ['inspection', 'penalty'],
			state: 'claimed',
			assignedAt: dateOf(now)
		})
	},
	{
		name: 'subjects',
		title: '监管对象',
		type: types.subject,
		schema: Subject,
		sealed: (row) => ({ subject: `subject/${row.creditCode}`, fields: ['legalPerson', 'phone'] }),
		example: (id) => ({
			id,
			department: 'shijian',
			township: '140603200',
			creditCode: CODE,
			subjectName: NAME,
			subjectKind: 'enterprise',
			industry: '煤炭开采'
		})
	},
	{
		name: 'officers',
		title: '执法人员',
		type: types.officer,
		schema: Officer,
		sealed: (_row, _index, key) => ({ subject: key, fields: ['officerName', 'identityNumber'] }),
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			certificateNumber: '04060318001',
			officerName: '演示人员',
			validUntil: `${Number(dateOf(now).slice(0, 4)) + 3}-12-31`
		})
	},
	{
		name: 'inspections',
		title: '行政检查行为',
		type: types.inspection,
		schema: Inspection,
		time: 'checkDate',
		subjectCode: 'administrativeCpUiCode',
		sealed: sealAct('remark'),
		example: (id, now) => ({
			...actExample(id),
			checkActionName: '煤矿日常检查',
			checkActionCode: `JC-${id}`,
			checkResult: 'passed',
			checkDate: dateOf(now)
		})
	},
	{
		name: 'penalties',
		title: '行政处罚行为',
		type: types.penalty,
		schema: Penalty,
		time: 'decisionDate',
		subjectCode: 'administrativeCpUiCode',
		sealed: sealAct('illegalFact'),
		example: (id, now) => ({
			...actExample(id),
			punishActionName: '未按规定填写检查记录案',
			punishActionCode: `CF-${id}`,
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
		type: types.coercion,
		schema: Coercion,
		time: 'startDate',
		subjectCode: 'administrativeCpUiCode',
		sealed: sealAct('illegalFact'),
		example: (id, now) => ({
			...actExample(id),
			coercionActionName: '查封设备',
			coercionActionCode: `QZ-${id}`,
			illegalFact: '使用未经检验的设备',
			coercionBasis: '《行政强制法》第九条',
			coercionDocumentNumber: `平能强〔${dateOf(now).slice(0, 4)}〕1号`,
			coercionKind: 'measure',
			startDate: dateOf(now)
		})
	},
	{
		name: 'other-acts',
		title: '其他监管行为',
		type: types.other_act,
		schema: OtherAct,
		time: 'startDate',
		subjectCode: 'administrativeCpUiCode',
		sealed: sealAct('outcome'),
		example: (id, now) => ({
			...actExample(id),
			actionName: '约谈企业负责人',
			actionCode: `QT-${id}`,
			measure: '约谈',
			startDate: dateOf(now)
		})
	},
	{
		name: 'warnings',
		title: '风险预警',
		type: types.warning,
		schema: Warning,
		time: 'createdAt',
		subjectCode: 'riskObjectCertCode',
		sealed: (row, index, key) => {
			const code = row.riskObjectCertCode as string | undefined;
			// Without a code it may be anybody.
			if (code === undefined) return { subject: key, fields: ['riskObject', 'feedback'] };
			if (creditCodeError(code) === null)
				return { subject: `subject/${code}`, fields: ['feedback'] };
			return {
				subject: `person/${index(code)}`,
				fields: ['riskObject', 'riskObjectCertCode', 'feedback']
			};
		},
		happened: ['signedAt', 'verifiedAt', 'disposedAt', 'feedbackAt'],
		duties: (row, deadlines) => warningDuties(row as never, deadlines),
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			township: '140603200',
			title: '瓦斯抽采数据异常波动',
			level: 3,
			domain: '煤矿安全',
			riskObject: NAME,
			riskObjectCertCode: CODE,
			createdAt: minutesAgo(now, 1)
		})
	},
	{
		name: 'complaints',
		title: '投诉举报',
		type: types.complaint,
		schema: Complaint,
		time: 'registeredAt',
		sealed: (_row, _index, key) => ({
			subject: key,
			fields: ['complainant', 'phone', 'content', 'object', 'reply']
		}),
		happened: ['signedAt', 'closedAt'],
		duties: (row, deadlines) => complaintDuties(row as never, deadlines),
		example: (id, now) => ({
			id,
			department: 'chengguan-zhifa',
			township: '140603100',
			channel: '12345',
			kind: 'general',
			topic: '噪声扰民',
			registeredAt: minutesAgo(now, 1)
		})
	},
	{
		name: 'points',
		title: '非现场监测点位',
		type: types.point,
		schema: Point,
		subjectCode: 'creditCode',
		carry: (row, present, receivedAt) => carryPoint(row as never, present as never, receivedAt),
		example: (id) => ({
			id,
			department: 'nengyuan',
			township: '140603200',
			pointName: '示例矿 采煤工作面 T1 甲烷',
			field: 'coal',
			factor: 'ch4',
			unit: '%CH4',
			interval: 300,
			creditCode: CODE
		})
	},
	...DEVICE_DATASETS
];

const BY_NAME = new Map(DATASETS.map((dataset) => [dataset.name, dataset]));

export const datasetOf = (name: string): Dataset | undefined => BY_NAME.get(name);
