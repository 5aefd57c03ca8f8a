/** The commands as they are typed: what they print, and how they end. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, SECRET } from '../tests/core';
import { user } from '../src/lib/domain/access/tables.server';

const exec = promisify(execFile);

let core: Awaited<ReturnType<typeof freshCore>>;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

interface Ended {
	stdout: string;
	stderr: string;
	code?: number;
}

/** Its lines, where it succeeds; else what it complained of. */
async function run(script: 'people' | 'keys', ...args: string[]): Promise<string[]> {
	const ended = await exec(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
		env: { ...process.env, DATABASE_URL: core.url, COCKPIT_SECRET: SECRET }
	}).catch((error: Ended) => error);
	const text = 'code' in ended ? ended.stderr : ended.stdout;
	return text.trimEnd().split('\n');
}

const PASSWORD = /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/;
// Each command is a process of its own, on whatever machine.
const TIMEOUT = 180_000;

test(
	'an account is opened, listed; what is wrong is said',
	async () => {
		const person = ['--username', 'wangwu', '--name', '王五'];
		const opened = await run('people', 'add', ...person, '--role', 'leader');
		expect(opened.at(-2)).toBe(
			'The account wangwu is open. At the first sign-in the password is changed.'
		);
		expect(opened.at(-1)).toMatch(PASSWORD);
		const admin = ['add', '--username', 'zhaoliu', '--name', '赵六', '--role', 'security_admin'];
		expect((await run('people', ...admin)).at(-2)).toContain('a code from an authenticator app');
		expect(await run('people', ...admin)).toEqual([
			'The username zhaoliu is taken: choose another.'
		]);
		expect(await run('people', 'list')).toEqual([
			'USERNAME  ROLE                       NAME  DEPARTMENT  TOWNSHIP  STATE',
			'wangwu    leader 区领导              王五                        open',
			'zhaoliu   security_admin 安全管理员  赵六                        open'
		]);
		const unknown = await run(
			...(['people', 'add', '--username', 'sunqi', '--name', '孙七'] as const),
			...['--role', 'head', '--department', 'nowhere']
		);
		expect(unknown[0]).toMatch(/^--department: there is no department nowhere\. .*nengyuan/);
	},
	TIMEOUT
);

test(
	'a reset speaks of a second factor only where there was one',
	async () => {
		expect((await run('people', 'reset', '--username', 'wangwu')).join('\n')).not.toContain(
			'factor'
		);
		await core.access.orm
			.update(user)
			.set({ twoFactorEnabled: true })
			.where(eq(user.username, 'zhaoliu'));
		const reset = await run('people', 'reset', '--username', 'zhaoliu');
		expect(reset[0]).toContain('The second factor is removed');
		expect(reset.at(-1)).toMatch(PASSWORD);
		const told = await core.fold.sql<{ target: string }[]>`
			select target from audit where event = 'second_factor_reset'`;
		expect(told.map(({ target }) => target)).toEqual(['user:zhaoliu']);
	},
	TIMEOUT
);

test(
	'keys are made, listed in columns, and revoked by name',
	async () => {
		const [token] = await run('keys', 'source', '--name', '能源局', '--datasets', 'items');
		expect(token).toMatch(/^src_/);
		await run('keys', 'screen', '--name', 'hall', '--expires', '2099-01-31');
		const [headings, source, screen, ...rest] = await run('keys', 'list');
		expect(headings).toMatch(/^KIND +NAME +MARK +MADE +LAST USED +UNTIL +DATASETS +DEPARTMENT$/);
		expect(source).toMatch(/^source +能源局 .* never +no end +items +all$/);
		expect(screen).toMatch(/^screen +hall .* 2099-01-31$/);
		expect(rest).toEqual([]);
		const revoke = ['source', '--name', '能源局', '--revoke'];
		expect(await run('keys', ...revoke)).toEqual([
			'1 of the source keys named "能源局" no longer hold.'
		]);
		expect((await run('keys', ...revoke))[0]).toContain('was there to revoke');
	},
	TIMEOUT
);
