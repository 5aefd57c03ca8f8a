import { expect, it } from 'vitest';
import { sameUnit } from './units';

it('takes units that are written differently for the same', () => {
	expect(sameUnit('mg/m³', 'mg/m3')).toBe(true);
	expect(sameUnit('%CH₄', ' %CH4')).toBe(true);
	expect(sameUnit('mg', 'Mg')).toBe(false);
});
