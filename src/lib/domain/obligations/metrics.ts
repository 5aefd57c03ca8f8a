import type { Metric } from '../../metrics/metric';

export const obligationMetrics: Metric[] = [
	{
		id: 'K-19',
		name: '部门任务按期完成率',
		version: 1,
		unit: '%',
		article: '第三十八条',
		formula: '期内到期且按期完成的任务 ÷ 期内到期的任务；未到期的不计入，另列',
		numerator: { mark: 'obligation.on_time', when: 'due' },
		denominator: { mark: 'obligation.due', when: 'due' },
		parts: { overdue: { mark: 'obligation.open', when: 'overdue', label: '逾期未结' } },
		periodic: true
	}
];
