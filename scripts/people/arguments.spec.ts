import { expect, test } from 'vitest';
import { ROLES } from '../../src/lib/domain/access/roles';
import { readArguments, USAGE } from './arguments';

test('a verb has its options, and a name is written as it is kept', () => {
	expect(readArguments(['reset', '--username', 'LiSi'])).toEqual({
		verb: 'reset',
		username: 'lisi'
	});
	expect(readArguments(['list'])).toEqual({ verb: 'list' });
	expect(readArguments(['add', '--name', '李四'])).toEqual({
		verb: 'add',
		person: { name: '李四' }
	});
});

test('help names every role', () => {
	expect(readArguments(['--help'])).toEqual({ verb: 'help' });
	for (const role of ROLES) expect(USAGE).toContain(role);
});

test.each([
	[[], 'Say what to do.'],
	[['open'], 'open is no verb.'],
	[['list', 'all'], 'all is one word too many.'],
	[['suspend'], '--username is missing: npm run people -- suspend --username <name>'],
	[['suspend', '--username', 'a', '--role', 'head'], 'suspend takes no --role.'],
	[['list', '--username', 'a'], 'list takes no --username.'],
	[['add', '--user', 'a'], "Unknown option '--user'."]
])('%j is refused in a sentence', (args, sentence) => {
	expect(() => readArguments(args)).toThrow(sentence);
});
