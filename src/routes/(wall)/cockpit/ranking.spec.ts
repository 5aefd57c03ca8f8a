import { describe, expect, it } from 'vitest';
import { byShortfall, fromTheBottom } from './ranking';

const row = (id: string, value: number | null, overdue = 0, target: number | null = 0.95) => ({
	id,
	tile: { value, target, parts: { overdue } }
});
const ids = (rows: { id: string }[]) => rows.map((r) => r.id).join('');

describe('ranking', () => {
	it('puts the lowest first, more overdue before less, nothing due at the end', () => {
		const rows = [row('a', 1), row('b', null), row('c', 0.7, 1), row('d', 0.7, 5), row('e', 0.9)];
		expect(ids(fromTheBottom(rows))).toBe('dceab');
	});

	it('keeps the order of equals, so that rows do not wander', () => {
		expect(ids(fromTheBottom([row('a', 1), row('b', 1), row('c', 1)]))).toBe('abc');
	});

	it('orders rates by how far they are below their own targets', () => {
		const rows = [
			row('a', 0.94),
			row('b', 0.95, 0, 0.98),
			row('c', null),
			row('d', null),
			row('e', 0.99)
		];
		expect(ids(byShortfall(rows))).toBe('baecd');
	});
});
