import { expect, it } from 'vitest';
import { CodeLists, FIRST_DAY } from '../domain/codes/model';
import { manualNames, manualOf } from './manual.server';

const now = new Date('2026-11-24T02:00:00Z');
const entry = (
	list: string,
	code: string,
	label: string,
	from = FIRST_DAY,
	until: string | null = null
) => ({
	...{ list, code, label, source: '测试', validFrom: from, validUntil: until }
});
const lists = new CodeLists([
	entry('punish_kind', 'fine', '罚款'),
	entry('punish_kind', 'criticism', '通报批评', '2021-07-15'),
	entry('punish_kind', 'old', '旧罚', FIRST_DAY, '2020-12-31')
]);
const of = (name: string) => manualOf(name, lists, now, '2026-11-24')!;
const field = (name: string, wanted: string) => of(name).fields.find((f) => f.field === wanted);

it.each(manualNames().map(({ name }) => name))('tells the fields of %s', (name) => {
	const { fields, title, example } = of(name);
	expect(title).toMatch(/[\u4e00-\u9fff]/);
	expect(fields.length).toBeGreaterThan(3);
	expect(fields.filter((f) => f.title === f.field || f.format === '')).toEqual([]);
	expect(fields.some(({ required }) => required)).toBe(true);
	expect(Object.keys(example).filter((key) => !fields.some((f) => f.field === key))).toEqual([]);
});

it('tells readings too, and nothing of what there is not', () => {
	expect(manualNames().map(({ name }) => name)).toContain('readings');
	expect(manualOf('nothing', lists, now, '2026-11-24')).toBeNull();
});

it('says what may stand in a field, in words', () => {
	expect(field('inspections', 'superviseItemImplementCode')).toMatchObject({
		title: '监管事项目录编码',
		column: 'supervise_item_implement_code',
		required: true,
		format: '监管事项目录编码应为 14 位数字'
	});
	expect(field('inspections', 'superviseItemCheckIcode')).toMatchObject({
		required: false,
		remark: '国家必填，多个以逗号分隔'
	});
	expect(field('penalties', 'punishKind')).toMatchObject({ list: 'punish_kind', format: '代码' });
	expect(field('coercions', 'extensionDays')?.format).toBe('整数，1 至 366');
	expect(field('plans', 'samplingRatio')?.format).toBe('数字，0 至 100');
	expect(field('penalties', 'withdrawn')?.format).toBe('只填 true');
	expect(field('penalties', 'severity')?.format).toContain('未填按 general');
});

it('tells the fields of the objects within a field', () => {
	const items = field('checklists', 'checkItems')!;
	expect(items.within.map((f) => f.field)).toEqual(['checkItem', 'contents']);
	expect(items.within[1]!.within.map((f) => f.field)).toContain('checkMethod');
	expect(of('checklists').parts.map(({ field }) => field)).toEqual(['checkItems', 'contents']);
	expect(of('checklists').lists.map(({ name }) => name)).toContain('check_type');
});

it('tells a code list with its validity, and marks what holds no more', () => {
	const list = of('penalties').lists.find(({ name }) => name === 'punish_kind')!;
	expect(list.usedBy).toEqual(['处罚种类', '处罚种类之二']);
	expect(list.codes.map(({ code, validity, holds }) => [code, validity, holds])).toEqual([
		['fine', '长期', true],
		['criticism', '2021-07-15 起', true],
		['old', '至 2020-12-31', false]
	]);
});
