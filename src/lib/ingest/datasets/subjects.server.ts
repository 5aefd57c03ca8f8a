/** 监管对象, 执法人员, 信用信息. */
import { CreditRecord } from '../../domain/credit/model';
import { Officer } from '../../domain/officers/model';
import { Subject } from '../../domain/subjects/model';
import { types } from '../../domain/types.server';
import { dateOf } from '../../metrics/period';
import type { Dataset } from '../dataset';
import { CODE, NAME } from './examples';
import { sealCounterparty } from './sealing';

export const SUBJECT_DATASETS: Dataset[] = [
	{
		name: 'subjects',
		title: '监管对象',
		type: types.subject,
		schema: Subject,
		happened: ['endedOn'],
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
		happened: ['issuedOn'],
		sealed: (_row, _index, key) => ({
			subject: key,
			fields: ['officerName', 'identityNumber', 'phone']
		}),
		example: (id, now) => ({
			id,
			department: 'nengyuan',
			certificateNumber: '04060318001',
			officerName: '演示人员',
			validUntil: `${Number(dateOf(now).slice(0, 4)) + 3}-12-31`
		})
	},
	{
		name: 'credit-records',
		title: '信用信息',
		type: types.credit_record,
		schema: CreditRecord,
		time: 'recordedOn',
		happened: ['repairedOn', 'verifiedOn'],
		subjectCode: 'administrativeCpUiCode',
		sealed: sealCounterparty('content'),
		example: (id, now) => ({
			id,
			department: 'shijian',
			administrativeCp: NAME,
			administrativeCpUiCode: CODE,
			recordKind: 'grade',
			creditGrade: 'B',
			recordedOn: dateOf(now),
			authority: '区市场监督管理局'
		})
	}
];
