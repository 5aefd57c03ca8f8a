import type { Metric } from '../../metrics/metric';

export const actMetrics: Metric[] = [
	{
		id: 'K-05',
		name: '监管行为量',
		version: 1,
		unit: '条',
		article: '第十五条',
		formula: '期内发生并已采信的监管行为条数：检查、处罚、强制、其他',
		numerator: { mark: 'act', when: 'period' },
		denominator: null,
		parts: {
			inspection: { mark: 'act.inspection', when: 'period', label: '检查' },
			penalty: { mark: 'act.penalty', when: 'period', label: '处罚' },
			coercion: { mark: 'act.coercion', when: 'period', label: '强制' },
			other: { mark: 'act.other', when: 'period', label: '其他' }
		},
		periodic: true
	}
];
