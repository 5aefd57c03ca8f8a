import type { Metric } from '../../metrics/metric';

export const anomalyMetrics: Metric[] = [
	{
		id: 'K-07',
		name: '异常数据按期处置率',
		version: 1,
		unit: '%',
		article: '第十四条',
		formula:
			'期内到期且按期处置并重新上报（经采信）的异常数据 ÷ 期内到期的异常数据；时限为通知之日起 5 个工作日',
		numerator: { mark: 'anomaly.on_time', when: 'due' },
		denominator: { mark: 'anomaly.due', when: 'due' },
		parts: {
			rejected: { mark: 'anomaly.open.rejected', when: 'now', label: '报送错误' },
			missing: { mark: 'anomaly.open.missing', when: 'now', label: '未报送' },
			inconsistent: { mark: 'anomaly.open.inconsistent', when: 'now', label: '报送不一致' }
		},
		periodic: true
	},
	{
		id: 'K-08',
		name: '数据合格率',
		version: 1,
		unit: '%',
		article: '第十八条',
		formula: '期内首次收到即符合全部必备规则的数据 ÷ 期内首次收到的数据',
		numerator: { mark: 'received.passed', when: 'period' },
		denominator: { mark: 'received', when: 'period' },
		periodic: true
	},
	{
		id: 'M-07',
		name: '自动汇聚占比',
		version: 1,
		unit: '%',
		article: '第十七条',
		formula: '期内经服务接口、批量交换收到的数据 ÷ 期内首次收到的数据',
		numerator: { mark: 'received.auto', when: 'period' },
		denominator: { mark: 'received', when: 'period' },
		periodic: true
	}
];
