import type { Page } from '@playwright/test';
import { seriousFaults } from './axe';
import { expect, test, type Cockpit } from './cockpit';
import { measure } from './measure';
import { signIn, signInAdmin } from './people';

const events = (page: Page) => page.locator('tr[data-seq]');
const ledger = (page: Page, name: string) =>
	page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });

/** The head of one department asks for what is another's. */
async function beRefused(page: Page, cockpit: Cockpit) {
	await signIn(page, cockpit, 'shijian');
	await page.waitForURL(/\/desk\/department\/shijian$/);
	expect((await page.goto('/desk/department/nengyuan'))?.status()).toBe(403);
}

test('a refusal is in the audit; it is found by what it was and by whom', async ({
	page,
	browser,
	cockpit
}) => {
	const other = await browser.newContext({ baseURL: cockpit.url });
	await beRefused(await other.newPage(), cockpit);
	await other.close();
	await signInAdmin(page, cockpit, 'shenji', '/admin/audit');
	const refusal = events(page).filter({ hasText: 'GET /desk/department/nengyuan' }).first();
	await expect(refusal).toContainText('越权访问');
	await expect(refusal).toContainText('拒绝');
	await expect(refusal).toContainText('区市场监督管理局');

	await page.getByRole('combobox', { name: '事件' }).selectOption('越权访问');
	await page.getByRole('button', { name: '查询' }).click();
	await expect(page).toHaveURL(/event=refused/);
	await expect(refusal).toBeVisible();
	for (const row of await events(page).all()) await expect(row).toContainText('越权访问');

	await page.getByRole('combobox', { name: '结果' }).selectOption('完成');
	await page.getByRole('button', { name: '查询' }).click();
	await expect(page.getByText('没有符合条件的事件')).toBeVisible();

	await page.getByRole('link', { name: '清除条件' }).click();
	await page.getByLabel('人员、地址、对象或事由').fill('department/nengyuan');
	await page.getByRole('button', { name: '查询' }).click();
	await expect(page).toHaveURL(/text=/);
	await expect(refusal).toBeVisible();
	await page.goto('/admin/audit?to=2020-01-01');
	await expect(events(page)).toHaveCount(0);
});

test('both ledgers are verified from the page, and the board prints their roots', async ({
	page,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'shenji', '/admin/audit');
	for (const name of ['安全审计台账', '监管台账']) {
		await page.getByRole('button', { name: `核验${name}` }).click();
		await expect(ledger(page, name)).toContainText('条逐条相符');
		await expect(ledger(page, name)).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d 核验/);
	}
	await page.getByText('每日公布的日根').click();
	const day = page.getByRole('table', { name: '日根' }).locator('tbody tr').first();
	const root = (await day.locator('code').last().textContent())!;
	expect(root).toMatch(/^[0-9a-f]{64}$/);

	await page.goto('/board');
	const printed = page.getByRole('region', { name: '日根' });
	await expect(printed).toContainText('台账日根');
	await expect(printed).toContainText('安全审计日根');
	await expect(printed.locator('code').first()).toHaveText(root);
});

test('whoever reads the audit reads nothing else, and nobody else reads it', async ({
	page,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'shenji', '/admin/audit');
	for (const path of ['/admin/keys', '/admin/settings', '/admin/erasure', '/admin/people']) {
		expect((await page.goto(path))?.status(), path).toBe(403);
	}
	await page.context().clearCookies();
	await signInAdmin(page, cockpit, 'anquan', '/admin/settings');
	expect((await page.goto('/admin/audit'))?.status()).toBe(403);
});

test('without JavaScript the list is read, filtered and verified', async ({
	page,
	browser,
	cockpit
}) => {
	await signInAdmin(page, cockpit, 'shenji', '/admin/audit');
	const storageState = await page.context().storageState();
	const plain = await browser.newContext({
		...{ baseURL: cockpit.url, storageState, javaScriptEnabled: false }
	});
	const read = await plain.newPage();
	await read.goto('/admin/audit?event=signed_in');
	await expect(events(read)).not.toHaveCount(0);
	await read.getByRole('button', { name: '核验安全审计台账' }).click();
	await expect(read).toHaveURL(/\/admin\/audit\?event=signed_in$/);
	await expect(async () => {
		await read.reload();
		await expect(ledger(read, '安全审计台账')).toContainText('条逐条相符', { timeout: 500 });
	}).toPass();
	await plain.close();
});

const PAGES = {
	shenji: ['/admin/audit', '/admin/audit?event=erased'],
	xitong: ['/admin/keys', '/admin/keys/new', '/admin/keys/new?kind=screen'],
	anquan: ['/admin/settings', '/admin/erasure']
};

for (const [who, paths] of Object.entries(PAGES)) {
	test(`the pages of ${who}: readable at both sizes, names on every control`, async ({
		page,
		cockpit
	}) => {
		await signInAdmin(page, cockpit, who, paths[0]);
		for (const [width, height] of [
			[1920, 1080],
			[390, 844]
		] as const) {
			for (const path of paths) {
				await page.setViewportSize({ width, height });
				await page.goto(path);
				const [wide, high] = await page.evaluate(() => [
					document.documentElement.scrollWidth,
					document.documentElement.scrollHeight
				]);
				expect(wide, path).toBe(width);
				// What lies below the edge of the window is measured as well.
				await page.setViewportSize({ width, height: high! });
				const faults = await measure(page, { smallest: 0.75, contrast: 4.5 });
				const unreadable = faults.filter(({ fault }) => ['contrast', 'too small'].includes(fault));
				expect(unreadable, path).toEqual([]);
				expect(await seriousFaults(page), path).toEqual([]);
			}
		}
	});
}
