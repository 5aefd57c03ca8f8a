import type { Metric } from '../../metrics/metric';

export const complaintMetrics: Metric[] = [
	{
		id: 'K-12',
		name: '投诉举报按期办结率',
		version: 1,
		unit: '%',
		article: '第三十三条',
		formula: '期内到期且按期办结的投诉举报 ÷ 期内到期的投诉举报',
		numerator: { mark: 'complaint.on_time', when: 'due' },
		denominator: { mark: 'complaint.due', when: 'due' },
		periodic: true
	}
];
