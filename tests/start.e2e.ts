import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, newFolder, startCockpit, test } from './cockpit';

const exec = promisify(execFile);
const START = ['--import', 'tsx', 'scripts/start.ts', '--no-simulator'];

/** `npm run people`, beside a cockpit that runs. */
const people = (data: string, ...args: string[]) =>
	exec(process.execPath, ['--import', 'tsx', 'scripts/people.ts', ...args], {
		env: { ...process.env, COCKPIT_DATA: data }
	});

/** Runs a start that must fail; what it said. */
async function refusal(environment: Record<string, string>): Promise<string> {
	const folder = newFolder();
	try {
		const env = { ...process.env, COCKPIT_DATA: folder, PORT: '0', ...environment };
		const failure = await exec(process.execPath, START, { env }).then(
			() => null,
			(error: { stderr: string }) => error.stderr.trim()
		);
		expect(failure, 'it must not start').not.toBeNull();
		return failure!;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

test('a wrong setting is told in one sentence', async () => {
	expect(await refusal({ PORT: 'abc' })).toBe('PORT must be a number from 0 to 65535');
	const url = { DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/x' };
	expect(await refusal(url)).toContain('COCKPIT_SECRET is missing');
	expect(await refusal({ ...url, COCKPIT_SECRET: 'x'.repeat(32) })).toBe(
		'The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.'
	);
});

test('a taken port is told in one sentence', async () => {
	const other = createServer();
	await new Promise<void>((listening) => other.listen(0, listening));
	const { port } = other.address() as { port: number };
	expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is taken`);
	other.close();
});

test('it survives being killed, keeps its keys, and takes the database along when stopped', async () => {
	test.setTimeout(180_000);
	const first = await startCockpit();
	await people(first.data, 'reset', '--username', 'ducha');
	await first.stop('SIGKILL');
	const second = await startCockpit({ data: first.data });
	expect(second.demo?.sourceKey).toBe(first.demo?.sourceKey);
	// A password that no longer holds is not printed again.
	expect(first.demo?.people.filter(({ changed }) => changed)).toEqual([]);
	expect(second.demo?.people).toEqual(
		first.demo?.people.map((one) => ({ ...one, changed: one.username === 'ducha' }))
	);
	const health = await fetch(`${second.url}/api/v1/health`);
	expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok' });
	expect(await second.stop()).toBe(0);
	const { stdout } = await exec('ps', ['-eo', 'args']);
	expect(stdout).not.toContain(second.data);
	rmSync(first.data, { recursive: true, force: true });
});

test('a form posts at whatever address the page was opened', async ({ cockpit, browser }) => {
	const { username, password } = cockpit.demo!.people[0]!;
	const { port } = new URL(cockpit.url);
	for (const host of ['localhost', '127.0.0.1']) {
		const context = await browser.newContext({ baseURL: `http://${host}:${port}` });
		const page = await context.newPage();
		await page.goto('/sign-in');
		await page.locator('[name=username]').fill(username);
		await page.locator('[name=password]').fill(password);
		await page.locator('[name=password]').press('Enter');
		await expect(page).not.toHaveURL(/sign-in/);
		await context.close();
	}
});

test('another site cannot post in the name of a person', async ({ cockpit }) => {
	const answer = await fetch(`${cockpit.url}/sign-in?/enter`, {
		method: 'POST',
		headers: { origin: 'https://elsewhere.example' },
		body: new URLSearchParams({ username: 'leader', password: 'x' })
	});
	expect(answer.status).toBe(403);
	// Nor what is no form: a script elsewhere sends it as easily.
	const bare = await fetch(`${cockpit.url}/alive`, {
		method: 'POST',
		headers: { origin: 'https://elsewhere.example' }
	});
	expect(bare.status).toBe(403);
});

test('without an identity platform there is no way in by it', async ({ cockpit, page }) => {
	for (const path of ['/sign-in/province', '/sign-in/province/callback?code=x&state=x']) {
		expect((await page.goto(path))!.status()).toBe(404);
		await expect(page.getByText('未接入省统一身份认证')).toBeVisible();
	}
	await page.goto(`${cockpit.url}/sign-in`);
	await expect(page.getByRole('link', { name: /统一身份认证/ })).toHaveCount(0);
});
