/** What is given when an account, a key or a grant is made (第22、28条). */
import { z } from 'zod';
import { ROLES } from './roles';

const line = (max: number, message: string) => z.string().trim().min(1, message).max(max, message);
const optional = (max: number, message: string) =>
	z
		.string()
		.trim()
		.max(max, message)
		.transform((value) => value || null)
		.nullish()
		.transform((value) => value ?? null);

/** An account carries a real name (第28条); 2 to 30 characters of its own for signing in. */
export const NewPerson = z.object({
	username: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[a-z][a-z0-9_.]{1,29}$/, '用户名为 2 至 30 个小写字母、数字、下划线或点，以字母开头'),
	name: line(60, '请填写真实姓名'),
	role: z.enum(ROLES, '请选择角色'),
	department: optional(40, '部门代码过长'),
	township: optional(9, '乡镇代码为 9 位数字'),
	post: optional(60, '职务不超过 60 字'),
	certificate: optional(30, '执法证号不超过 30 位'),
	/** `sub` of the provincial identity platform, where he signs in by that. */
	identity: optional(200, '统一身份标识过长')
});
export type NewPerson = z.infer<typeof NewPerson>;

/** Why somebody looks, exports, opens or erases: kept with the act. */
export const Purpose = line(200, '请写明事由，200 字以内').refine(
	(text) => [...text].length >= 4,
	'事由至少 4 个字'
);

const KINDS = ['source', 'reader', 'screen'] as const;

export const NewKeyForm = z.object({
	kind: z.enum(KINDS, '请选择种类'),
	name: z
		.string()
		.trim()
		.regex(/^[\p{L}\p{N}._-]{1,64}$/u, '名称为 1 至 64 个字母、汉字、数字、点、横线或下划线'),
	datasets: z.array(z.string()).default([]),
	department: optional(40, '部门代码过长'),
	expires: z
		.union([z.literal(''), z.iso.date('到期日期应为 2027-01-31 的样式')])
		.optional()
		.transform((value) => value || null)
});
export type NewKeyForm = z.infer<typeof NewKeyForm>;

export const NewGrant = z.object({
	grantee: line(40, '请选择使用部门'),
	purpose: Purpose,
	expires: z.iso.date('请填写到期日期'),
	exportable: z.boolean().default(false)
});
export type NewGrant = z.infer<typeof NewGrant>;
