/** 风险预警, 投诉举报. */
import { Complaint } from '../../domain/complaints/model';
import { complaintDuties } from '../../domain/complaints/rules';
import { types } from '../../domain/types.server';
import { Warning } from '../../domain/warnings/model';
import { warningDuties } from '../../domain/warnings/rules';
import { creditCodeError } from '../../standards/uscc';
import type { Dataset } from '../dataset';
import { CODE, minutesAgo, NAME } from './examples';

const FREE = ['feedback', 'disposal', 'props'];

export const CASE_DATASETS: Dataset[] = [
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
			if (code === undefined) return { subject: key, fields: ['riskObject', ...FREE] };
			if (creditCodeError(code) === null) return { subject: `subject/${code}`, fields: FREE };
			return {
				subject: `person/${index(code)}`,
				fields: ['riskObject', 'riskObjectCertCode', ...FREE]
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
		subjectCode: 'objectCreditCode',
		sealed: (_row, _index, key) => ({
			subject: key,
			fields: [
				...['complainant', 'phone', 'content', 'object', 'objectCreditCode'],
				...['territory', 'reply']
			]
		}),
		happened: ['signedAt', 'closedAt', 'dispatchedAt', 'visitedAt'],
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
	}
];
