/** 数据质量 (第14条): what was refused is found, looked into, and put right or answered for. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { seriousFaults } from './axe';
import { creditCodeError } from '../src/lib/standards/uscc';
import { expect, test, type Cockpit } from './cockpit';
import { measure } from './measure';
import { day, post, signIn, signInAdmin } from './people';

const SECRET_NUMBER = '13912345678';
const bad = (id: string, department = 'nengyuan') => ({
	...{ id, department, township: '140603200', checkActionName: '煤矿日常检查' },
	...{ checkDate: '昨天', remark: `经办人电话 ${SECRET_NUMBER}` }
});

const number = async (page: Page, name: string) =>
	Number(
		await page
			.getByRole('list', { name: '待处理' })
			.getByRole('link', { name })
			.locator('[data-count]')
			.getAttribute('data-count')
	);

/** K-07's rejected ones that are open, as its list counts them. */
async function open(page: Page): Promise<number> {
	await page.goto('/desk/metric/K-07?scope=department:nengyuan&part=rejected');
	await expect(page.locator('[data-proof]')).toHaveAttribute('data-proof', 'equal');
	return Number((await page.locator('[data-proof] b').first().innerText()).replaceAll(',', ''));
}

test('a bad row is listed, opened for a reason, and dismissed with one; K-07 follows', async ({
	page,
	cockpit
}) => {
	const id = randomUUID();
	await post(cockpit, 'inspections', [bad(id), bad(randomUUID(), 'shijian')]);
	await signIn(page, cockpit, 'chengban');
	const before = await open(page);
	await page
		.getByRole('navigation', { name: '系统' })
		.getByRole('link', { name: '数据质量' })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('数据质量');
	expect(await number(page, '待处置异常')).toBe(before);
	expect(await seriousFaults(page)).toEqual([]);

	const reason = page.getByRole('row', { name: /检查时间/ }).first();
	const told = await reason.getByRole('link').innerText();
	await reason.getByRole('link').click();
	await expect(page.locator('[data-total]')).toHaveText(told);
	expect(await seriousFaults(page)).toEqual([]);
	await page.locator(`[data-anomaly$="${id}"]`).getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('行政检查报送错误');
	await expect(page.getByRole('region', { name: '错误', exact: true })).toContainText('检查时间');
	await expect(page.locator('[data-state="open"]')).toContainText('余');
	expect(await page.content()).not.toContain(SECRET_NUMBER);
	expect(await seriousFaults(page)).toEqual([]);

	await page.getByLabel('查看原文的事由').fill('核对报送内容');
	await page.getByRole('button', { name: '查看并记录' }).click();
	await expect(page.locator('pre')).toContainText(SECRET_NUMBER);

	await page.getByText('说明（不再重报）').click();
	await page.getByLabel('理由').fill('此次检查因故取消，没有可报送的结果');
	await page.getByRole('button', { name: '确认说明并办结' }).click();
	await expect(page.getByRole('status')).toHaveText('已说明，此项异常办结。');
	await expect(page.locator('[data-state="closed"]')).toHaveText('已说明');
	await expect(page.getByText('此次检查因故取消')).toBeVisible();
	expect(await open(page)).toBe(before - 1);
});

test('an accepted correction closes it, and is named there', async ({ page, cockpit }) => {
	const id = randomUUID();
	await post(cockpit, 'inspections', [bad(id)]);
	const good = await example(cockpit, 'inspections', { id, department: 'nengyuan' });
	await post(cockpit, 'inspections', [good]);
	await signIn(page, cockpit, 'leader', `/desk/anomalies/trial.inspections.${id}`);
	await expect(page.locator('[data-state="closed"]')).toHaveText('已更正');
	// A leader sees that the row was kept, not what it said, and dismisses nothing.
	await expect(page.getByLabel('查看原文的事由')).toHaveCount(0);
	await expect(page.getByText('由责任部门的承办人员因办理需要查看')).toBeVisible();
	await page.getByRole('link', { name: '查看更正后的记录' }).click();
	await expect(page).toHaveURL(new RegExp(`/desk/record/inspection/trial/${id}$`));
});

