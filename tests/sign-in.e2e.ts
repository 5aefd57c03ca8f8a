/** The ways in and out: passwords, second factors, the first day of an account and its last. */
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Cockpit } from './cockpit';
import { enrol, enter, passwordOf, signIn, signInAdmin, totp } from './people';

/** Somebody else, at another machine. */
async function another(browser: Browser, cockpit: Cockpit): Promise<Page> {
	const context = await browser.newContext({ baseURL: cockpit.url });
	return context.newPage();
}

/** The page of an account, as its administrator finds it. */
async function find(page: Page, username: string) {
	await page.goto(`/admin/people?q=${username}`);
	await page.locator('tbody tr', { hasText: username }).getByRole('link').click();
	await expect(page.getByRole('link', { name: '← 账号管理' })).toBeVisible();
}

/** Opens what asks first, and answers. */
async function confirm(page: Page, title: string) {
	const asked = page.locator('details', { hasText: title });
	await asked.locator('summary').click();
	await asked.getByRole('button', { name: title }).click();
}

// Passwords are hashed slowly on purpose, and these tests give many.
test.describe.configure({ timeout: 120_000 });

const WRONG = '用户名或密码不正确。';
const ENDED = '登录已失效，请重新登录。';

test('after five wrong passwords one waits, until an administrator unlocks', async ({
	page,
	browser,
	cockpit
}) => {
	const password = passwordOf(cockpit, 'chengban');
	for (let i = 0; i < 5; i += 1) {
		await enter(page, { username: 'chengban', password: 'not the password' });
		await expect(page.getByRole('alert')).toHaveText(WRONG);
	}
	await enter(page, { username: 'chengban', password });
	await expect(page.getByRole('alert')).toHaveText('连续多次未通过，请 15 分钟后再试。');

	const admin = await another(browser, cockpit);
	await signInAdmin(admin, cockpit, 'guanli');
	await find(admin, 'chengban');
	await expect(admin.getByRole('alert')).toContainText('连续多次登录未通过');
	await confirm(admin, '解除锁定');
	await expect(admin.getByRole('status')).toContainText('已解除锁定');

	await enter(page, { username: 'chengban', password });
	await expect(page).toHaveURL(/\/desk\/department\/nengyuan$/);
	await admin.context().close();
});

test('a name that nobody has is answered as a wrong password is', async ({ page }) => {
	for (let i = 0; i < 5; i += 1) {
		await enter(page, { username: 'nobody', password: 'whatever it is' });
		await expect(page.getByRole('alert')).toHaveText(WRONG);
	}
	await enter(page, { username: 'nobody', password: 'whatever it is' });
	await expect(page.getByRole('alert')).toContainText('连续多次未通过');
});

test('an account is opened, its password shown once, and changed before anything else', async ({
	page,
	browser,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'guanli', '/admin/people/new');
	await page.getByLabel('用户名').fill('Wang.Min');
	await page.getByLabel('真实姓名').fill('王敏（演示）');
	await page.getByLabel('承办人员').check();
	await page.getByLabel('职务').fill('监管股股长');
	await page.getByRole('button', { name: '开通账号' }).click();
	const shown = page.getByRole('status', { name: '王敏（演示）的首次登录密码' });
	await expect(shown.locator('dd').first()).toHaveText('wang.min');
	const first = await shown.locator('dd').last().innerText();
	await page.goto('/admin/people/new');
	expect(await page.content()).not.toContain(first);

	const guest = await another(browser, cockpit);
	await enter(guest, { username: 'wang.min', password: first });
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText('设置自己的密码');
	for (const path of ['/desk', '/desk/department/nengyuan', '/admin/account']) {
		await guest.goto(path);
		await expect(guest, path).toHaveURL('/admin/account/first');
	}
	const choose = async (present: string, next: string, again = next) => {
		await guest.getByLabel('当前密码').fill(present);
		await guest.getByLabel('新密码', { exact: true }).fill(next);
		await guest.getByLabel('再次输入新密码').fill(again);
		await guest.getByRole('button', { name: '修改密码' }).click();
	};
	await choose(first, 'password1234');
	await expect(guest.getByRole('alert')).toHaveText('这是常见或已泄露的密码，请换一个。');
	await choose(first, 'x-wang.min-2026');
	await expect(guest.getByRole('alert')).toHaveText('密码不得包含用户名、姓名或证号。');
	await choose(first, 'quiet-lantern-58', 'quiet-lantern-59');
	await expect(guest.getByRole('alert')).toContainText('两次输入的新密码不一致');
	await choose('not this one', 'quiet-lantern-58');
	await expect(guest.getByRole('alert')).toHaveText('当前密码不正确。');
	await choose(first, 'quiet-lantern-58');
	await expect(guest).toHaveURL(/\/desk\/department\/nengyuan$/);

	await guest.getByRole('button', { name: '退出' }).click();
	await enter(guest, { username: 'wang.min', password: first });
	await expect(guest.getByRole('alert')).toHaveText(WRONG);
	await enter(guest, { username: 'wang.min', password: 'quiet-lantern-58' });
	await expect(guest).toHaveURL(/\/desk\/department\/nengyuan$/);
	await guest.context().close();
});

