import { expect, it } from 'vitest';
import { CodeLists, FIRST_DAY } from './model';

const entry = (
	code: string,
	label: string,
	validFrom = FIRST_DAY,
	validUntil: string | null = null
) => ({
	...{ list: 'kind', code, label, source: '测试', validFrom, validUntil }
});
const lists = new CodeLists([
	entry('a', '甲'),
	entry('b', '乙', '2021-07-15'),
	entry('c', '丙', FIRST_DAY, '2021-07-14'),
	entry('d', '旧名', FIRST_DAY, '2019-12-31'),
	entry('d', '新名', '2020-01-01')
]);

it('holds from its first to its last day', () => {
	expect(lists.error('kind', 'b', '2021-07-15')).toBeNull();
	expect(lists.error('kind', 'b', '2021-07-14')?.code).toBe('code_not_valid');
	expect(lists.error('kind', 'c', '2021-07-14')).toBeNull();
	expect(lists.error('kind', 'c', '2021-07-15')?.code).toBe('code_not_valid');
	expect(lists.error('kind', 'd', '2019-12-31')).toBeNull();
	expect(lists.error('kind', 'd', '2020-01-01')).toBeNull();
});

it('tells which codes hold on that day', () => {
	expect(lists.error('kind', 'x', '2021-07-14')).toEqual({
		code: 'unknown_code',
		message: '没有代码“x”，可用：a 甲、c 丙、d 新名'
	});
	expect(lists.error('kind', 'c', '2026-01-01')?.message).toBe(
		'代码“c”在 2026-01-01 无效，可用：a 甲、b 乙、d 新名'
	);
	expect(lists.error('none', 'a', '2026-01-01')?.code).toBe('unknown_code');
});

it('names a code as it is called last, also when it holds no more', () => {
	expect(lists.each('kind').map(({ code, label }) => code + label)).toEqual([
		...['a甲', 'b乙', 'c丙', 'd新名']
	]);
});
