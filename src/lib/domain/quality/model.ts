/** What a source is to report, and how often (第14条 未报送): a setting with its reason. */
import { z } from 'zod';

export const EVERY = { day: '每日', week: '每周', month: '每月' } as const;

const line = (max: number, message: string) => z.string().trim().min(1, message).max(max, message);

export const ExpectedKey = z.object({
	origin: z
		.string()
		.trim()
		.regex(
			/^[\p{L}\p{N}._-]{1,64}$/u,
			'来源为报送密钥的名称，1 至 64 个字母、汉字、数字、点、横线或下划线'
		),
	dataset: line(40, '请选择数据集'),
	department: line(40, '请选择责任部门')
});
export type ExpectedKey = z.infer<typeof ExpectedKey>;

export const Expected = z.object({
	...ExpectedKey.shape,
	every: z.enum(['day', 'week', 'month'], '请选择报送周期'),
	/** Working days after the period's end. */
	grace: z.coerce
		.number('宽限应为 0 至 30 个工作日')
		.int('宽限应为整数')
		.min(0)
		.max(30, '宽限应为 0 至 30 个工作日'),
	since: z.iso.date('请填写首期起始日期'),
	reason: z.string().trim().min(4, '请写明依据，4 至 200 字').max(200, '请写明依据，4 至 200 字')
});
export type Expected = z.infer<typeof Expected>;
