import { expect, it } from 'vitest';
import { z } from 'zod';
import { checklistCode, checklistCodes, coded, creditCode, named, text } from './fields';

it('names a field: title, column, and the remark in the description', () => {
	const field = named(
		text(10).optional(),
		'检查实施清单编码，国家必填',
		'supervise_item_check_icode'
	);
	expect(field.meta()).toMatchObject({
		title: '检查实施清单编码',
		column: 'supervise_item_check_icode',
		description: '检查实施清单编码，国家必填（supervise_item_check_icode）'
	});
	expect(named(text(10), '乡镇代码（9 位统计用区划代码）').meta()?.title).toBe('乡镇代码');
	expect(named(text(10), '撤回：以更高版本号撤回').meta()?.title).toBe('撤回');
	expect(named(text(10), '状态').meta()).not.toHaveProperty('column');
});

it.each([
	['bare', coded('check_form')],
	['optional', coded('check_form').optional()],
	['with a default', coded('check_form').default('onsite')],
	['known to a rule', coded('check_form', ['onsite', 'remote']).default('onsite')],
	['an array', z.array(coded('check_form')).min(1).optional()]
])('knows the code list of a field: %s', (_, schema) => {
	const { shape } = z.strictObject({ field: named(schema, '检查形式') }).superRefine(() => {});
	expect(shape.field.meta()).toMatchObject({ title: '检查形式', codes: 'check_form' });
});

it('refuses a code that a rule does not know', () => {
	expect(coded('item_state', ['claimed']).safeParse('other').success).toBe(false);
	expect(coded('check_form').safeParse(' onsite ').data).toBe('onsite');
});

it('takes credit codes in either case, and says what is wrong with others', () => {
	expect(creditCode.parse(' 91140603maxxx0001a')).toBe('91140603MAXXX0001A');
	expect(creditCode.parse('９１１４０６０３ＭＡ０ＪＸ０００８０')).toBe('91140603MA0JX00080');
	expect(creditCode.safeParse('91350100M000100Y4Z').error?.issues[0]).toMatchObject({
		params: { code: 'uscc' },
		message: expect.stringContaining('应为 3') as unknown
	});
});

const BODY = '11140603MBXXX0001L';

it.each([`${BODY}4`, `${BODY}1001`, `${BODY}5-01`])('takes %s as a checklist', (code) => {
	expect(checklistCode.safeParse(code).success).toBe(true);
	expect(checklistCodes.safeParse(`${code},${BODY}4`).success).toBe(true);
});

it.each([
	[BODY, '第 19 位'],
	[`${BODY}0001`, '第 19 位'],
	[`${BODY}6`, '第 19 位'],
	['11140603MBXXX0001K4', '前 18 位'],
	['14060300100001', '前 18 位'],
	[`${BODY}4,${BODY}`, '第 19 位', true]
])('refuses %s as a checklist', (code, words, several = false) => {
	const issues = (several ? checklistCodes : checklistCode).safeParse(code).error?.issues;
	expect(issues?.map(({ message }) => message).join()).toContain(words);
});
