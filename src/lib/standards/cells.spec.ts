import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBoolean, readCode, readMoney, readNumber, readText, type Cell } from './cells';

const seed = 140603;
const says = (words: string) => ({ reason: expect.stringContaining(words) });

it.each([readText, readCode, readBoolean, readNumber, readMoney])(
	'%o takes an empty cell as null',
	(read) => {
		for (const cell of [null, undefined, '', '  ', '\u3000', '\u200b\ufeff']) {
			expect(read(cell)).toEqual({ value: null });
		}
	}
);

it.each([readText, readCode, readBoolean, readNumber, readMoney])(
	'%o refuses errors of formulas and what is no text',
	(read) => {
		for (const error of ['#N/A', '#REF!', '#DIV/0!', '#######']) {
			expect(read(error)).toEqual(says('公式错误'));
		}
		for (const cell of [{ richText: [] }, new Date(0), ['a'], 1n, Symbol('a')]) {
			expect(read(cell as unknown as Cell)).toEqual(says('不是普通内容'));
		}
		expect(read('a\u0000')).toHaveProperty('reason');
		expect(read('a\ud800')).toHaveProperty('reason');
		expect(read(NaN)).toEqual(says('不是有效的数值'));
	}
);

it('reads free text: full-width figures and letters, not the punctuation nor rare characters', () => {
	expect(readText(' 平鲁区（Ａ３）煤业，有限公司\u3000')).toEqual({
		value: '平鲁区（A3）煤业，有限公司'
	});
	// U+F9DC, which NFKC makes U+9686.
	expect(readText('\uf9dc')).toEqual({ value: '\uf9dc' });
	expect(readText(12)).toEqual({ value: '12' });
	expect(readText(true)).toEqual({ value: 'TRUE' });
	expect(readText(140603199001010000)).toEqual(says('设为文本格式'));
	expect(readText('#1 主扇')).toEqual({ value: '#1 主扇' });
});

it('reads codes: half-width, without invisible characters', () => {
	expect(readCode('１１０１０５１９４９１２３１００２Ｘ')).toEqual({ value: '11010519491231002X' });
	expect(readCode('\u202a91140603MA0JX00080\u202c ')).toEqual({ value: '91140603MA0JX00080' });
	expect(readCode(14060300010001)).toEqual({ value: '14060300010001' });
	expect(readCode(999_999_999_999_999)).toEqual({ value: '999999999999999' });
	expect(readCode('140603199001010019')).toEqual({ value: '140603199001010019' });
	expect(readCode(140603199001010000)).toEqual(says('设为文本格式'));
	expect(readCode('1.40603E+17')).toEqual(says('设为文本格式'));
});

it.each([
	...['是', '有', '√', '✓', '✔️', ' 是 ', 'true', 'TRUE', true].map((cell) => [cell, true]),
	...['否', '无', '×', '✗', 'False', 'ＦＡＬＳＥ', false].map((cell) => [cell, false])
] as [Cell, boolean][])('reads %j as %j', (cell, value) =>
	expect(readBoolean(cell)).toEqual({ value })
);

it.each(['1', 0, 'x', 'X', '是的', '是√', '不', 'Y', '对'])('refuses %j as yes or no', (cell) =>
	expect(readBoolean(cell)).toEqual(says('应为“是”或“否”'))
);

it.each([
	['0', 0],
	['-0', 0],
	['1234.50', 1234.5],
	['１，２３４．５', 1234.5],
	['1,234,567.89', 1_234_567.89],
	['-12', -12],
	['－12', -12],
	['−12', -12],
	['+5.', 5],
	['007', 7],
	['100000000000000000', 1e17],
	[12.5, 12.5],
	[0.1 + 0.2, 0.3],
	[-0, 0]
] as [Cell, number][])('reads %j as %d', (cell, value) =>
	expect(readNumber(cell)).toEqual({ value })
);

it.each([
	['1,23', '千分位'],
	['1234,567', '千分位'],
	['1,2345', '千分位'],
	[',123', '千分位'],
	['1.2E+05', '科学计数法'],
	['1234567890123456', '15 位有效数字'],
	['0.12345678901234567', '15 位有效数字'],
	['-', '留空'],
	['——', '留空'],
	['无', '留空'],
	['(12)', '应为数字'],
	['12元', '不带单位'],
	['1.5万元', '不带单位'],
	['50%', '应为数字'],
	['1 234', '应为数字'],
	['1.2.3', '应为数字'],
	['.5', '应为数字'],
	['0x1F', '应为数字'],
	['Infinity', '应为数字'],
	['约30', '现为“约30”'],
	['9'.repeat(61), '文字过长'],
	[true, '应为数字']
] as [Cell, string][])('refuses %j as a number', (cell, words) =>
	expect(readNumber(cell)).toEqual(says(words))
);

it.each([
	['500', 500],
	['500元', 500],
	['1,234.50 元', 1234.5],
	['￥1,234.50', 1234.5],
	['¥ 20', 20],
	['1.13万元', 11_300],
	['0.12345万元', 1234.5],
	['１２万元', 120_000],
	['-3元', -3],
	[20_000, 20_000]
] as [Cell, number][])('reads %j as %d yuan', (cell, value) =>
	expect(readMoney(cell)).toEqual({ value })
);

it.each(['元', '¥', '1.5万', '2亿元', '500元整', '500元元', '伍佰元', '$5', '1,23元', '-'])(
	'refuses %j as an amount',
	(cell) => expect(readMoney(cell)).toHaveProperty('reason')
);

it('reads back what was written, with separators and units', () => {
	const cents = fc.integer({ min: -1e12, max: 1e12 });
	fc.assert(
		fc.property(cents, fc.boolean(), (n, wide) => {
			const amount = n / 100;
			const typed = amount.toLocaleString('en-US', { minimumFractionDigits: 2 });
			const text = wide ? typed.replace(/./g, (c) => fullWidth(c)) : typed;
			expect(readNumber(text)).toEqual({ value: amount });
			expect(readMoney(`${text}元`)).toEqual({ value: amount });
			expect(readMoney(`${text}万元`)).toEqual({ value: n * 100 });
		}),
		{ seed }
	);
});

const fullWidth = (c: string) => String.fromCharCode(c.charCodeAt(0) + 0xfee0);

it('answers any cell, once and for all', () => {
	const cell = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.constantFrom('𠮷', '1'), minLength: 15, maxLength: 30 }),
		fc.string({ unit: fc.constantFrom(...'0123456789.,+-eE¥元万是 \u3000\u200b') }),
		fc.double(),
		fc.boolean(),
		fc.anything().map((value) => value as Cell)
	);
	fc.assert(
		fc.property(cell, (any) => {
			for (const read of [readText, readCode, readBoolean, readNumber, readMoney]) {
				const answer = read(any);
				if ('reason' in answer) expect(answer.reason.isWellFormed()).toBe(true);
				else expect(read(answer.value)).toEqual(answer);
			}
		}),
		{ seed, numRuns: 600 }
	);
});

it('is not slow on long runs of blanks', () => {
	const text = `a${' '.repeat(200_000)}b`;
	const start = performance.now();
	for (const read of [readText, readCode, readBoolean, readNumber, readMoney]) read(text);
	expect(performance.now() - start).toBeLessThan(5000);
});
