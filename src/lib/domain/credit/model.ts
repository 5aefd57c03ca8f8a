/** 信用信息 (第15、30条): penalties, abnormal operation, serious dishonesty, grades, commitments and repairs. */
import { z } from 'zod';
import { checkCounterparty, counterparty } from '../../standards/act-fields';
import { coded, day, named, row, text } from '../../standards/fields';
import { fault, inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

/** The grade is internal to supervision (国市监信发〔2022〕6号): never on a public page. */
export const CreditRecord = z
	.strictObject({
		...row,
		...counterparty,
		recordKind: named(coded('credit_record_kind'), '信用信息类别'),
		recordNumber: named(text(100).optional(), '文书号或编号'),
		recordedOn: named(day, '认定日期', 'estimateTime'),
		authority: named(text(100).optional(), '认定机关'),
		basis: named(text(1000).optional(), '认定依据'),
		content: named(text(2000).optional(), '内容或事由'),
		creditGrade: named(
			coded('credit_grade').optional(),
			'信用等级，类别为信用分级时必填',
			'enterpriseMark'
		),
		commitmentResult: named(coded('commitment_result').optional(), '承诺履行情况'),
		verifiedOn: named(day.optional(), '履行核查日期'),
		validUntil: named(day.optional(), '有效期至'),
		state: named(coded('credit_state').default('effective'), '状态'),
		repairedOn: named(day.optional(), '修复或移出日期'),
		repairDocumentNumber: named(text(100).optional(), '修复或移出文书号')
	})
	.superRefine((row, issue) => {
		checkCounterparty(row, issue);
		if (row.recordKind === 'grade' && row.creditGrade === undefined) {
			fault(issue, 'creditGrade', '信用分级须填写信用等级', 'required');
		}
		inOrder(row, issue, ['recordedOn', '认定日期'], ['validUntil', '有效期']);
		inOrder(row, issue, ['recordedOn', '认定日期'], ['repairedOn', '修复或移出日期']);
		inOrder(row, issue, ['recordedOn', '认定日期'], ['verifiedOn', '履行核查日期']);
	});
export type CreditRecord = z.infer<typeof CreditRecord>;

export const creditFacts = (_record: Base): Fact[] => [];
