import { expect, test } from 'vitest';
import { localPath } from './to';

test.each([
	'/desk',
	'/desk/metric/M01?day=2026-11-23',
	'/admin/people?error=1',
	'/desk/record/a%2Fb'
])('%s is a place of ours', (to) => {
	expect(localPath(to)).toBe(to);
});

test.each([
	null,
	'',
	'desk',
	'https://elsewhere.example/desk',
	'//elsewhere.example',
	'/\\elsewhere.example',
	'/\t/elsewhere.example',
	'/.//elsewhere.example',
	'/x/..//elsewhere.example',
	'javascript:alert(1)',
	'/sign-in?to=/desk'
])('%s leads to the desk', (to) => {
	expect(localPath(to)).toBe('/desk');
});
