import { expect, it } from 'vitest';
import { isPassing } from './passing.server';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each([
	'ECONNREFUSED',
	'CONNECTION_CLOSED',
	'57P01',
	'53300',
	'40P01',
	'25006',
	'55000',
	'57014'
])('tries again after %s', (code) => expect(isPassing(coded(code))).toBe(true));

it.each(['22021', '23505', '22P05', ''])('gives up after %j', (code) =>
	expect(isPassing(coded(code))).toBe(false)
);

it('gives up after an error of its own', () => {
	expect(isPassing(new TypeError('x'))).toBe(false);
	expect(isPassing(null)).toBe(false);
});
