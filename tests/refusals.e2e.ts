/** What a refusal says: to whom, why, and what leads on; and that no page leads anybody to one. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './cockpit';
import { day, post, signIn } from './people';

test('an officer finds the inspections that carry his number, and no other', async ({
	page,
	cockpit
}) => {
	const [own, other] = [randomUUID(), randomUUID()];
	await post(cockpit, 'inspections', [
		{ ...inspection(own), checkPersonnelCode: ['14060319001'] },
		{ ...inspection(other), checkPersonnelCode: ['14060319002'] }
	]);
	await signIn(page, cockpit, 'zhifa');
	await expect(page).toHaveURL(/\/desk\/mine$/);
	await expect(page.getByText('执法证号 14060319001')).toBeVisible();
	await expect(page.locator(`[data-key$="/${other}"]`)).toHaveCount(0);
	await page.locator(`[data-key$="/${own}"]`).getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('煤矿日常检查');
	// He has no figures: what the record counts in is named, and his way back is his own.
	await expect(page.getByText('监管行为量')).toBeVisible();
	for (const link of await hrefsIn(page)) expect(link).toMatch(/^\/desk\/(mine|record)|^\?/);
	const answer = await page.goto(`/desk/record/inspection/trial/${other}`);
	expect(answer?.status()).toBe(403);
	await expect(page.getByText('（执法人员）的身份登录')).toBeVisible();
	await page.getByRole('link', { name: '回我的任务' }).click();
	await expect(page).toHaveURL(/\/desk\/mine$/);
});

test('a township finds its own, and no link that is refused to it', async ({ page, cockpit }) => {
	const id = randomUUID();
	await post(cockpit, 'inspections', [inspection(id)]);
	await signIn(page, cockpit, 'baitang');
	await expect(page).toHaveURL(/\/desk\/township\/140603200$/);
	const crumbs = page.getByRole('navigation', { name: '当前位置' });
	await expect(crumbs.getByRole('link')).toHaveCount(0);
	await page.goto(`/desk/record/inspection/trial/${id}`);
	await expect(crumbs.getByRole('link')).toHaveText(['白堂乡']);
	for (const href of await hrefsIn(page)) {
		const answer = await page.request.get(new URL(href, page.url()).href);
		expect(answer.status(), href).toBe(200);
	}
	await page.goto('/desk/department/nengyuan');
	await expect(page.getByText('您的账号只能查看本乡镇（街道）的数据')).toBeVisible();
	await expect(page.getByText('申请授权')).toHaveCount(0);
});

test('a screen whose key does not hold is told so', async ({ page }) => {
	await page.goto('/cockpit?token=not-a-key&scale=0.9');
	await expect(page.getByRole('alert')).toContainText('大屏密钥无效或已停用');
	expect(new URL(page.url()).searchParams.get('to')).toBe('/cockpit?scale=0.9');
});

/** Where this page leads within the desk. */
const hrefsIn = (page: Page): Promise<string[]> =>
	page
		.locator('main a[href^="/desk"], main a[href^="?"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));

const inspection = (id: string) => ({
	id,
	department: 'nengyuan',
	township: '140603200',
	superviseItemImplementCode: '14060300100001',
	administrativeCp: '平鲁区示例煤业有限公司（演示）',
	administrativeCpUiCode: '91140603MAXXX0001A',
	checkActionName: '煤矿日常检查',
	checkActionCode: id,
	checkResult: 'passed',
	checkDate: day(0)
});
