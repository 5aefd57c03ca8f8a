/** About 800 off-site points: what they measure, how it usually runs, how far it goes when something is wrong. */
import type { DemoSubject } from './subjects';
import { TOWNSHIPS, type IndustryName } from './industries';
import { hash, Random } from './random';
import type { Row } from './world';

export const INTERVAL_SECONDS = 300;

export interface Factor {
	factor: string;
	field: 'coal' | 'environment' | 'special' | 'food' | 'hazmat' | 'wind';
	unit: string;
	title: string;
	department: string;
	count: number;
	industries: IndustryName[];
	/** Joined by 、 */
	locations: string;
	/** Usual middle, daily swing, wander, and difference between points. */
	base: number;
	swing: number;
	wander: number;
	spread: number;
	decimals: number;
	/** Excursions of all its points in a day, how far, and for how many hours. */
	perDay: number;
	peak: [number, number];
	hours: [number, number];
}

// prettier-ignore
const TABLE: [string, Factor['field'], string, string, string, number, IndustryName[], string, number, number, number, number, number, number, [number, number], [number, number]][] = [
	['ch4', 'coal', '%CH4', '甲烷', 'nengyuan', 90, ['coal'], '采煤工作面、回风巷、掘进工作面、上隅角', 0.35, 0.06, 0.1, 0.12, 2, 0.35, [1.05, 1.6], [0.3, 1.5]],
	['co', 'coal', 'ppm', '一氧化碳', 'nengyuan', 50, ['coal'], '回风巷、采空区观测点、胶带巷', 7, 1, 3, 3, 1, 0.25, [27, 60], [0.5, 3]],
	['wind_speed_mine', 'coal', 'm/s', '风速', 'nengyuan', 35, ['coal'], '采煤工作面、总回风巷', 1.4, 0.1, 0.25, 0.4, 2, 0.2, [0.1, 0.21], [0.5, 4]],
	['temperature_mine', 'coal', '℃', '温度', 'nengyuan', 30, ['coal'], '采煤工作面、掘进工作面', 24, 0.6, 1, 1.5, 1, 0.2, [30.8, 33], [2, 24]],
	['slope', 'coal', 'mm/d', '边坡位移', 'yingji', 15, ['coal'], '北帮边坡、端帮边坡、排土场', 3, 0.3, 1.5, 1.5, 1, 0.04, [23, 36], [12, 48]],
	['a21026', 'environment', 'mg/m³', '二氧化硫', 'shengtai', 45, ['heat', 'material', 'washing'], '1号锅炉排口、2号锅炉排口、总排口', 18, 3, 4, 5, 1, 0.35, [40, 80], [1, 20]],
	['a21002', 'environment', 'mg/m³', '氮氧化物', 'shengtai', 45, ['heat', 'material', 'washing'], '1号锅炉排口、2号锅炉排口、总排口', 29, 4, 5, 6, 1, 0.5, [56, 110], [1, 24]],
	['a34013', 'environment', 'mg/m³', '颗粒物', 'shengtai', 45, ['heat', 'material', 'washing'], '1号锅炉排口、破碎车间排口、总排口', 4.5, 0.8, 1, 1.5, 2, 0.4, [11.5, 22], [1, 20]],
	['w01018', 'environment', 'mg/L', '化学需氧量', 'shengtai', 20, ['sewage', 'coal', 'slaughter'], '总排口、矿井水处理站排口', 22, 3, 4, 5, 1, 0.2, [44, 90], [4, 48]],
	['w21003', 'environment', 'mg/L', '氨氮', 'shengtai', 20, ['sewage', 'coal', 'slaughter'], '总排口、矿井水处理站排口', 0.9, 0.15, 0.2, 0.3, 2, 0.15, [2.3, 4.5], [4, 48]],
	['a34002', 'environment', 'µg/m³', '扬尘 PM10', 'shengtai', 25, ['build', 'washing', 'coal'], '工地出入口、储煤场、运煤道路', 68, 18, 20, 15, 0, 0.35, [165, 320], [4, 36]],
	['elevator_fault', 'special', '次', '电梯故障', 'shijian', 150, ['estate', 'lodging', 'retail'], '1号电梯、2号电梯、3号电梯、客梯、货梯', 0, 0, 0, 0, 0, 0.35, [1, 1], [1, 36]],
	['cold_temp', 'food', '℃', '冷库温度', 'shijian', 70, ['food', 'catering', 'slaughter', 'retail'], '1号冷库、2号冷库、冷藏间', 3, 0.6, 1, 1, 1, 0.2, [8.8, 14], [1, 6]],
	['gas', 'food', '%LEL', '可燃气体', 'shijian', 40, ['catering', 'lodging'], '后厨、燃气表间', 1.5, 0.3, 0.8, 0.4, 1, 0.05, [23, 45], [0.3, 2]],
	['speed', 'hazmat', 'km/h', '车速', 'jiaotong', 60, ['hazmat'], '罐车、厢式车、半挂车', 58, 0, 12, 3, 0, 0.5, [84, 98], [0.2, 0.6]],
	['gear_temp', 'wind', '℃', '齿轮箱温度', 'nengyuan', 60, ['wind'], '风机齿轮箱', 62, 5, 5, 5, 1, 0.15, [87, 95], [2, 24]]
];

