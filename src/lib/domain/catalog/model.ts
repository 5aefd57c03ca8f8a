/** 监管事项目录清单, 检查实施清单 (第6–12条) and 监管计划 (第15条). */
import { z } from 'zod';
import {
	checklistCode,
	coded,
	day,
	itemCode,
	moment,
	named,
	row,
	text
} from '../../standards/fields';
import { inOrder } from '../../standards/order';
import type { Base, Fact } from '../../ledger/record';

/** 主项 or 子项; the 对应许可 are those of 政务服务. */
export const Item = z.strictObject({
	...row,
	itemCode: named(itemCode, '监管事项目录编码', 'supervise_item_implement_code'),
	itemName: named(text(300), '监管事项名称'),
	itemKind: named(coded('item_kind').optional(), '主项或子项'),
	mainItemCode: named(itemCode.optional(), '所属主项编码'),
	line: named(text(60).optional(), '业务条线', 'lineCode'),
	dutyCode: named(text(60).optional(), '职能部门', 'dutyCode'),
	powerCode: named(text(60).optional(), '权力事项编码'),
	superviseDepartment: named(text(100).optional(), '监管部门'),
	basis: named(text(2000), '设定依据'),
	objectKind: named(text(100), '监管对象类别'),
	object: named(text(200).optional(), '监管对象'),
	method: named(z.array(coded('item_method')).min(1).max(10), '监管措施'),
	form: named(text(100).optional(), '监管形式'),
	manner: named(text(100).optional(), '监管方式'),
	level: named(coded('item_level').default('county'), '监管层级'),
	scope: named(z.array(coded('item_scope')).max(3).optional(), '适用范围'),
	process: named(text(1000).optional(), '监管流程'),
	result: named(text(500).optional(), '监管结果'),
	handling: named(text(1000).optional(), '处理方式'),
	checklistCode: named(checklistCode.optional(), '检查实施清单编号'),
	licenceKind: named(coded('licence_kind').optional(), '对应许可事项类型'),
	licenceName: named(text(300).optional(), '对应许可事项名称'),
	licenceCode: named(text(60).optional(), '对应许可事项编码'),
	licencePowerCode: named(text(60).optional(), '对应许可权力编码'),
	responsibleLeader: named(text(60).optional(), '责任领导'),
	office: named(text(100).optional(), '承办机构'),
	handler: named(text(60).optional(), '具体负责人'),
	state: named(
		coded('item_state', ['assigned', 'claimed', 'published', 'exempt', 'disabled']).default(
			'assigned'
		),
		'状态'
	),
	assignedAt: named(moment, '下发时间'),
	isKey: named(z.boolean().default(false), '是否重点监管事项')
});
export type Item = z.infer<typeof Item>;

const CheckContent = z.strictObject({
	content: named(text(500), '检查内容'),
	contentCode: named(text(60).optional(), '检查内容编码'),
	checkMethod: named(text(1000).optional(), '操作要领和方法'),
	punishBasis: named(text(1000).optional(), '处罚依据'),
	punishPowerCode: named(text(60).optional(), '处罚依据权力编码'),
	checkType: named(coded('check_type').optional(), '检查类型')
});

const CheckItem = z.strictObject({
	checkItem: named(text(200), '检查项'),
	contents: named(z.array(CheckContent).min(1).max(200), '检查内容清单')
});

/** 检查实施清单: of a 子项, its 检查项 and their 检查内容 (第10条). */
export const Checklist = z
	.strictObject({
		...row,
		superviseItemCheckIcode: named(checklistCode, '检查实施清单编码', 'supervise_item_check_icode'),
		itemCode: named(itemCode, '监管事项目录编码', 'supervise_item_implement_code'),
		checklistName: named(text(300), '检查实施清单名称'),
		matterClass: named(coded('matter_class').optional(), '事项类别'),
		checkModes: named(z.array(coded('check_mode')).max(10).optional(), '检查方式'),
		checkBody: named(text(100).optional(), '检查主体'),
		cooperatingDepartments: named(z.array(text(40)).max(30).optional(), '配合部门代码'),
		basis: named(text(2000).optional(), '检查依据'),
		checkItems: named(z.array(CheckItem).min(1).max(200), '检查项'),
		state: named(coded('checklist_state').default('published'), '状态'),
		compiledAt: named(moment, '编制时间'),
		publishedAt: named(moment.optional(), '发布时间')
	})
	.superRefine((row, issue) =>
		inOrder(row, issue, ['compiledAt', '编制时间'], ['publishedAt', '发布时间'])
	);
export type Checklist = z.infer<typeof Checklist>;

/** 监管计划, of a year or of one campaign; a 双随机 plan says of whom how many are drawn. */
export const Plan = z
	.strictObject({
		...row,
		planId: named(text(50), '计划编号', 'plan_id'),
		planName: named(text(300), '计划名称'),
		planYear: named(z.int().min(2000).max(2199), '年度'),
		planType: named(coded('plan_type'), '计划类别'),
		itemCodes: named(z.array(itemCode).max(500).optional(), '监管事项目录编码'),
		matter: named(text(500).optional(), '抽查事项'),
		content: named(text(2000).optional(), '抽查内容'),
		objectKind: named(text(200).optional(), '检查对象'),
		matterClass: named(coded('matter_class').optional(), '事项类别'),
		checkModes: named(z.array(coded('check_mode')).max(10).optional(), '检查方式'),
		samplingRatio: named(z.number().min(0).max(100).optional(), '抽查比例，%'),
		frequency: named(text(60).optional(), '抽查频次，如 每年 1 次'),
		targetCount: named(z.int().min(0).max(1_000_000).optional(), '计划检查户次'),
		checkBody: named(text(100).optional(), '检查主体'),
		cooperatingDepartments: named(z.array(text(40)).max(30).optional(), '配合部门代码'),
		basis: named(text(2000).optional(), '检查依据'),
		startDate: named(day, '开始日期'),
		endDate: named(day, '结束日期'),
		approvedOn: named(day.optional(), '批准日期'),
		publishedOn: named(day.optional(), '公示日期，未公示则空'),
		state: named(coded('plan_state').default('approved'), '状态')
	})
	.superRefine((row, issue) => {
		inOrder(row, issue, ['startDate', '开始日期'], ['endDate', '结束日期']);
		inOrder(row, issue, ['approvedOn', '批准日期'], ['publishedOn', '公示日期']);
	});
export type Plan = z.infer<typeof Plan>;

/** Lists and plans count nothing yet: their metrics come with K-01 to K-04 and K-16. */
export const itemFacts = (_record: Base): Fact[] => [];
export const checklistFacts = (_record: Base): Fact[] => [];
export const planFacts = (_record: Base): Fact[] => [];
