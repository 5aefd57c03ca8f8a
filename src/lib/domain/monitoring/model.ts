/** 非现场监管 (第32条): points, what they send, and what it means. */
import { z } from 'zod';
import { moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const FIELDS = ['coal', 'environment', 'special', 'food', 'hazmat', 'wind'] as const;
/** 煤矿, 环保, 特种设备, 食品, 危化运输, 风电 */
export const Field = z.enum(FIELDS);

export const Point = z.strictObject({
	...row,
	pointName: named(text(100), '测点名称'),
	field: named(Field, '领域：煤矿、环保、特种设备、食品、危化运输、风电'),
	factor: named(text(40), '监测因子，如 ch4、a21026'),
	unit: named(text(20), '单位'),
	interval: named(z.int().min(1).max(86_400), '上报间隔，秒'),
	creditCode: named(text(18).optional(), '所属单位统一社会信用代码'),
	location: named(text(200).optional(), '安装位置'),
	state: named(
		z.enum(['enabled', 'maintenance', 'stopped']).default('enabled'),
		'状态：启用、检修、停运'
	)
});
export type Point = z.infer<typeof Point>;

/** HJ 212 flags: N 正常, F 停运, M 维护, S 手工, D 故障, C 校准, T 超上限, B 通讯异常. */
export const Flag = z.enum(['N', 'F', 'M', 'S', 'D', 'C', 'T', 'B']);
export type Flag = z.infer<typeof Flag>;

/** A reading is identified by its point and time; it never enters the ledger. */
export const Reading = z.strictObject({
	point: named(
		z
			.string()
			.regex(
				/^(point\/[^\s/?#%\\]{1,64}\/)?[^\s/?#%\\]{1,100}$/u,
				'应为测点的 id，或完整的键 point/来源/id'
			),
		'测点：本来源 points 中的 id，或完整的键 point/来源/id'
	),
	time: named(moment, '数据时间'),
	value: named(z.number(), '数值，单位同测点'),
	flag: named(Flag.default('N'), '数据标记（HJ 212）')
});
export type Reading = z.infer<typeof Reading>;

export interface PointRecord extends Base {
	state: Point['state'];
	/** Kept by the cockpit: has it been heard within its limit? */
	online: boolean;
}

/** Points under registered 停运 or 检修 are not in the denominator of K-10. */
export function pointFacts(p: PointRecord): Fact[] {
	if (p.withdrawn || p.state !== 'enabled') return [];
	return [{ t: null, marks: p.online ? ['point.enabled', 'point.online'] : ['point.enabled'] }];
}

export interface Alarm extends Base {
	point: string;
	rule: string;
	field: z.infer<typeof Field>;
	level: number;
	factor: string;
	unit: string;
	threshold: number;
	/** The value that raised it, and the worst since. */
	value: number;
	raisedAt: Date;
	clearedAt: Date | null;
}

export function alarmFacts(a: Alarm): Fact[] {
	if (a.withdrawn || a.clearedAt) return [];
	return [{ t: null, marks: ['alarm.open', `alarm.open.${a.level}`] }];
}
