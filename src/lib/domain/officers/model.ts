/** 执法人员 (第15条). */
import { z } from 'zod';
import { coded, day, named, row, text } from '../../standards/fields';
import { inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

export const Officer = z
	.strictObject({
		...row,
		certificateNumber: named(text(30), '执法证号', 'check_personnel_code'),
		officerName: named(text(60), '姓名', 'check_personnel'),
		identityNumber: named(text(18).optional(), '居民身份证号'),
		phone: named(text(30).optional(), '联系电话'),
		office: named(text(100).optional(), '所属机构'),
		post: named(text(60).optional(), '职务'),
		enforcementField: named(text(200).optional(), '执法领域'),
		enforcementArea: named(text(100).optional(), '执法区域'),
		issuingAuthority: named(text(100).optional(), '发证机关'),
		issuedOn: named(day.optional(), '发证日期'),
		validUntil: named(day, '执法证有效期至'),
		state: named(coded('officer_state').optional(), '状态')
	})
	.superRefine((row, issue) =>
		inOrder(row, issue, ['issuedOn', '发证日期'], ['validUntil', '执法证有效期'])
	);
export type Officer = z.infer<typeof Officer>;

export const officerFacts = (_record: Base): Fact[] => [];
