/**
 * Field types that the datasets share. Each schema is the only definition of its row: it validates,
 * it types, and `openapi.json` is printed from it. `describe` gives the Chinese name and the original column.
 */
import { z } from 'zod';
import { zhCN } from 'zod/locales';

// Whoever reports reads Chinese; every schema's own message still comes first.
z.config(zhCN());

const SHANGHAI = '+08:00';

/** A description with the Chinese name and, where the national upload has one, its column. */
export const named = <S extends z.ZodType>(schema: S, title: string, column?: string): S =>
	schema.describe(column ? `${title}（${column}）` : title) as S;

/** One line of text, 1 to `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max);

/** `2026-11-23` (that day's beginning in Shanghai) or an ISO time with its offset. Parsed to a Date. */
export const moment = z
	.union([z.iso.date(), z.iso.datetime({ offset: true })], {
		error: '应为日期 2026-11-23，或带时区的时间 2026-11-23T10:32:00+08:00'
	})
	.transform((value) => new Date(value.length === 10 ? `${value}T00:00:00${SHANGHAI}` : value))
	.refine((time) => isPlausible(time.toISOString().slice(0, 10)), '年份应在 1900 至 2199 之间');

/** `2026-11-23`, kept as text: a day without a time. */
export const day = z.iso
	.date({ error: '应为日期，如 2026-11-23' })
	.refine((date) => isPlausible(date), '年份应在 1900 至 2199 之间');

/** Sources fill what they do not know with the first or the last day of their calendar. */
function isPlausible(date: string): boolean {
	return date >= '1900-01-01' && date < '2200-01-01';
}

/** Yuan, to the cent. */
export const yuan = z.number().min(0).max(1e12).multipleOf(0.01);

/** 14-digit code of a supervision item (监管事项目录编码). */
export const itemCode = z.string().regex(/^\d{14}$/, '监管事项目录编码应为 14 位数字');

/** What every row carries, whatever its dataset. */
export const row = {
	id: named(
		z.string().regex(/^[^\s/?#%\\]{1,100}$/u, '1–100 个字符，不含空白和 / ? # % \\'),
		'记录唯一标识',
		'record_unique_identity'
	),
	department: named(z.string().min(1).max(40), '责任部门代码'),
	township: named(
		z
			.string()
			.regex(/^\d{9}$/, '乡镇代码应为 9 位数字')
			.optional(),
		'乡镇代码（9 位统计用区划代码）'
	),
	version: named(z.int().min(1).max(2_147_483_647).default(1), '版本号，更正时递增'),
	withdrawn: named(z.literal(true).optional(), '撤回：以更高版本号撤回本记录')
};

/** 行政相对人, as every act names it. */
export const counterparty = {
	administrativeCp: named(text(200), '行政相对人', 'administrative_cp'),
	administrativeCpNa: named(
		z.enum(['1', '2', '3']).default('2'),
		'行政相对人性质：1 自然人，2 法人及非法人组织，3 个体工商户',
		'administrative_cp_na'
	),
	administrativeCpCeType: named(
		z.enum(['001', '111']).default('001'),
		'行政相对人证件类型：001 统一社会信用代码，111 居民身份证',
		'administrative_cp_ce_type'
	),
	administrativeCpUiCode: named(text(20), '行政相对人编码', 'administrative_cp_ui_code')
};

export interface FieldError {
	field: string;
	code: string;
	message: string;
}
