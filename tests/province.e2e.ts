import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { createAuth } from '../src/lib/domain/access/auth.server';
import { openAs } from '../src/lib/domain/access/people.server';
import type { Role } from '../src/lib/domain/access/roles';
import { user } from '../src/lib/domain/access/tables.server';
import { openCore } from '../src/lib/server/core.server';
import { startEmbedded } from '../src/lib/server/embedded.server';
import { freePort } from '../src/lib/server/port.server';
import { expect, startCockpit, test as base, type Cockpit } from './cockpit';
import { platformFor, type Platform } from './oidc';
import { signIn } from './people';

interface Joined {
	cockpit: Cockpit;
	/** Not started yet. */
	platform: Platform;
	/** What the audit holds of the last sign-in. */
	last(): Promise<object | undefined>;
}

/** A cockpit that is joined to an identity platform. */
const test = base.extend<object, { joined: Joined }>({
	joined: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern.
		async ({}, use) => {
			const port = await freePort();
			const platform = platformFor(`http://localhost:${port}`, await freePort());
			const environment = { ...platform.environment, PORT: String(port) };
			const cockpit = await startCockpit({ environment });
			const place = await startEmbedded({ dir: join(cockpit.data, 'postgres'), borrow: true });
			const secret = readFileSync(join(cockpit.data, 'secret'), 'utf8').trim();
			const core = await openCore(place.url, '140603', secret);
			const auth = createAuth(core.access, secret);
			const now = new Date();
			/** As whoever opens accounts does: `sub-<name>` is who he is at the platform. */
			const open = (username: string, role: Role) => {
				const nothing = { department: null, township: null, post: null, certificate: null };
				const person = { ...nothing, username, name: username, role };
				return openAs({ core, auth, now }, { ...person, identity: `sub-${username}` }, null, 'x');
			};
			await open('linked', 'leader');
			await open('manager', 'region_admin');
			const { id } = await open('stopped', 'leader');
			await core.access.orm.update(user).set({ suspendedAt: now }).where(eq(user.id, id));
			await use({
				cockpit,
				platform,
				last: async () =>
					(
						await core.fold.sql`
							select event, outcome, target, detail from audit
							where event like 'sign%' order by seq desc limit 1`
					)[0]
			});
			await core.close();
			await place.stop();
			await cockpit.stop();
			await platform.stop();
			rmSync(cockpit.data, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 240_000 }
	],
	baseURL: ({ joined }, use) => use(joined.cockpit.url)
});

// The platform is away in the first and in the last.
test.describe.configure({ mode: 'serial' });

/** Fonts from elsewhere, for the platform's pages. */
test.beforeEach(({ page }) => page.route(/fonts\.(googleapis|gstatic)\.com/, (r) => r.abort()));

/** Begins at the sign-in page and passes the pages of the platform as this subject. */
async function signInThere(page: Page, subject: string, to = '/desk') {
	await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
	await page.getByRole('link', { name: /统一身份认证/ }).click();
	await page.locator('[name=login]').fill(subject);
	await page.locator('[name=password]').fill('any');
	await page.locator('[type=submit]').click();
	await page.getByRole('button', { name: 'Continue' }).click();
}

async function isAway(page: Page, cockpit: Cockpit) {
	await page.goto('/sign-in?to=/board');
	await page.getByRole('link', { name: /统一身份认证/ }).click();
	await expect(page.getByRole('alert')).toContainText('暂时无法连接');
	await signIn(page, cockpit, 'leader', '/desk');
	await expect(page).toHaveURL('/desk');
}

test('the platform is away at the start: it is told so, and the password works', async ({
	page,
	joined
}) => {
	await isAway(page, joined.cockpit);
});

test('a linked person signs in by the platform and lands where he wanted', async ({
	page,
	joined
}) => {
	await joined.platform.start();
	await signInThere(page, 'sub-linked', '/desk?from=there');
	await expect(page).toHaveURL('/desk?from=there');
	const cookies = await page.context().cookies();
	expect(cookies.find(({ name }) => name === 'cockpit.session_token')).toMatchObject({
		httpOnly: true,
		sameSite: 'Lax',
		secure: false
	});
	expect(await joined.last()).toEqual({
		event: 'signed_in',
		outcome: 'done',
		target: 'user:linked',
		detail: '省统一身份认证'
	});
	// Whoever is in already is not sent there again.
	await page.goto('/sign-in/province?to=/board');
	await expect(page).toHaveURL('/board');
});

for (const { subject, says, target } of [
	{ subject: 'sub-nobody', says: '未绑定', target: 'province:sub-nobody' },
	{ subject: 'sub-manager', says: '管理员账号', target: 'user:manager' },
	{ subject: 'sub-stopped', says: '已停用', target: 'user:stopped' }
]) {
	test(`${subject} is refused, and told why`, async ({ page, joined }) => {
		await signInThere(page, subject, '/board');
		await expect(page.getByRole('alert')).toContainText(says);
		await expect(page).toHaveURL(/\/sign-in\?.*to=%2Fboard/);
		expect(await joined.last()).toMatchObject({ event: 'sign_in_refused', target });
		await page.goto('/desk');
		await expect(page).toHaveURL(/\/sign-in/);
	});
}

test('an answer that this browser did not ask for is refused', async ({ page, joined }) => {
	const { cockpit, platform } = joined;
	await page.goto('/sign-in/province/callback?code=x&state=x');
	await expect(page.getByRole('alert')).toContainText('未完成');
	// Somebody else's answer: he would be in under another name.
	const begun = await fetch(`${cockpit.url}/sign-in/province`, { redirect: 'manual' });
	const back = await platform.signIn(begun.headers.get('location')!, 'sub-linked');
	expect(back).toContain(`${cockpit.url}/sign-in/province/callback?code=`);
	await page.goto(back);
	await expect(page.getByRole('alert')).toContainText('未完成');
	expect(await joined.last()).toMatchObject({ event: 'sign_in_refused', outcome: 'refused' });
	await page.goto('/desk');
	await expect(page).toHaveURL(/\/sign-in/);
});

test('it leads back to this site alone', async ({ page }) => {
	await signInThere(page, 'sub-linked', '//elsewhere.example/desk');
	await expect(page).toHaveURL('/desk');
});

test('the platform goes away later: the same', async ({ page, joined }) => {
	await joined.platform.stop();
	await isAway(page, joined.cockpit);
});
