import { describe, expect, it } from 'vitest';
import { change, figure, percent } from './numbers';

describe('figures', () => {
	it('writes a rate with one decimal and never rounds it up to all, or down to none', () => {
		expect(percent(0.9314)).toBe('93.1');
		expect(percent(1)).toBe('100');
		expect(percent(0.99999)).toBe('99.9');
		expect(percent(0)).toBe('0');
		expect(percent(0.00001)).toBe('0.1');
	});

	it('writes as many decimals as show that a rate lies below its target', () => {
		expect(percent(0.9496, 0.95)).toBe('94.96');
		expect(percent(0.949996, 0.95)).toBe('94.9996');
		expect(percent(0.9494, 0.95)).toBe('94.9');
		expect(percent(0.95, 0.95)).toBe('95.0');
		expect(percent(0.9504, 0.95)).toBe('95.0');
		expect(percent(0.99999, 1)).toBe('99.9');
		expect(figure(0.9496, '%', 0.95)).toBe('94.96');
	});

	it('writes a count in groups, and nothing to divide by as —', () => {
		expect(figure(12_345, '条')).toBe('12,345');
		expect(figure(0.5, '%')).toBe('50.0');
		expect(figure(null, '%')).toBe('—');
	});

	it('writes a change by its size alone, in points for a rate', () => {
		expect(change(-0.0123, '%')).toBe('1.2');
		expect(change(-1234, '条')).toBe('1,234');
	});
});