test('what cannot be opened is said beside the form, and what was typed stays', async ({
	page,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'guanli', '/admin/people/new');
	await page.getByLabel('用户名').fill('nengyuan');
	await page.getByLabel('真实姓名').fill('李强（演示）');
	await page.getByLabel('承办人员').check();
	await page.getByRole('button', { name: '开通账号' }).click();
	await expect(page.getByRole('alert')).toHaveText('用户名 nengyuan 已被使用，请换一个。');
	await expect(page.getByLabel('真实姓名')).toHaveValue('李强（演示）');
	await expect(page.getByLabel('承办人员')).toBeChecked();
});

test('the second factor: set up by choice, asked for, replaced by a spare code once, removed', async ({
	page,
	cockpit
}) => {
	const password = passwordOf(cockpit, 'ducha');
	await signIn(page, cockpit, 'ducha', '/admin/account');
	const { secret, spareCodes } = await enrol(page, password);
	await expect(page.getByRole('status')).toContainText('动态口令已启用');
	expect(spareCodes).toHaveLength(10);
	const again = async (code: string) => {
		await page.getByRole('button', { name: '退出' }).click();
		await signIn(page, cockpit, 'ducha', '/admin/account');
		await expect(page).toHaveURL(/\/sign-in\/second/);
		await answer(code);
	};
	const answer = async (code: string) => {
		await page.getByLabel('验证码或备用码').fill(code);
		await page.getByRole('button', { name: '确定' }).click();
	};
	await again(totp(secret, Date.now() + 3_600_000));
	await expect(page.getByRole('alert')).toContainText('验证码不正确');
	// Half the way in is not in.
	await page.goto('/desk');
	await expect(page).toHaveURL(/\/sign-in\?/);
	await page.goto('/sign-in/second?to=/admin/account');
	await answer(totp(secret));
	await expect(page).toHaveURL('/admin/account');
	await again(spareCodes[0]!);
	await expect(page).toHaveURL('/admin/account');
	await again(spareCodes[0]!);
	await expect(page.getByRole('alert')).toContainText('验证码不正确');
	await answer(totp(secret));
	await expect(page).toHaveURL('/admin/account');

	const asked = page.locator('details', { hasText: '停用动态口令' });
	await asked.locator('summary').click();
	await asked.getByLabel('当前密码').fill(password);
	await asked.getByRole('button').click();
	await expect(page.getByRole('status')).toContainText('动态口令已停用');
	await page.getByRole('button', { name: '退出' }).click();
	await signIn(page, cockpit, 'ducha', '/admin/account');
	await expect(page).toHaveURL('/admin/account');
});

test('an administrator does nothing before the second factor is set up', async ({
	page,
	cockpit
}) => {
	await signIn(page, cockpit, 'xitong', '/admin/keys');
	// Another test may have set it up: then its code is asked for, and nothing is open either.
	await expect(page).toHaveURL(/\/admin\/account\/first|\/sign-in\/second/);
	await page.goto('/admin/keys');
	await expect(page).toHaveURL(/\/admin\/account\/first|\/sign-in\?/);
	await page.context().clearCookies();
	await signInAdmin(page, cockpit, 'xitong', '/admin/keys');
	await expect(page).toHaveURL('/admin/keys');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('an administrator signs in with both factors and suspends an account', async ({
		page,
		cockpit
	}) => {
		await signInAdmin(page, cockpit, 'quhua', '/admin/people');
		await find(page, 'baitang');
		await page.locator('summary', { hasText: '停用账号' }).click();
		await page.getByLabel('停用事由').fill('调离');
		await page.getByRole('button', { name: '停用账号' }).click();
		await expect(page.getByRole('alert')).toHaveText('事由至少 4 个字。');
		await expect(page.getByLabel('停用事由')).toHaveValue('调离');
		await page.getByLabel('停用事由').fill('调离本乡，不再负责监管');
		await page.getByRole('button', { name: '停用账号' }).click();
		await expect(page.getByRole('status')).toContainText('账号已停用');
		await page.locator('summary', { hasText: '恢复账号' }).click();
		await page.getByRole('button', { name: '恢复账号' }).click();
		await expect(page.getByRole('status')).toContainText('账号已恢复');
	});
});

test('a suspended account is out at once, also where a page is open', async ({
	page,
	browser,
	cockpit
}) => {
	await signIn(page, cockpit, 'shijian');
	await expect(page.getByRole('status').first()).toHaveText('实时');
	const admin = await another(browser, cockpit);
	await signInAdmin(admin, cockpit, 'anquan');
	await find(admin, 'shijian');
	await expect(admin.getByRole('button', { name: '保存变更' })).toHaveCount(0);
	await admin.locator('summary', { hasText: '停用账号' }).click();
	await admin.getByLabel('停用事由').fill('账号疑似被他人使用');
	await admin.getByRole('button', { name: '停用账号' }).click();
	await expect(admin.getByRole('status')).toContainText('账号已停用');
	await expect(page.getByRole('status').first()).not.toHaveText('实时', { timeout: 2_000 });
	await page.goto('/desk');
	await expect(page).toHaveURL(/\/sign-in\?/);
	await expect(page.getByRole('alert')).toHaveText(ENDED);
	await signIn(page, cockpit, 'shijian');
	await expect(page.getByRole('alert')).toHaveText('账号已停用，请与本单位系统管理员联系。');
	await confirm(admin, '恢复账号');
	await expect(admin.getByRole('status')).toContainText('账号已恢复');
	await signIn(page, cockpit, 'shijian');
	await expect(page).toHaveURL(/\/desk\/department\/shijian$/);
	await admin.context().close();
});
