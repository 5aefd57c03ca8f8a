import type { Metric } from '../../metrics/metric';
import { LEVELS } from '../levels';

export const monitoringMetrics: Metric[] = [
	{
		id: 'K-10',
		name: '非现场监测在线率',
		version: 1,
		unit: '%',
		article: '第三十二条',
		formula: '最近 max(3×上报间隔, 5 分钟) 内有数据的启用点位 ÷ 启用且未登记停运、检修的点位',
		numerator: { mark: 'point.online', when: 'now' },
		denominator: { mark: 'point.enabled', when: 'now' },
		periodic: false
	},
	{
		id: 'K-10c',
		name: '非现场报警',
		version: 1,
		unit: '条',
		article: '第三十二条',
		formula: '此刻未消除的报警，按级别',
		numerator: { mark: 'alarm.open', when: 'now' },
		denominator: null,
		parts: Object.fromEntries(
			LEVELS.map((l) => [
				l.level,
				{ mark: `alarm.open.${l.level}`, when: 'now', label: `${l.roman}级` }
			])
		),
		periodic: false
	}
];
