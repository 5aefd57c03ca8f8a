import type { Metric } from '../../metrics/metric';

export const dockingMetrics: Metric[] = [
	{
		id: 'M-09',
		name: '系统对接率',
		version: 1,
		unit: '%',
		article: '第二十五条',
		formula: '已联通的系统 ÷ 列入对接计划的系统；连续多日没有报送即为未联通',
		numerator: { mark: 'system.connected', when: 'now' },
		denominator: { mark: 'system', when: 'now' },
		periodic: false
	}
];
