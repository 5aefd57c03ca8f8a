import type { Metric } from '../../metrics/metric';
import { LEVELS } from '../levels';

export const warningMetrics: Metric[] = [
	{
		id: 'K-11',
		name: '风险预警按期处置率',
		version: 1,
		unit: '%',
		article: '第三十四条',
		formula: '期内到期且按期反馈的预警 ÷ 期内到期的预警；分级数为当前待反馈',
		numerator: { mark: 'warning.on_time', when: 'due' },
		denominator: { mark: 'warning.due', when: 'due' },
		parts: Object.fromEntries(
			LEVELS.map((l) => [
				l.level,
				{ mark: `warning.open.${l.level}`, when: 'now', label: l.colour }
			])
		),
		periodic: true
	}
];
