import { expect, test } from 'vitest';
import { sorted, type Place } from './ranking';

const place = (name: string, value: number | null, unit: '%' | '条'): Place => ({
	scope: `department:${name}`,
	name,
	cells: { m: { value, numerator: 0, denominator: null, unit, band: null, target: null } }
});
const names = (places: Place[]) => sorted(places, 'm').map(({ name }) => name);

test('the lowest rate first, without a rate last', () => {
	expect(names([place('a', null, '%'), place('b', 0.9, '%'), place('c', 0.7, '%')])).toEqual([
		'c',
		'b',
		'a'
	]);
});

test('the highest count first, equals in their order', () => {
	expect(names([place('a', 1, '条'), place('b', 4, '条'), place('c', 1, '条')])).toEqual([
		'b',
		'a',
		'c'
	]);
});
