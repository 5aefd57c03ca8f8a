/** 第22条: one department lets another look at its data; looking and taking away are two things, both written down. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Cockpit } from './cockpit';
import { parseCsv } from './csv';
import { day, post, signIn, signInAdmin } from './people';

test.describe.configure({ mode: 'serial' });

const PURPOSE = '核对加油站计量检查与经营许可是否一致';
const REASON = '联合检查比对';
const figure = (period: string) => `[data-tile="K-05|department:shijian|${period}"]`;

let giver: Page;
let user: Page;
let auditor: Page;

test.beforeAll(async ({ browser, cockpit }) => {
	giver = await pageOf(browser, cockpit);
	user = await pageOf(browser, cockpit);
	auditor = await pageOf(browser, cockpit);
	await signIn(giver, cockpit, 'shijian');
	await signIn(user, cockpit, 'nengyuan');
	await signInAdmin(auditor, cockpit, 'shenji');
	await post(cockpit, 'inspections', [inspection(record)]);
});
test.afterAll(async () => {
	for (const page of [giver, user, auditor]) await page?.context().close();
});

const record = randomUUID();
let looking: string;

test('what is given can be looked at, each look in its name', async () => {
	looking = await give({ exportable: false });
	// Without it in the address, the page says that there is one, and leads there.
	const answer = await user.goto('/desk/department/shijian?period=year');
	expect(answer?.status()).toBe(403);
	await expect(user.getByText('贵部门已取得此部门的数据使用授权')).toBeVisible();
	await user.getByRole('link', { name: '按授权查看' }).click();
	await expect(user).toHaveURL(`/desk/department/shijian?period=year&grant=${looking}`);
	await user.goto('/desk/grants');
	const line = user.locator(`[data-grant="${looking}"]`);
	await expect(line).toContainText('有效');
	await expect(line).toContainText('仅查看');
	await line.getByRole('link', { name: '查看数据' }).click();

	const banner = user.getByRole('complementary', { name: '授权查看' });
	await expect(banner).toContainText(`正在按授权查看区市场监督管理局的数据：${PURPOSE}`);
	await expect(user.getByText('授权查看为静态数据，刷新可更新。')).toBeVisible();
	const value = await user.locator(figure('month')).getAttribute('data-value');
	await user.locator(figure('month')).getByRole('link', { name: '监管行为量' }).click();
	await expect(user.locator('[data-proof]')).toContainText(`${value} = ${value}`);
	await expect(banner).toBeVisible();
	await expect(user.getByLabel('范围').locator('option')).toHaveText(['区市场监督管理局']);

	await user.locator(`[data-key$="/${record}"]`).getByRole('link').click();
	await expect(user.getByRole('heading', { level: 1 })).toContainText('加油站计量检查');
	await expect(banner).toBeVisible();
	// The counterparty is a natural person; a grant shows no personal data.
	expect(await user.content()).not.toContain('张三丰');
	const links = await hrefsIn(user);
	expect(links.length).toBeGreaterThan(1);
	for (const link of links) expect(link, 'leads on under it').toContain(looking);

	await banner.getByRole('link', { name: '退出授权查看' }).click();
	await expect(user).toHaveURL(/\/desk\/department\/nengyuan$/);
	await expect(banner).toHaveCount(0);
	expect(await entries({ event: 'looked', text: PURPOSE })).toBeGreaterThanOrEqual(3);
});

test('what may be looked at may not be taken away', async ({ cockpit }) => {
	const query = `scope=department:shijian&period=month&grant=${looking}`;
	await user.goto(`/desk/metric/K-05?${query}`);
	await expect(user.getByRole('link', { name: '看最新' })).toBeVisible();
	await expect(user.getByRole('link', { name: '导出' })).toHaveCount(0);
	await user.goto(`/desk/metric/K-05/export?${query}`);
	await expect(user.getByRole('note')).toContainText('此项授权仅供查看，不含导出');
	await expect(user.getByRole('button', { name: /导出/ })).toHaveCount(0);

	const before = await entries({ event: 'export_refused', text: looking });
	const form = { purpose: REASON };
	const headers = { origin: cockpit.url, accept: 'text/html' };
	const sent = await user.request.post(`/desk/metric/K-05/export?${query}`, { form, headers });
	expect(sent.status()).toBe(403);
	const file = await user.request.get(`/desk/metric/K-05/export/file?${query}&purpose=${REASON}`);
	expect(file.status()).toBe(403);
	expect(await entries({ event: 'export_refused', text: looking })).toBe(before + 2);
	// Each of them once, and under no second name.
	expect(await entries({ event: 'refused', text: looking })).toBe(0);
});

test("another department's list is not to be had without a grant", async ({ cockpit }) => {
	const foreign = '/desk/metric/K-05/export?scope=department%3Ashijian&period=quarter';
	const answer = await user.goto(foreign);
	expect(answer?.status()).toBe(403);
	await expect(user.getByRole('heading', { name: '没有权限' })).toBeVisible();
	const headers = { origin: cockpit.url, accept: 'text/html' };
	await user.request.post(foreign, { form: { purpose: REASON }, headers });
	expect(await entries({ event: 'export_refused', text: 'period=quarter' })).toBe(2);
});

test('a file holds as many rows as the figure says, and says whence it came', async () => {
	const grant = await give({ exportable: true, purpose: `${PURPOSE}，须留存清单` });
	await user.goto(`/desk/department/shijian?period=year&grant=${grant}`);
	const value = Number(await user.locator(figure('year')).getAttribute('data-value'));
	await user.locator(figure('year')).getByRole('link', { name: '监管行为量' }).click();
	expect(value, 'more than one page of them').toBeGreaterThan(50);
	await user.getByRole('link', { name: '导出' }).click();
	await expect(user.getByText(`${value} 条`)).toBeVisible();

	// Three letters are no reason; what was typed stays.
	const reason = user.getByLabel('导出事由');
	await reason.evaluate((field) => field.removeAttribute('minlength'));
	await reason.fill('比对用');
	await user.getByRole('button', { name: /导出/ }).click();
	await expect(user.getByRole('alert')).toHaveText('事由至少 4 个字');
	await expect(reason).toHaveValue('比对用');
	await reason.fill(REASON);
	const [download] = await Promise.all([
		user.waitForEvent('download'),
		user.getByRole('button', { name: /导出/ }).click()
	]);

	expect(download.suggestedFilename()).toMatch(
		/^监管行为量_区市场监督管理局_本年_台账\d+_\d{8}\.csv$/
	);
	const text = await readFile(await download.path(), 'utf8');
	expect(text.startsWith('\uFEFF')).toBe(true);
	const rows = parseCsv(text.slice(1));
	expect(rows[0]).toEqual(['记录标识', '类别', '时间', '责任部门', '乡镇', '标题', '来源']);
	const end = rows.findIndex((row) => row.every((cell) => cell === ''));
	const records = rows.slice(1, end);
	expect(records).toHaveLength(value);
	expect(new Set(records.map(([key]) => key)).size).toBe(value);
	expect(new Set(records.map(([, , , department]) => department))).toEqual(
		new Set(['区市场监督管理局'])
	);
	const own = records.find(([key]) => key!.endsWith(record))!;
	expect(own[5], 'no formula').toMatch(/^'=加油站计量检查/);
	const notes = Object.fromEntries(rows.slice(end + 1).map(([name, said]) => [name, said]));
	expect(notes).toMatchObject({ 记录数: String(value), 导出事由: REASON });
	expect(text).not.toContain('张三丰');
	expect(await entries({ event: 'exported', text: REASON })).toBe(1);

	// The address of the file is this session's, for this reason: changed, it leads back to the form.
	const address = new URL(download.url());
	address.searchParams.set('purpose', '换了一个事由');
	const changed = await user.request.get(address.href, { maxRedirects: 0 });
	expect(changed.headers().location).toMatch(/\/export\?scope=/);
});

test('what is revoked is over at once', async () => {
	await giver.goto('/desk/grants');
	const line = giver.locator(`[data-grant="${looking}"]`);
	await line.getByText('撤销', { exact: false }).first().click();
	await line.getByRole('button', { name: '确认撤销' }).click();
	await expect(giver.getByRole('status')).toContainText('已撤销');
	await expect(line).toContainText('已撤销');

	const answer = await user.goto(`/desk/department/shijian?grant=${looking}`);
	expect(answer?.status()).toBe(403);
	await expect(user.getByText('已撤销，请向数据提供部门重新申请')).toBeVisible();
	await user.goto('/desk/grants');
	const received = user.locator(`[data-grant="${looking}"]`);
	await expect(received).toContainText('已撤销');
	await expect(received.getByRole('link')).toHaveCount(0);
	expect(await entries({ event: 'refused', text: looking })).toBe(1);
});

test("a grant is its head's to give and to revoke", async ({ browser, cockpit }) => {
	// Revoked before: it may be given again, once.
	const grant = await give({ exportable: false });
	await give({ exportable: true }, '相同用途的授权仍然有效');
	const headers = { origin: cockpit.url, accept: 'text/html' };
	const revoke = (page: Page) =>
		page.request.post('/desk/grants?/revoke', { form: { id: grant }, headers });
	expect((await revoke(user)).status()).toBe(403);
	const handler = await pageOf(browser, cockpit);
	await signIn(handler, cockpit, 'chengban', '/desk/grants');
	await expect(handler.locator(`[data-grant="${grant}"]`)).toContainText('有效');
	await expect(handler.getByRole('button', { name: '授权' })).toHaveCount(0);
	expect((await revoke(handler)).status()).toBe(403);
	// The handler looks under it as the head does.
	await handler.locator(`[data-grant="${grant}"]`).getByRole('link').click();
	await expect(handler.getByRole('complementary', { name: '授权查看' })).toBeVisible();
	await handler.context().close();
});

async function pageOf(browser: Browser, { url }: Cockpit): Promise<Page> {
	const context = await browser.newContext({
		baseURL: url,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai'
	});
	return context.newPage();
}

/** The head of 市场监管局 gives 能源局 a grant; its id. */
async function give(
	{ exportable, purpose = PURPOSE }: { exportable: boolean; purpose?: string },
	refused?: string
): Promise<string> {
	await giver.goto('/desk/grants');
	await giver.getByLabel('使用部门').selectOption('nengyuan');
	await giver.getByLabel('用途').fill(purpose);
	await giver.getByLabel('到期日期').fill(day(30));
	await giver.getByLabel('允许导出').setChecked(exportable);
	await giver.getByRole('button', { name: '授权', exact: true }).click();
	if (refused) await expect(giver.getByRole('alert')).toContainText(refused);
	else await expect(giver.getByRole('status')).toContainText('已授权');
	const id = await giver.locator('[data-grant]').first().getAttribute('data-grant');
	return id!;
}

/** How many entries the audit holds of this. */
async function entries(filter: { event: string; text: string }): Promise<number> {
	await auditor.goto(`/admin/audit?${new URLSearchParams(filter)}`);
	return auditor.locator('tr[data-seq]').count();
}

/** Where this page leads within the desk, but for the frame and the way out. */
const hrefsIn = (page: Page): Promise<string[]> =>
	page
		.locator('main a[href^="/desk"], main a[href^="?"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));

const inspection = (id: string) => ({
	id,
	department: 'shijian',
	township: '140603100',
	superviseItemImplementCode: '14060300100001',
	administrativeCp: '张三丰',
	administrativeCpNa: '1',
	administrativeCpCeType: '111',
	administrativeCpUiCode: '140603199001010010',
	checkActionName: '=加油站计量检查',
	checkActionCode: id,
	checkResult: 'passed',
	checkDate: day(0)
});
