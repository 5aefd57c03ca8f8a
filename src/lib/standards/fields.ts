/**
 * Field types that the datasets share. Each schema is the only definition of its row: it validates, it types, and
 * `openapi.json`, the CSV columns and the reference pages are printed from it. What a field is called stands in its
 * meta: `title`, the national `column`, and the code list `codes` that holds its values.
 */
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { creditCodeError } from './uscc';

// Whoever reports reads Chinese; every schema's own message still comes first.
z.config({
	...zhCN(),
	customError: ({ code, input }) =>
		code === 'invalid_type' && input === undefined ? '必填，现缺少此项' : undefined
});

declare module 'zod' {
	interface GlobalMeta {
		/** Column of the national upload, or of the 双公示 exchange. */
		column?: string;
		/** Name of the code list that holds its values. */
		codes?: string;
	}
}

const SHANGHAI = '+08:00';

/**
 * The Chinese name, a remark behind `：`, `，` or in brackets, and the column. Goes outermost: wrappers that come
 * after it hide its meta. 国家必填: the national upload asks for the field, and rows without it are still taken.
 */
export function named<S extends z.ZodType>(schema: S, name: string, column?: string): S {
	const codes = codesOf(schema);
	return schema.meta({
		title: /^[^：，（]+/u.exec(name)![0],
		description: column ? `${name}（${column}）` : name,
		...(column && { column }),
		...(codes && { codes })
	}) as S;
}

/** A value of a code list; which ones hold on the row's date, the door asks (`ingest/codes.server.ts`). */
export function coded(list: string): z.ZodString;
/** The same where a rule knows each code: others are refused whatever the list says. */
export function coded<const V extends readonly [string, ...string[]]>(
	list: string,
	known: V
): z.ZodEnum<z.core.util.ToEnum<V[number]>>;
export function coded(list: string, known?: readonly [string, ...string[]]): z.ZodType {
	return (known ? z.enum(known) : text(40)).meta({ codes: list });
}

/** The code list of a field, also within an array or a wrapper. */
function codesOf(schema: z.ZodType): string | undefined {
	const inner = innerOf(schema);
	return schema.meta()?.codes ?? (inner && codesOf(inner));
}

/** What a wrapper or an array holds. */
export const innerOf = (schema: z.ZodType): z.ZodType | undefined => {
	const def = schema.def as { innerType?: z.ZodType; element?: z.ZodType };
	return def.innerType ?? def.element;
};

/** The objects that a field holds, wherever they stand in it. */
export function objectIn(schema: z.ZodType): z.ZodObject | undefined {
	if (schema instanceof z.ZodObject) return schema;
	const inner = innerOf(schema);
	return inner && objectIn(inner);
}

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

/** GB/T 2260. */
export const areaNumber = z.string().regex(/^\d{6}$/, '行政区划代码应为 6 位数字');

/** 统一社会信用代码, in upper case. */
export const creditCode = z
	.string()
	.transform((value) => value.normalize('NFKC').trim().toUpperCase())
	.superRefine((value, issue) => {
		const error = creditCodeError(value);
		if (error) issue.addIssue({ code: 'custom', message: error, params: { code: 'uscc' } });
	});

/** 检查实施清单编码: credit code of the implementing body, its level 1 (国家) to 5 (乡), and a tail that is not published. */
function checklistCodeError(code: string): string | null {
	const error = creditCodeError(code.slice(0, 18));
	if (error) return `检查实施清单编码前 18 位应为实施主体的统一社会信用代码：${error}`;
	return /^[1-5]$/.test(code[18] ?? '')
		? null
		: '检查实施清单编码第 19 位应为层级 1 至 5（国家、省、市、县、乡）';
}

export const checklistCode = text(80).superRefine((code, issue) => {
	const message = checklistCodeError(code);
	if (message) issue.addIssue({ code: 'custom', message });
});

/** Several of them, joined by a comma: the national column holds 800 characters. */
export const checklistCodes = text(800).superRefine((codes, issue) => {
	for (const code of codes.split(',')) {
		const message = checklistCodeError(code.trim());
		if (message) return issue.addIssue({ code: 'custom', message });
	}
});

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

export interface FieldError {
	field: string;
	code: string;
	message: string;
}
