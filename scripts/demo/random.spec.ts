import { expect, it } from 'vitest';
import { hash, noise, Random } from './random';

const draws = (...name: string[]) => {
	const r = new Random(...name);
	return Array.from({ length: 2000 }, () => r.next());
};

it('gives the same sequence for the same name, another for another', () => {
	expect(draws('seed', 'a')).toEqual(draws('seed', 'a'));
	expect(draws('seed', 'a')[0]).not.toBe(draws('seed', 'b')[0]);
	expect(hash('ab', 'c')).not.toBe(hash('a', 'bc'));
});

it('spreads evenly over [0, 1)', () => {
	for (const list of [draws('even'), Array.from({ length: 2000 }, (_, i) => noise(7, i))]) {
		expect(Math.min(...list)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...list)).toBeLessThan(1);
		expect(list.reduce((sum, value) => sum + value, 0) / list.length).toBeCloseTo(0.5, 1);
	}
});

it('draws counts with the mean asked for, small and large', () => {
	const r = new Random('poisson');
	for (const mean of [0.3, 4, 80]) {
		const total = Array.from({ length: 3000 }, () => r.poisson(mean)).reduce((a, b) => a + b, 0);
		expect(Math.abs(total / 3000 / mean - 1)).toBeLessThan(0.1);
	}
});
