import { expect, test } from 'vitest';
import { choiceOf, drillPath, periodName, recordPath, scopePath } from './places';

const at = (query: string) => choiceOf(new URL(`http://desk.invalid/desk?${query}`));

test('the address says the period and the entry; what it cannot mean falls back', () => {
	expect(at('')).toEqual({ period: 'month', at: null, grant: null });
	expect(at('period=2026-10&at=7')).toEqual({ period: '2026-10', at: '7', grant: null });
	expect(at('period=2026-13').period).toBe('month');
	expect(at('period=decade').period).toBe('month');
});

test('a scope is a path of its own', () => {
	expect(scopePath('district')).toBe('/desk');
	expect(scopePath('department:nengyuan', { period: 'month' })).toBe('/desk/department/nengyuan');
	expect(scopePath('township:none', { period: 'year', at: '7' })).toBe(
		'/desk/township/none?period=year&at=7'
	);
});

test('a drill carries the entry and the second', () => {
	const tile = { metric: 'K-05', scope: 'district', period: 'today' };
	const asOf = { seq: 7, at: '2026-11-23T02:32:07.000Z' };
	expect(drillPath({ ...tile, asOf }, 'penalty')).toBe(
		'/desk/metric/K-05?scope=district&period=today&part=penalty&at=7%402026-11-23T02%3A32%3A07.000Z'
	);
});

test('a record is its key', () => {
	expect(recordPath('penalty/省厅/2026-1', 9)).toBe(
		'/desk/record/penalty/%E7%9C%81%E5%8E%85/2026-1?at=9'
	);
});

test('what is looked at under a grant leads on under it', () => {
	const choice = at('grant=g1&period=year');
	expect(choice.grant).toBe('g1');
	expect(scopePath('department:shijian', choice)).toBe(
		'/desk/department/shijian?period=year&grant=g1'
	);
	const tile = { metric: 'K-05', scope: 'department:shijian', period: 'year' };
	const asOf = { seq: 7, at: '2026-11-23T02:32:07.000Z' };
	expect(drillPath({ ...tile, asOf }, 'penalty', 'g1')).toMatch(/&grant=g1$/);
	expect(recordPath('penalty/省厅/2026-1', 9, 'g1')).toMatch(/\?at=9&grant=g1$/);
});

test('periods in words', () => {
	expect([periodName('quarter'), periodName('2026-01')]).toEqual(['本季', '2026年1月']);
});
