import type { Page } from '@playwright/test';
import { creditCodeCheck } from '../src/lib/standards/uscc';
import { expect, test, type Cockpit } from './cockpit';
import { measure } from './measure';

const TOWNSHIPS = [100, 101, 200, 201, 202, 203, 204, 205, 206, 207, 209, 210];
const DEPARTMENTS = ['nengyuan', 'shengtai', 'kaifaqu', 'ziran', 'chengguan-zhifa', 'shijian'];
const MINUTE = 60_000;

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
const creditCode = (i: number) => {
	const body = `911406000000${String(i).padStart(5, '0')}`;
	return `${body}${creditCodeCheck(body)}`;
};
const at = <T>(list: readonly T[], i: number) => list[i % list.length]!;

async function post({ url, demo }: Cockpit, dataset: string, rows: object[]) {
	const answer = await fetch(`${url}/api/v1/records/${dataset}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${demo!.sourceKey}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(rows)
	});
	expect(answer.status).toBe(200);
	const { rejected } = (await answer.json()) as { rejected: object[] };
	expect(rejected).toEqual([]);
}

/** A bad day: each township with alarms and warnings of every level, long names, three digits. */
async function crowd(cockpit: Cockpit) {
	const place = (i: number) => ({
		department: at(DEPARTMENTS, i),
		township: `140603${at(TOWNSHIPS, i)}`
	});
	const points = TOWNSHIPS.map((_, i) => ({
		id: `wall-${i}`,
		...place(i),
		pointName: `示例${i}号矿井采煤工作面上隅角甲烷`,
		field: 'coal',
		factor: 'ch4',
		unit: '%CH4',
		interval: 300
	}));
	await post(cockpit, 'points', points);
	const readings = points.map(({ id }, i) => ({ point: id, time: ago(1), value: 1.12 + i / 100 }));
	await post(cockpit, 'readings', readings);
	const warnings = Array.from({ length: 150 }, (_, i) => ({
		id: `wall-${i}`,
		...place(i),
		title: '三个月内两次受到行政处罚后再次被投诉举报',
		level: i < 12 ? 1 : i < 30 ? 2 : i < 50 ? 3 : 4,
		domain: '安全生产',
		riskObject: `平鲁区示例${i}号煤业有限公司（演示）`,
		// Without a code it might be a person, whom no wall names.
		riskObjectCertCode: creditCode(i),
		createdAt: ago(i * 60)
	}));
	await post(cockpit, 'warnings', warnings);
}

async function open(page: Page, { demo }: Cockpit) {
	await page.goto(`/cockpit?token=${demo!.screenKey}`);
	await expect(page).toHaveURL(/\/cockpit$/);
	await expect(page.locator('[data-status=live]')).toBeVisible();
	await page.evaluate(() => document.fonts.ready);
}

const acts = (page: Page) => page.locator('[data-tile="K-05|district|today"]');
const value = async (page: Page) => Number(await acts(page).getAttribute('data-value'));

async function postAct(cockpit: Cockpit) {
	const api = (await (await fetch(`${cockpit.url}/api/v1/openapi.json`)).json()) as {
		paths: Record<
			string,
			{ post: { requestBody: { content: { 'application/json': { example: object[] } } } } }
		>;
	};
	const path = api.paths['/api/v1/records/inspections']!;
	await post(cockpit, 'inspections', path.post.requestBody.content['application/json'].example);
}

test.beforeAll(({ cockpit }) => crowd(cockpit));

for (const [width, height] of [
	[1920, 1080],
	[3840, 2160],
	[6656, 1792],
	[3840, 1080],
	[1024, 768],
	[1920, 1440]
] as const) {
	test(`everything on the wall fits and is legible at ${width}×${height}`, async ({
		browser,
		cockpit
	}, info) => {
		const context = await browser.newContext({
			baseURL: cockpit.url,
			viewport: { width, height },
			reducedMotion: 'reduce'
		});
		const page = await context.newPage();
		await open(page, cockpit);
		await expect(page.locator('[data-tile="K-10c|district|month"]')).toContainText('Ⅰ级');
		await expect(page.locator('[data-matter]').first()).toContainText('示例');
		// The smallest of the four sizes is 1.5 rem: 24 px on a wall of 1080 lines.
		await expect.poll(() => measure(page, { smallest: 1.5, contrast: 4.5 })).toEqual([]);
		const rem = Math.min(width / 1920, height / 1080) * 16;
		const size = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
		expect(await size('.wall')).toBeGreaterThanOrEqual(1.75 * rem - 0.1);
		expect(await size('[data-tile="K-10|district|month"] strong')).toBeGreaterThanOrEqual(
			3 * rem - 0.1
		);
		expect(await size('[data-tile="K-19|district|month"] strong')).toBeGreaterThanOrEqual(
			6 * rem - 0.1
		);
		await page.screenshot({ path: info.outputPath(`wall-${width}x${height}.png`) });
		await context.close();
	});
}

test('on a phone it is one column that scrolls one way only', async ({ browser, cockpit }) => {
	const context = await browser.newContext({
		baseURL: cockpit.url,
		viewport: { width: 390, height: 844 },
		reducedMotion: 'reduce'
	});
	const page = await context.newPage();
	await open(page, cockpit);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBe(390);
	const faults = await measure(page, { smallest: 0.875, contrast: 4.5 });
	expect(faults.filter(({ fault }) => fault !== 'outside' && fault !== 'scrolls')).toEqual([]);
	await context.close();
});

test('a stranger is asked to sign in, and a screen that is known once stays known', async ({
	browser,
	cockpit
}) => {
	const context = await browser.newContext({ baseURL: cockpit.url });
	const page = await context.newPage();
	await page.goto('/cockpit');
	await expect(page).toHaveURL(/\/sign-in/);
	await open(page, cockpit);
	await page.goto('/cockpit');
	await expect(page.locator('.wall')).toBeVisible();
	await context.close();
});

test('a screen keeps its own scale, and nothing on it breaks our policy', async ({
	page,
	cockpit
}) => {
	const broken: string[] = [];
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) broken.push(message.text());
	});
	await open(page, cockpit);
	const size = () =>
		page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
	const whole = await size();
	await page.goto('/cockpit?scale=0.9');
	await expect.poll(size).toBeCloseTo(whole * 0.9, 1);
	expect(broken).toEqual([]);
});

test('a record moves its figure on the open wall, without a reload', async ({ page, cockpit }) => {
	await open(page, cockpit);
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	const before = await value(page);
	await postAct(cockpit);
	await expect.poll(() => value(page)).toBe(before + 1);
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
	const drill = await acts(page).getByRole('link').first().getAttribute('href');
	expect(drill).toMatch(/^\/desk\/metric\/K-05\?scope=district&period=today&at=\d+%40/);
});

test('a socket that falls silent dims the wall within two beats, says since when, and comes back', async ({
	page,
	cockpit
}) => {
	const line = { silent: false };
	await page.routeWebSocket(/\/socket\.io\//, (ws) => {
		const server = ws.connectToServer();
		server.onMessage((message) => void (line.silent || ws.send(message)));
		ws.onMessage((message) => void (line.silent || server.send(message)));
	});
	await open(page, cockpit);
	const before = await value(page);
	line.silent = true;
	await expect(page.locator('[data-status=cut]')).toHaveText(/连接中断 自 \d\d:\d\d:\d\d/, {
		timeout: 7000
	});
	await expect(page.locator('.wall')).toHaveClass(/stale/);
	await postAct(cockpit);
	line.silent = false;
	await expect(page.locator('[data-status=live]')).toBeVisible();
	await expect.poll(() => value(page)).toBe(before + 1);
	await expect(page.locator('.wall')).not.toHaveClass(/stale/);
});

test('a skewed clock of the screen changes nothing', async ({ page, cockpit }) => {
	await page.addInitScript(() => {
		const real = Date.now.bind(Date);
		Date.now = () => real() - 3 * 86_400_000 - 2 * 3_600_000;
	});
	await open(page, cockpit);
	const offBy = async () => {
		const shown = await page.locator('.wall > header time b').innerText();
		const [h = 0, m = 0, s = 0] = shown.split(':').map(Number);
		const server = new Date(Date.now() + 8 * 3_600_000);
		const seconds =
			server.getUTCHours() * 3600 + server.getUTCMinutes() * 60 + server.getUTCSeconds();
		return Math.abs(seconds - (h * 3600 + m * 60 + s));
	};
	await expect.poll(offBy).toBeLessThanOrEqual(3);
});