test('督查考核 sets what is expected, changes it, and takes it away after a question', async ({
	page,
	cockpit
}) => {
	await signIn(page, cockpit, 'ducha', '/desk/quality/expected');
	await page.getByLabel('来源').fill('trial');
	await page.getByLabel('数据集').selectOption('inspections');
	await page.getByLabel('责任部门').selectOption('nengyuan');
	await page.getByLabel('依据').fill('短');
	await page.getByLabel('依据').evaluate((field) => field.removeAttribute('minlength'));
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByRole('alert')).toContainText('请写明依据');
	await expect(page.getByLabel('来源')).toHaveValue('trial');
	await page.getByLabel('依据').fill('区数据汇聚任务清单第 3 项');
	await page.getByRole('button', { name: '保存' }).click();
	const row = page.locator('[data-expected="trial|inspections|nengyuan"]');
	await expect(row).toContainText('每月，宽限 3 个工作日');
	await expect(row).toContainText('首期未满');
	expect(await seriousFaults(page)).toEqual([]);
	await row.getByRole('link', { name: '修改' }).click();
	await page.getByLabel('周期').selectOption('day');
	await page.getByLabel('首期起始日期').fill(day(-10));
	await page.getByRole('button', { name: '保存' }).click();
	await expect(row).toContainText('每日');
	await row.getByText('删除', { exact: true }).click();
	await row.getByRole('button', { name: '确认删除' }).click();
	await expect(row).toHaveCount(0);
});

test('an act of an unknown subject waits with its code until that is reported', async ({
	page,
	cockpit
}) => {
	const code = realCode();
	const name = '平鲁区新来煤业有限公司';
	const act = await example(cockpit, 'inspections', {
		...{ id: randomUUID(), department: 'nengyuan', administrativeCp: name },
		...{ administrativeCpNa: '2', administrativeCpCeType: '001', administrativeCpUiCode: code }
	});
	await post(cockpit, 'inspections', [act]);
	await signIn(page, cockpit, 'chengban', '/desk/quality/subjects');
	const row = page.locator(`[data-code="${code}"]`);
	await expect(row).toContainText(name);
	await expect(row).toContainText('1 条');
	const register = row.getByRole('link', { name: '登记监管对象' });
	await expect(register).toHaveAttribute('href', `/desk/report/subjects/new?creditCode=${code}`);
	const subject = { id: randomUUID(), department: 'nengyuan', creditCode: code, subjectName: name };
	await post(cockpit, 'subjects', [await example(cockpit, 'subjects', subject)]);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('未关联的监管对象');
	await expect(row).toHaveCount(0);
});

/** A row that the door takes, as the interface's own description shows one. */
async function example(cockpit: Cockpit, dataset: string, more: object): Promise<object> {
	const document = await (await fetch(`${cockpit.url}/api/v1/openapi.json`)).json();
	const { content } = document.paths[`/api/v1/records/${dataset}`].post.requestBody;
	return { ...content['application/json'].example[0], ...more };
}

/** A credit code that nobody has, with its check character. */
function realCode(): string {
	const body = `91140603MA9Q${String(Date.now() % 100_000).padStart(5, '0')}`;
	const checks = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
	return checks.map((check) => body + check).find((code) => creditCodeError(code) === null)!;
}

test('administrators are told that the next year is missing', async ({ page, cockpit }) => {
	const [year, month] = day(0).split('-').map(Number) as [number, number];
	test.skip(month < 11, 'from 1 November');
	await signInAdmin(page, cockpit, 'xitong');
	await expect(page.locator('[data-calendar]')).toContainText(`${year + 1}年节假日安排尚未载入`);
	await page.goto('/desk/datasets');
	await expect(page.locator('[data-calendar]')).toBeVisible();
});

for (const [width, height] of [
	[1920, 1080],
	[390, 844]
] as const) {
	test(`readable at ${width} × ${height}`, async ({ page, cockpit }) => {
		const id = randomUUID();
		await post(cockpit, 'inspections', [bad(id)]);
		const camera = { id, kind: 'video', channelId: '14060300001320000001', status: 'online' };
		const urls = {
			playUrl: 'https://media.example/play',
			snapshotUrl: 'https://media.example/jpg'
		};
		const own = { department: 'nengyuan', deviceName: `井口摄像机 ${width}` };
		await post(cockpit, 'devices', [{ ...camera, ...urls, ...own }]);
		await page.setViewportSize({ width, height });
		await signIn(page, cockpit, 'ducha');
		for (const path of [
			'/desk/quality',
			'/desk/quality/expected',
			'/desk/quality/subjects',
			'/desk/anomalies',
			`/desk/anomalies/trial.inspections.${id}`,
			'/desk/devices'
		]) {
			await page.goto(path);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide, path).toBe(width);
			// What lies below the fold is not painted: the page is looked at as a whole.
			const whole = await page.evaluate(() => document.documentElement.scrollHeight);
			await page.setViewportSize({ width, height: whole });
			const faults = await measure(page, { smallest: 0.75, contrast: 4.5 });
			const unreadable = faults.filter(({ fault }) => ['contrast', 'too small'].includes(fault));
			expect(unreadable, path).toEqual([]);
			expect(await seriousFaults(page), path).toEqual([]);
			await page.setViewportSize({ width, height });
			if (process.env.SHOTS) {
				const name = path.split('/').slice(2).join('-').slice(0, 20);
				await page.screenshot({
					path: `${process.env.SHOTS}/${name}-${width}.png`,
					fullPage: true
				});
			}
		}
	});
}
