/** 监管对象 (第15条): market entities and others that are supervised. */
import { z } from 'zod';
import { named, row, text } from '../../standards/fields';
import { creditCodeError } from '../../standards/uscc';
import type { Base, Fact } from '../../ledger/record';

export const Subject = z.strictObject({
	...row,
	creditCode: named(
		z
			.string()
			.transform((value) => value.normalize('NFKC').trim().toUpperCase())
			.superRefine((value, issue) => {
				const error = creditCodeError(value);
				if (error) issue.addIssue({ code: 'custom', message: error, params: { code: 'uscc' } });
			}),
		'统一社会信用代码'
	),
	subjectName: named(text(200), '监管对象名称'),
	subjectKind: named(
		z.enum(['enterprise', 'household', 'cooperative', 'public', 'other']),
		'类别：企业、个体工商户、农民专业合作社、机关事业单位、其他'
	),
	industry: named(text(60).optional(), '行业'),
	address: named(text(400).optional(), '经营地址', 'address_operating'),
	legalPerson: named(text(60).optional(), '法定代表人或经营者'),
	phone: named(text(30).optional(), '联系电话'),
	state: named(
		z.enum(['active', 'suspended', 'cancelled']).default('active'),
		'状态：存续、停业、注销'
	)
});
export type Subject = z.infer<typeof Subject>;

export const subjectFacts = (_record: Base): Fact[] => [];
