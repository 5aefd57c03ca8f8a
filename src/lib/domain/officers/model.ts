/** 执法人员 (第15条). */
import { z } from 'zod';
import { day, named, row, text } from '../../standards/fields';
import type { Base, Fact } from '../../ledger/record';

export const Officer = z.strictObject({
	...row,
	certificateNumber: named(text(30), '执法证号'),
	officerName: named(text(60), '姓名'),
	identityNumber: named(text(18).optional(), '居民身份证号'),
	post: named(text(60).optional(), '职务'),
	validUntil: named(day, '执法证有效期至')
});
export type Officer = z.infer<typeof Officer>;

export const officerFacts = (_record: Base): Fact[] => [];
