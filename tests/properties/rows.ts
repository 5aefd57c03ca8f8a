/** A command becomes the row that a source would send. */
import { SHANGHAI } from './brute';
import type { ReadingCommand, RowCommand } from './history';

export const DEPARTMENTS = ['nengyuan', 'shengtai', 'chengguan-zhifa'];
export const TOWNSHIPS = ['140603100', '140603200', '140603201'];

const LINES = [
	{ field: 'coal', factor: 'ch4', unit: '%CH4', values: [0.3, 0.9, 1.2, 1.9] },
	{ field: 'coal', factor: 'co', unit: 'ppm', values: [3, 22, 25, 60] },
	{ field: 'food', factor: 'gas', unit: '%LEL', values: [1, 17, 21, 40] },
	{ field: 'wind', factor: 'gear_temp', unit: '℃', values: [50, 82, 86, 99] },
	{ field: 'coal', factor: 'wind_speed_mine', unit: 'm/s', values: [2, 0.27, 0.2, 0.1] },
	// A point without a rule.
	{ field: 'environment', factor: 'unknown', unit: '-', values: [1, 2, 3, 4] }
];

export const idOf = ({ dataset, id }: RowCommand): string =>
	dataset === 'points' ? `p${id % 6}` : `r${id}`;

export function rowOf(command: RowCommand, version: number, now: Date): object {
	const { id, department, township, level, variant, progress, withdraw } = command;
	const head = { id: idOf(command), department: DEPARTMENTS[department]!, version };
	if (withdraw === 'bare') return { ...head, withdrawn: true };
	const common = {
		...head,
		...(township !== null && { township: TOWNSHIPS[township]! }),
		...(withdraw === 'whole' && { withdrawn: true })
	};
	const time = timeOf(command.back, now);
	const act = {
		superviseItemImplementCode: '14060300100001',
		administrativeCp: '某某煤业有限公司',
		administrativeCpUiCode: '91140603MAXXX0001A'
	};
	switch (command.dataset) {
		case 'inspections':
			return {
				...common,
				...act,
				checkActionName: '检查',
				checkActionCode: 'JC',
				checkResult: 'passed',
				checkDate: time
			};
		case 'penalties':
			return {
				...common,
				...act,
				punishActionName: '处罚',
				punishActionCode: 'CF',
				illegalFact: '事实',
				punishBasis: '依据',
				punishDocumentNumber: '罚1号',
				decisionDate: new Date(Date.parse(time) + SHANGHAI).toISOString().slice(0, 10),
				punishKind: 'warning',
				punishResult: '警告'
			};
		case 'coercions':
			return {
				...common,
				...act,
				coercionActionName: '强制',
				coercionActionCode: 'QZ',
				illegalFact: '事实',
				coercionBasis: '依据',
				coercionDocumentNumber: '强1号',
				coercionKind: 'measure',
				startDate: time
			};
		case 'other-acts':
			return { ...common, ...act, actionName: '约谈', actionCode: 'QT', startDate: time };
		case 'warnings':
			return {
				...common,
				title: '预警',
				level,
				domain: '煤矿',
				riskObject: '某矿',
				createdAt: time,
				...(progress >= 1 && { signedAt: time }),
				...(progress >= 2 && { feedbackAt: time, feedback: '已处置' })
			};
		case 'complaints':
			return {
				...common,
				channel: '12345',
				kind: ['consultation', 'general', 'complaint', 'urgent'][variant]!,
				topic: '噪声',
				registeredAt: time,
				...(progress >= 1 && { signedAt: time }),
				...(progress >= 2 && { closedAt: time, reply: '已办' })
			};
		case 'points': {
			const { field, factor, unit } = LINES[id % 6]!;
			const state = variant < 3 ? 'enabled' : level % 2 ? 'maintenance' : 'stopped';
			return { ...common, pointName: '测点', field, factor, unit, interval: 60, state };
		}
	}
}

export function readingOf({ point, value, back, flag }: ReadingCommand, now: Date): object {
	return {
		point: `point/${flag % 2 ? 'alpha' : 'beta'}/p${point}`,
		time: new Date(now.getTime() - back * 60_000).toISOString(),
		value: LINES[point]!.values[value]!,
		flag: ['N', 'N', 'N', 'N', 'N', 'S', 'T', 'D'][flag]!
	};
}

/** Minutes before now; below zero the beginning of a month in Shanghai, or the last millisecond before it. */
function timeOf(back: number, now: Date): string {
	if (back >= 0) return new Date(now.getTime() - back * 60_000).toISOString();
	const local = new Date(now.getTime() + SHANGHAI);
	const months = Math.floor((-back - 1) / 2);
	const start = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - months, 1) - SHANGHAI;
	return new Date(start - (back % 2 === 0 ? 1 : 0)).toISOString();
}
