import { expect, test } from 'vitest';
import { readArguments, USAGE } from './arguments';

test('a kind and a name make a key, rotate it or revoke it', () => {
	const asked = (...more: string[]) => readArguments(['source', '--name', '能源局', ...more]);
	expect(asked()).toMatchObject({ verb: 'make', kind: 'source', name: '能源局' });
	expect(asked('--rotate')).toMatchObject({ verb: 'rotate' });
	expect(asked('--revoke', '--keep-newest')).toMatchObject({ verb: 'revoke' });
	expect(readArguments(['list'])).toEqual({ verb: 'list' });
	expect(readArguments(['-h'])).toEqual({ verb: 'help' });
	expect(USAGE).toContain('npm run keys -- list');
});

test.each([
	[[], 'Say which kind of key.'],
	[['sauce', '--name', 'a'], 'Say which kind of key.'],
	[['--list'], "Unknown option '--list'."],
	[['list', '--name', 'a'], 'list takes no options.'],
	[['source'], '--name takes 1 to 64 letters'],
	[['source', '--name', 'a b'], '--name takes 1 to 64 letters'],
	[['source', '--name', 'a', '--rotate', '--revoke'], 'Either --rotate or --revoke.'],
	[['source', '--name', 'a', '--rotate', '--keep-newest'], '--keep-newest goes with --revoke.'],
	[['source', '--name', 'a', '--rotate', '--datasets', 'items'], 'A rotated key has the rights'],
	[['source', '--name', 'a', '--expires', '2027-02-30'], '--expires takes the last day'],
	[['source', '--name', 'a', '--expires', '2020-01-01'], '2020-01-01 is over']
])('%j is refused in a sentence', (args, sentence) => {
	expect(() => readArguments(args)).toThrow(sentence);
});
