import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earliestShown, isShown, publicText, shownUntil, type Publication } from './rules';
import { addMonths } from '../calendar/rules';

const months = { minor: 3, general: 12, serious: 36 };
const penalty = (change: Partial<Publication> = {}): Publication => ({
	administrativeCpNa: '2',
	administrativeCpCeType: '001',
	severity: 'general',
	publishedOn: '2026-03-10',
	publishUntil: null,
	withdrawn: false,
	...change
});

test('a penalty without an end is shown for the months of its severity', () => {
	expect(shownUntil(penalty({ severity: 'minor' }), months)).toBe('2026-06-10');
	expect(shownUntil(penalty(), months)).toBe('2027-03-10');
	expect(shownUntil(penalty({ severity: 'serious' }), months)).toBe('2029-03-10');
});

test('an earlier end holds; one beyond the maximum is cut to it', () => {
	expect(shownUntil(penalty({ publishUntil: '2026-09-01' }), months)).toBe('2026-09-01');
	expect(shownUntil(penalty({ publishUntil: '2028-01-01' }), months)).toBe('2027-03-10');
});

test('its last day is the last on which it is shown', () => {
	expect(isShown(penalty(), months, '2026-03-09')).toBe(false);
	expect(isShown(penalty(), months, '2026-03-10')).toBe(true);
	expect(isShown(penalty(), months, '2027-03-10')).toBe(true);
	expect(isShown(penalty(), months, '2027-03-11')).toBe(false);
});

test('never shown: natural persons, households, the unpublished, the withdrawn', () => {
	for (const change of [
		{ administrativeCpNa: '1' },
		{ administrativeCpNa: '3' },
		{ administrativeCpCeType: '111' },
		{ publishedOn: null },
		{ withdrawn: true }
	]) {
		expect(isShown(penalty(change), months, '2026-03-10')).toBe(false);
	}
});

test('a month without the day ends on its last', () => {
	expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
	expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
	expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
});

const day = fc
	.integer({ min: 0, max: 4000 })
	.map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10));

test('the query by earliest day finds exactly what the rule shows', () => {
	fc.assert(
		fc.property(day, day, fc.constantFrom(1, 3, 12, 36), (published, today, span) => {
			const within = addMonths(published, span) >= today;
			expect(published >= earliestShown(today, span)).toBe(within);
		})
	);
});

test('identity, mobile and account numbers are left out of public text', () => {
	expect(publicText('经营者张某，身份证号14060319800101001X，电话13900010001。')).toBe(
		'经营者张某，身份证号（略），电话（略）。'
	);
	expect(publicText('统一社会信用代码91140603MA0GXXXX3D，罚款 80000 元')).toContain(
		'91140603MA0GXXXX3D'
	);
});
