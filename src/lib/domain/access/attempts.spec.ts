import { expect, test } from 'vitest';
import { Attempts } from './attempts';

const MINUTE = 60_000;

test('the fifth refusal shuts the name for a quarter of an hour', () => {
	const attempts = new Attempts(5);
	for (let n = 0; n < 5; n++) {
		expect(attempts.wait('leader', n)).toBe(0);
		attempts.failed('leader', n);
	}
	expect(attempts.wait('leader', 4)).toBe(15 * MINUTE);
	expect(attempts.wait('leader', 4 + 15 * MINUTE)).toBe(0);
	expect(attempts.wait('other', 4)).toBe(0);
});

test('a success forgets, and so does time', () => {
	const attempts = new Attempts(5);
	for (let n = 0; n < 4; n++) attempts.failed('leader', n);
	attempts.succeeded('leader');
	attempts.failed('leader', 5);
	expect(attempts.wait('leader', 5)).toBe(0);
	for (let n = 0; n < 4; n++) attempts.failed('slow', n * 16 * MINUTE);
	attempts.failed('slow', 64 * MINUTE);
	expect(attempts.wait('slow', 64 * MINUTE)).toBe(0);
});

test('memory is bounded', () => {
	const attempts = new Attempts(5);
	for (let n = 0; n < 5; n++) attempts.failed('first', 0);
	for (let n = 0; n < 10_000; n++) attempts.failed(`name-${n}`, 1);
	expect(attempts.wait('first', 1)).toBe(0);
});
