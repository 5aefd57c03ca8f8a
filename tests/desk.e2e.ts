import { randomUUID } from 'node:crypto';
import { expect, test } from './cockpit';
import { measure } from './measure';
import { day, post, signIn } from './people';

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
	checkDate: day(0),
	remark: '经办人联系电话 13900010001'
});

test('from the district to one record, each number beside its count', async ({ page, cockpit }) => {
	const id = randomUUID();
	await post(cockpit, 'inspections', [inspection(id)]);
	await signIn(page, cockpit, 'leader');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('全区');
	await page.locator('tbody').getByRole('link', { name: '区能源局', exact: true }).click();
	await expect(page).toHaveURL(/\/desk\/department\/nengyuan$/);

	const tile = page.locator('[data-tile="K-05|department:nengyuan|month"]');
	const value = await tile.getAttribute('data-value');
	await tile.getByRole('link', { name: '监管行为量' }).click();
	const proof = page.locator('[data-proof]');
	await expect(proof).toHaveAttribute('data-proof', 'equal');
	await expect(proof).toContainText(`${value} = ${value}`);

	await page.locator(`[data-key$="/${id}"]`).getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('煤矿日常检查');
	const entry = page.locator('[data-seq]');
	await expect(entry).toHaveCount(1);
	await expect(entry).toContainText('录入');
	await expect(page.getByText('已加密', { exact: true })).toBeVisible();
	expect(await page.content()).not.toContain('13900010001');
});

test('a corrected record says what changed, and what it was', async ({ page, cockpit }) => {
	const id = randomUUID();
	const { seq } = await post(cockpit, 'inspections', [inspection(id)]);
	await post(cockpit, 'inspections', [{ ...inspection(id), version: 2, checkResult: 'rectify' }]);
	await signIn(page, cockpit, 'leader', `/desk/record/inspection/trial/${id}`);
	const latest = page.locator('[data-seq]').first();
	await expect(latest).toContainText('更正');
	await expect(latest.locator('dd').first()).toContainText('未发现问题 → 发现问题已责令改正');
	await page.goto(`/desk/record/inspection/trial/${id}?at=${seq}`);
	await expect(page.getByRole('note')).toContainText('此后又有 1 次变更');
	await expect(page.locator('dd', { hasText: /^未发现问题$/ })).toBeVisible();
});

test('a record that arrives changes the page while one looks', async ({ page, cockpit }) => {
	await signIn(page, cockpit, 'nengyuan');
	const tile = page.locator('[data-tile="K-05|department:nengyuan|month"]');
	await expect(page.getByRole('status').first()).toHaveText('实时');
	const before = Number(await tile.getAttribute('data-value'));
	await post(cockpit, 'inspections', [inspection(randomUUID())]);
	await expect(tile).toHaveAttribute('data-value', String(before + 1));
});

test('a head sees the own department, and nothing else', async ({ page, cockpit }) => {
	await signIn(page, cockpit, 'nengyuan');
	await expect(page).toHaveURL(/\/desk\/department\/nengyuan$/);
	const id = randomUUID();
	await post(cockpit, 'inspections', [{ ...inspection(id), department: 'shijian' }]);
	for (const path of [
		'/desk/department/shijian',
		'/desk/township/140603100',
		'/desk/metric/K-05?scope=district',
		'/desk/metric/K-05?scope=department:shijian',
		`/desk/record/inspection/trial/${id}`
	]) {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBe(403);
		await expect(page.getByRole('heading', { name: '没有权限' })).toBeVisible();
		await expect(page.getByText('（部门第一责任人）的身份登录')).toBeVisible();
		await expect(page.locator('main').getByRole('link')).toHaveText(['回监管工作台']);
	}
});

test('nobody, a screen and a source do not get to the desk', async ({ page, cockpit }) => {
	await page.goto('/desk/metric/K-19?scope=district');
	await expect(page).toHaveURL(/\/sign-in\?to=%2Fdesk%2Fmetric%2FK-19/);
	for (const key of [cockpit.demo!.screenKey, cockpit.demo!.sourceKey]) {
		const headers = { authorization: `Bearer ${key}` };
		expect((await fetch(`${cockpit.url}/desk`, { headers })).status).toBe(403);
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one signs in, is told of a wrong password, and still arrives', async ({
		page,
		cockpit
	}) => {
		const { username, password } = cockpit.demo!.people[0]!;
		await page.goto('/desk/metric/K-05?period=year&part=inspection');
		await page.getByLabel('用户名').fill(username);
		await page.getByLabel('密码').fill('not the password');
		await page.getByRole('button', { name: '登录' }).click();
		await expect(page.getByRole('alert')).toHaveText('用户名或密码不正确。');
		await page.getByLabel('密码').fill(password);
		await page.getByRole('button', { name: '登录' }).click();
		await expect(page).toHaveURL(/\/desk\/metric\/K-05\?period=year&part=inspection$/);
		await expect(page.locator('tbody tr')).toHaveCount(50);
		await page.getByRole('link', { name: '下一页' }).click();
		await expect(page.locator('tbody tr')).not.toHaveCount(0);
		await page.getByRole('button', { name: '退出' }).click();
		await page.goto('/desk');
		await expect(page).toHaveURL(/\/sign-in/);
	});
});

for (const [width, height] of [
	[1920, 1080],
	[390, 844]
] as const) {
	test(`readable at ${width} × ${height}`, async ({ page, cockpit }) => {
		await page.setViewportSize({ width, height });
		await signIn(page, cockpit, 'leader');
		for (const path of [
			'/desk',
			'/desk/department/nengyuan',
			'/desk/metric/K-19?part=denominator',
			'/desk/department/none',
			'/board',
			'/'
		]) {
			await page.goto(path);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide, path).toBe(width);
			const faults = await measure(page, { smallest: 0.75, contrast: 4.5 });
			const unreadable = faults.filter(({ fault }) => ['contrast', 'too small'].includes(fault));
			expect(unreadable, path).toEqual([]);
		}
	});
}
