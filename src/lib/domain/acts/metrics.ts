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
	},
	{
		id: 'K-06',
		name: '数据汇聚及时率',
		version: 1,
		unit: '%',
		article: '第十四条',
		formula:
			'期内应报且按时收到的监管行为 ÷ 期内应报的监管行为与已知未报的报送期之和；行政处罚 7 个、其他 10 个工作日内首次报送',
		numerator: { mark: 'report.on_time', when: 'due' },
		denominator: { mark: 'report.due', when: 'due' },
		periodic: true
	},
	{
		id: 'K-09',
		name: '主体关联率',
		version: 1,
		unit: '%',
		article: '第十八条',
		formula: '期内相对人已在监管对象库中的监管行为 ÷ 期内相对人为法人、非法人组织的监管行为',
		numerator: { mark: 'act.matched', when: 'period' },
		denominator: { mark: 'act.legal', when: 'period' },
		periodic: true
	}
];
