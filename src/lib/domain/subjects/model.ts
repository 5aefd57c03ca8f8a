/** 监管对象 (第15条): market entities and others that are supervised. */
import { z } from 'zod';
import { coded, creditCode, day, named, row, text } from '../../standards/fields';
import { inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

export const Subject = z
	.strictObject({
		...row,
		creditCode: named(creditCode, '统一社会信用代码', 'administrative_cp_ui_code'),
		subjectName: named(text(200), '监管对象名称', 'supervise_object'),
		subjectKind: named(coded('subject_kind'), '类别'),
		// 15 and 9 characters: what stood before the credit code, still in historical rows.
		registerNumber: named(text(20).optional(), '原注册号，15 位'),
		organisationCode: named(text(10).optional(), '原组织机构代码'),
		industry: named(text(60).optional(), '行业'),
		industryCode: named(
			z
				.string()
				.regex(/^[A-T]?\d{2,4}$/, '行业代码应为 GB/T 4754 的门类字母和 2 至 4 位数字')
				.optional(),
			'行业代码（GB/T 4754）'
		),
		businessScope: named(text(4000).optional(), '经营范围'),
		addressRegistered: named(text(400).optional(), '注册地址', 'address_registered'),
		address: named(text(400).optional(), '经营地址', 'address_operating'),
		registerAuthority: named(text(100).optional(), '登记机关'),
		registeredOn: named(day.optional(), '成立日期'),
		registeredCapital: named(z.number().min(0).max(1e12).optional(), '注册资本，万元'),
		legalPerson: named(text(60).optional(), '法定代表人或经营者'),
		phone: named(text(30).optional(), '联系电话'),
		isKey: named(z.boolean().optional(), '是否重点监管对象'),
		tags: named(z.array(text(30)).max(20).optional(), '标签，如 新业态、涉煤'),
		state: named(coded('subject_state').default('active'), '状态'),
		endedOn: named(day.optional(), '注销或吊销日期')
	})
	.superRefine((row, issue) =>
		inOrder(row, issue, ['registeredOn', '成立日期'], ['endedOn', '注销或吊销日期'])
	);
export type Subject = z.infer<typeof Subject>;

export const subjectFacts = (_record: Base): Fact[] => [];
