import { expect, test } from 'vitest';
import { attachment, linesOf } from './csv';

test('cells are quoted where they must be, rows filled up to the width', () => {
	expect(linesOf([['a', 'b,c', '说 "好"', '两\n行'], [], ['末']], 4)).toBe(
		'a,"b,c","说 ""好""","两\n行"\r\n,,,\r\n末,,,\r\n'
	);
});

test('nothing in a file is a formula', () => {
	for (const text of ['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '＝1']) {
		expect(linesOf([[text]], 1)).toBe(`'${text}\r\n`);
	}
	expect(linesOf([['\r=1']], 1)).toBe('"\'\r=1"\r\n');
	expect(linesOf([['a=1']], 1)).toBe('a=1\r\n');
});

test('a file is named in Chinese, and in letters for those who cannot', () => {
	expect(attachment("监管行为量_K/05'*.csv", 'K-05.csv')).toBe(
		`attachment; filename="K-05.csv"; filename*=UTF-8''%E7%9B%91%E7%AE%A1%E8%A1%8C%E4%B8%BA%E9%87%8F_K-05%27-.csv`
	);
});
