import { describe, expect, it } from 'vitest';
import { AREAS } from './townships';

describe('the schematic of the townships', () => {
	it('draws the twelve of GB/T 2260 140603 once each', () => {
		const codes = AREAS.map((area) => area.code).sort();
		const tail = ['100', '101', ...[200, 201, 202, 203, 204, 205, 206, 207, 209, 210].map(String)];
		expect(codes).toEqual(tail.map((t) => `140603${t}`));
	});

	it('stays inside its frame and leaves each label room', () => {
		for (const { corners, label } of AREAS) {
			for (const [x, y] of corners) {
				expect(x >= 0 && x <= 100 && y >= 0 && y <= 100).toBe(true);
			}
			expect(label.width).toBeGreaterThan(22);
			expect(label.height).toBeGreaterThan(17);
		}
	});
});
