/** 监管事项目录清单 (第6–12条). */
import { z } from 'zod';
import { itemCode, moment, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const Item = z.strictObject({
	...row,
	itemCode: named(itemCode, '监管事项目录编码'),
	itemName: named(text(300), '监管事项名称'),
	line: named(text(60).optional(), '业务条线'),
	basis: named(text(2000), '设定依据'),
	objectKind: named(text(100), '监管对象类别'),
	method: named(
		z.array(z.enum(['inspection', 'penalty', 'coercion', 'other'])).min(1),
		'监管措施：检查、处罚、强制、其他'
	),
	level: named(z.enum(['province', 'city', 'county', 'township']).default('county'), '监管层级'),
	state: named(
		z.enum(['assigned', 'claimed', 'published', 'exempt', 'disabled']).default('assigned'),
		'状态：待认领、已认领、已发布、同意不适用、停用'
	),
	assignedAt: named(moment, '下发时间'),
	isKey: named(z.boolean().default(false), '是否重点监管事项')
});
export type Item = z.infer<typeof Item>;

/** Nothing of this issue counts items: their metrics come with the lists (K-01 to K-04). */
export const itemFacts = (_record: Base): Fact[] => [];
