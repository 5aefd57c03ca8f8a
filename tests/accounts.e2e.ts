/** Forms of accounts: what a new one is asked for, and one's own sessions. */
import { expect, test } from './cockpit';
import { signIn, signInAdmin } from './people';

test('an account is asked for the place of its role, and for no other', async ({
	page,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'quhua', '/admin/people/new');
	const places = (label: string) => page.getByLabel(label, { exact: true });
	const shown = async (department: boolean, township: boolean) => {
		await expect(places('部门')).toBeVisible({ visible: department });
		await expect(page.getByLabel('执法证号')).toBeVisible({ visible: department });
		await expect(places('乡镇（街道）')).toBeVisible({ visible: township });
	};
	await shown(false, false);
	for (const [role, department, township] of [
		['乡镇监管人员', false, true],
		['部门系统管理员', true, false],
		['区领导', false, false]
	] as const) {
		await page.getByRole('radio', { name: role }).check();
		await shown(department, township);
	}
});

test('the other sessions of an account end when its owner says so', async ({
	page,
	browser,
	cockpit
}) => {
	const elsewhere = await (await browser.newContext({ baseURL: cockpit.url })).newPage();
	await signIn(elsewhere, cockpit, 'zhifa', '/admin/account');
	await signIn(page, cockpit, 'zhifa', '/admin/account');
	await expect(page.locator('tbody tr')).not.toHaveCount(1);
	await expect(page.locator('[data-label="地址"]').first()).toHaveText('本机');
	const asked = page.locator('details', { hasText: '退出其他登录' });
	await asked.locator('summary').click();
	await asked.getByRole('button').click();
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await elsewhere.reload();
	await expect(elsewhere).toHaveURL(/\/sign-in\?/);
	await expect(elsewhere.getByRole('alert')).toHaveText('登录已失效，请重新登录。');
	// Whoever leaves himself is told nothing.
	await page.getByRole('button', { name: '退出' }).click();
	await page.goto('/sign-in');
	await expect(page.getByLabel('用户名')).toBeVisible();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await elsewhere.context().close();
});
