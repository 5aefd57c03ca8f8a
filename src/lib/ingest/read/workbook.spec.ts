import { expect, it } from 'vitest';
import { isDateFormat, unescaped } from './workbook.server';

it.each([
	['yyyy-mm-dd', true],
	['[$-804]yyyy"年"m"月";@', true],
	['h:mm', true],
	['0.00E+00', false],
	['General', false],
	['#,##0"元d"', false],
	['[Red]0.00', false],
	['_-* #,##0\\d', false]
])('knows whether %s is a date', (format, isDate) => expect(isDateFormat(format)).toBe(isDate));

it('reads what a workbook writes in place of what XML cannot', () => {
	expect(unescaped('一_x000A_二_x5F')).toBe('一\n二_x5F');
});