export const FACTORS: Factor[] = TABLE.map(
	([factor, field, unit, title, department, count, industries, locations, ...numbers]) => {
		const [base, swing, wander, spread, decimals, perDay, peak, hours] = numbers;
		return {
			...{ factor, field, unit, title, department, count, industries, locations },
			...{ base, swing, wander, spread, decimals, perDay, peak, hours }
		};
	}
);

export interface DemoPoint {
	id: string;
	name: string;
	factor: Factor;
	owner: DemoSubject;
	location: string;
	state: string;
	/** Seed of its series, and its place within the five minutes (whole seconds). */
	seed: number;
	phase: number;
	/** Its own distance from the usual middle, -1 to 1; and chance of an excursion in a day. */
	offset: number;
	perDay: number;
}

const STATES = { enabled: 97.5, maintenance: 1.2, stopped: 1.3 };

export function make(seed: string, scale: number, subjects: DemoSubject[]): DemoPoint[] {
	return FACTORS.flatMap((factor) => {
		const owners = subjects.filter(
			({ industry, kind }) => kind === 'enterprise' && factor.industries.includes(industry)
		);
		const count = Math.max(1, Math.round(factor.count * scale));
		return Array.from({ length: count }, (_, i) =>
			one(seed, factor, owners, i, factor.perDay / factor.count)
		);
	}).sort((a, b) => a.phase - b.phase || (a.id < b.id ? -1 : 1));
}

export function row(p: DemoPoint): Row & { id: string } {
	return {
		id: p.id,
		department: p.factor.department,
		township: p.owner.township,
		pointName: p.name,
		field: p.factor.field,
		factor: p.factor.factor,
		unit: p.factor.unit,
		interval: INTERVAL_SECONDS,
		creditCode: p.owner.code,
		location: `${TOWNSHIPS[p.owner.township]}${p.owner.short}${p.location}`,
		state: p.state
	};
}

function one(
	seed: string,
	factor: Factor,
	owners: DemoSubject[],
	i: number,
	perDay: number
): DemoPoint {
	const id = `${factor.factor.replaceAll('_', '-')}-${String(i + 1).padStart(3, '0')}`;
	const r = new Random(seed, 'point', id);
	const owner = owners[i % owners.length]!;
	// Several points of one owner stand in several places.
	const places = factor.locations.split('、');
	const nth = Math.floor(i / owners.length);
	const place = places[((i % owners.length) + nth) % places.length]!;
	const location = nth < places.length ? place : `${place}${1 + Math.floor(nth / places.length)}组`;
	return {
		id,
		name: `${owner.short} ${location} ${factor.title}`,
		factor,
		owner,
		location,
		state: r.weighted(STATES),
		seed: hash(seed, 'series', id),
		phase: r.integer(0, INTERVAL_SECONDS - 1),
		offset: r.between(-1, 1),
		perDay
	};
}
