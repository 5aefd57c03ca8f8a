import type { Page } from '@playwright/test';
import { expect, test } from './cockpit';
import { signInAdmin } from './people';

const shown = async (page: Page, name: string) =>
	(await page.locator('dt', { hasText: name }).locator('+ dd').textContent())!;

test('a key of a source: shown once, rotated without a gap, refused once revoked', async ({
	page,
	cockpit
}) => {
	const report = async (key: string) =>
		(
			await fetch(`${cockpit.url}/api/v1/records/points`, {
				method: 'POST',
				headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
				body: '[]'
			})
		).status;
	await signInAdmin(page, cockpit, 'xitong', '/admin/keys/new');
	await page.getByLabel('名称').fill('北坪煤矿监测');
	await page.getByRole('combobox', { name: '部门' }).selectOption('区能源局');
	await page.getByLabel('非现场监测点位').check();
	await page.getByRole('button', { name: '发放密钥' }).click();
	const older = await shown(page, '密钥');
	expect(older).toMatch(/^src_[\w-]{43}$/);
	expect(await report(older)).toBe(200);

	await page.getByRole('link', { name: '查看全部密钥' }).click();
	expect(await page.content()).not.toContain(older.slice(4));
	const row = page.getByRole('row').filter({ hasText: '北坪煤矿监测' });
	await expect(row).toContainText('区能源局');
	await row.getByRole('link').click();
	const address = page.url();
	await page.getByText('轮换', { exact: true }).click();
	await page.getByRole('button', { name: '发放新密钥' }).click();
	const newer = await shown(page, '密钥');
	expect([await report(older), await report(newer)]).toEqual([200, 200]);

	await page.goto(address);
	await page.getByText('吊销', { exact: true }).click();
	await page.getByRole('button', { name: '吊销密钥' }).click();
	await expect(page.getByText('密钥已吊销')).toBeVisible();
	expect([await report(older), await report(newer)]).toEqual([401, 200]);
});

test('a screen is opened once by the address of its key', async ({ page, browser, cockpit }) => {
	await signInAdmin(page, cockpit, 'xitong', '/admin/keys/new?kind=screen');
	await expect(page.getByLabel('有效期至')).toHaveValue('');
	await page.getByLabel('名称').fill('指挥中心');
	await page.getByRole('button', { name: '发放密钥' }).click();
	const address = await shown(page, '打开地址');
	const screen = await (await browser.newContext()).newPage();
	expect((await screen.goto(address))?.status()).toBe(200);
	await expect(screen).toHaveURL(`${cockpit.url}/cockpit`);
	await screen.context().close();
});

test('a limit out of its bounds is not taken, and what was typed stays', async ({
	page,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'anquan', '/admin/settings');
	const limit = page.getByRole('listitem').filter({ hasText: '数据使用授权最长' });
	await limit.locator('summary').click();
	await limit.getByLabel('数据使用授权最长（日）').fill('90');
	await limit.getByLabel('依据').fill('平鲁区数据共享管理规定第六条');
	await limit.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText('“数据使用授权最长”已修改')).toBeVisible();
	await expect(limit).toContainText('90 日');

	await limit.locator('summary').click();
	const amount = limit.getByLabel('数据使用授权最长（日）');
	await amount.evaluate((input: HTMLInputElement) => (input.form!.noValidate = true));
	await amount.fill('9999');
	await limit.getByRole('button', { name: '保存' }).click();
	await expect(page.getByRole('alert')).toContainText('须为 1 至 366 的整数');
	await expect(amount).toHaveValue('9999');
	await expect(limit.locator('summary')).toContainText('90 日');
});
