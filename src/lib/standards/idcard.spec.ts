import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idCardCheck, idCardError } from './idcard';

const seed = 140603;

it.each(['11010519491231002X', '11010519491231002x', '14060319910615001X', '140603198001010008'])(
	'accepts %s',
	(number) => expect(idCardError(number)).toBeNull()
);

it('computes the check character of the first 17', () => {
	expect(idCardCheck('11010519491231002')).toBe('X');
	expect(idCardCheck('14060319800101000')).toBe('8');
	expect(idCardCheck('1101051949123100')).toBeNull();
	expect(idCardCheck('1101051949123100A')).toBeNull();
});

it.each([
	['', '应为 18 位，现为 0 位'],
	['1101051949123100', '现为 16 位'],
	['110105194912310021X', '现为 19 位'],
	['110105491231002', '15 位的旧身份证号'],
	['11010519491231002Y', '不允许的字符'],
	['1101051949123100XX', '不允许的字符'],
	['010105194912310021', '不以 0 开头'],
	['１１０１０５１９４９１２３１００２Ｘ', '不允许的字符'],
	[' 1101051949123100X', '不允许的字符'],
	['110105194913310028', '出生日期'],
	['140603199102290018', '出生日期'],
	['140603189912310010', '出生日期'],
	['110105194912310020', '校验位']
])('refuses %j', (number, words) => expect(idCardError(number)).toContain(words));

it('takes 29 February of a leap year only', () => {
	const leap = '14060319920229001';
	const common = '14060319910229001';
	expect(idCardError(leap + idCardCheck(leap))).toBeNull();
	expect(idCardError(common + idCardCheck(common))).toContain('出生日期');
});

const day = fc
	.integer({ min: -20_000, max: 20_000 })
	.map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''));
const body = fc
	.tuple(fc.integer({ min: 100_000, max: 999_999 }), day, fc.nat(999))
	.map(([area, birth, n]) => `${area}${birth}${String(n).padStart(3, '0')}`);

it('accepts what the check character closes, and misses no wrong digit and no two swapped', () => {
	fc.assert(
		fc.property(body, fc.nat(17), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
			const number = first + idCardCheck(first);
			expect(idCardError(number)).toBeNull();
			const digits = [...number];
			const other = digits[at] === 'X' ? by : (Number(digits[at]) + by) % 10;
			expect(idCardError(digits.with(at, String(other)).join(''))).not.toBeNull();
			if (at < 16 && digits[at] !== digits[at + 1]) {
				const swapped = digits.with(at, digits[at + 1]!).with(at + 1, digits[at]!);
				expect(idCardError(swapped.join(''))).not.toBeNull();
			}
		}),
		{ seed, numRuns: 500 }
	);
});

it('answers any text, and never repeats it', () => {
	const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 18, maxLength: 18 }));
	fc.assert(
		fc.property(text, (value) => {
			const error = idCardError(value);
			expect(error === null || typeof error === 'string').toBe(true);
			if (value.length > 8) expect(error).not.toContain(value);
		}),
		{ seed, numRuns: 1000 }
	);
});
