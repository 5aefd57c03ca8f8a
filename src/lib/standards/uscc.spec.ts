import { expect, it } from 'vitest';
import { creditCodeError } from './uscc';

it.each([
	'91350100M000100Y43',
	'91140603MA0JX00080',
	'91140603MAXXX0001A',
	'91140603MAXXX0002D',
	'92140603MAXXX0003D',
	'93140603MAXXX0004D',
	'11140603MBXXX0001L'
])('accepts %s', (code) => expect(creditCodeError(code)).toBeNull());

it('names the check character that is due', () => {
	expect(creditCodeError('91140603MAXXX0001B')).toContain('应为 A');
	expect(creditCodeError('91350100M000100Y4Z')).toContain('应为 3');
	expect(creditCodeError('91350100M0001OOY43')).toContain('不允许的字符');
	expect(creditCodeError('9114')).toContain('18 位');
});
