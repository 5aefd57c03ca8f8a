/** 第17条: a clerk's spreadsheet and a form by hand, from the file on his disk to the figure on his desk. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readTable } from '../src/lib/ingest/read/sheet.server';
import { seriousFaults } from './axe';
import { expect, test, type Cockpit } from './cockpit';
import { day, signIn } from './people';

test.describe.configure({ mode: 'serial' });

const CODE = '91140603MAXXX0001A';
/** Its last character does not fit the others. */
const BAD = '91140603MAXXX0001B';
const ITEM = '14060300100001';
const HEAD = [
	...['*记录唯一标识', '行政相对人', '行政相对人编码', '监管事项目录编码', '检查行为名称'],
	...['检查行为编号', '检查结果', '检查时间']
];

let page: Page;

test.beforeAll(async ({ browser, cockpit }) => {
	page = await pageOf(browser, cockpit);
	await signIn(page, cockpit, 'chengban');
	await page.waitForURL('**/desk/**');
});
test.afterAll(() => page?.context().close());

test("a clerk's spreadsheet: the one bad cell is marked, the good rows go in, the bad one is corrected", async () => {
	const before = await acts();
	await page.goto('/desk/report');
	await way(page, 'inspections', '表格导入').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('行政检查行为');
	await upload('十一月检查台账.xlsx', await ledger(BAD));

	// Nothing is written before it is confirmed.
	await expect(page).toHaveURL(/\/desk\/report\/files\//);
	await expect(count('fresh')).toHaveText('3');
	await expect(count('bad')).toHaveText('1');
	const bad = page.getByRole('region', { name: '不合格的行' }).locator('td.bad');
	await expect(bad).toHaveCount(1);
	await expect(bad).toContainText(BAD);
	const row = page.getByRole('region', { name: '不合格的行' }).locator('tr[data-line]');
	await expect(row).toContainText('行政相对人编码：');
	expect(await seriousFaults(page)).toEqual([]);
	expect(await acts()).toBe(before);

	await page.getByLabel('全部合格才导入').check();
	await page.getByRole('button', { name: '导入', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('有 1 行不合格，未导入');
	await page.getByLabel('只导入合格的 3 行').check();
	await page.getByRole('button', { name: '导入', exact: true }).click();
	await expect(page.locator('[data-state="done"]')).toHaveText('导入完成，共 4 行。');
	await expect(count('accepted')).toHaveText('3');
	await expect(count('rejected')).toHaveText('1');
	expect(await seriousFaults(page)).toEqual([]);

	const file = await downloaded('下载退回的行');
	const corrected = await correct(file, BAD, CODE);
	await page.getByRole('link', { name: '上传改正后的文件' }).click();
	await upload('退回记录.xlsx', corrected);
	await expect(count('fresh')).toHaveText('1');
	await page.getByRole('button', { name: '导入', exact: true }).click();
	await expect(page.locator('[data-state="done"]')).toHaveText('导入完成，共 1 行。');
	await expect(count('rejected')).toHaveText('0');
	await expect.poll(acts).toBe(before + 4);
});

test('what was imported before is told, and not counted twice', async () => {
	await page.goto('/desk/report/inspections');
	await upload('十一月检查台账.xlsx', await ledger(CODE));
	await expect(count('duplicates')).toHaveText('4');
	await page.getByRole('button', { name: '放弃这份文件' }).click();
	await expect(page.getByRole('status')).toContainText('未导入任何数据');
	await expect(page.locator('[data-import]')).toHaveCount(2);
});

test('a template is taken back as it is filled in; a file that is no table is told', async () => {
	await page.goto('/desk/report/penalties');
	const template = await downloaded('下载模板（.xlsx）');
	await upload('空模板.xlsx', template);
	await expect(page.getByText('列名下面没有数据行')).toBeVisible();
	await page.goto('/desk/report/penalties');
	await upload('说明.csv', Buffer.from('你好\n世界'));
	await expect(page.getByRole('alert')).toContainText('没有列名行');
});

test('without JavaScript, in GBK', async ({ browser, cockpit }) => {
	const plain = await pageOf(browser, cockpit, { javaScriptEnabled: false });
	await signIn(plain, cockpit, 'chengban', '/desk/report/inspections');
	// 记录唯一标识,行政相对人,序号 / 甲1,甲公司,1
	const text = Buffer.from(
		'bcc7c2bccea8d2bbb1eacab62cd0d0d5fecfe0b6d4c8cb2cd0f2bac50abcd7312cbcd7b9abcbbe2c310a',
		'hex'
	);
	await plain
		.getByLabel('选择文件')
		.setInputFiles({ name: '甲.csv', mimeType: 'text/csv', buffer: text });
	await plain.getByRole('button', { name: '上传并检查' }).click();
	await expect(plain.getByRole('alert')).toContainText('没有这样的列：序号');
	await expect(plain.getByText('缺少必填列')).toBeVisible();
	await plain.context().close();
});

test('a form on a telephone: a draft outlives a reload, faults stand beside their fields', async ({
	browser,
	cockpit
}) => {
	const phone = await pageOf(browser, cockpit, { viewport: { width: 390, height: 844 } });
	await signIn(phone, cockpit, 'chengban', '/desk/report');
	await way(phone, 'complaints', '在线录入').click();
	const topic = phone.getByLabel('主题', { exact: true });
	const place = phone.getByLabel('发生地');
	await phone.getByText(/^选填（/).click();
	await place.fill('井坪镇');
	await topic.fill('夜间施工噪声扰民');
	await expect(phone.getByText(/草稿已于 \d\d:\d\d 保存/)).toBeVisible();
	await phone.reload();
	await expect(topic).toHaveValue('夜间施工噪声扰民');
	await expect(place).toBeVisible();
	await expect(place).toHaveValue('井坪镇');
	const number = await phone.getByLabel('记录唯一标识').inputValue();

	await phone.getByLabel('登记时间', { exact: true }).fill(`${day(2)}T09:30`);
	await phone.getByRole('button', { name: '提交' }).click();
	await expect(phone.getByRole('alert')).toContainText('处需要改正');
	await expect(phone.locator('#field-channel-fault')).toContainText('必填');
	await expect(topic).toHaveValue('夜间施工噪声扰民');
	expect(await seriousFaults(phone)).toEqual([]);
	expect(await isWiderThanScreen(phone)).toBe(false);

	await phone.getByLabel('来源渠道', { exact: true }).selectOption({ index: 1 });
	await phone.getByLabel('类别', { exact: true }).selectOption({ index: 1 });
	await phone.getByLabel('登记时间', { exact: true }).fill(`${day(0)}T00:05`);
	await phone.getByRole('button', { name: '提交' }).click();
	const said = phone.getByRole('status');
	await expect(said).toContainText('已入库');
	await expect(said).toContainText(/台账第 \d+ 条/);
	await said.getByRole('link', { name: number }).click();
	await expect(phone.getByRole('heading', { level: 1 })).toContainText('夜间施工噪声扰民');
	await phone.goto('/desk/report');
	await expect(phone.locator('[data-draft]')).toHaveCount(0);
	expect(await isWiderThanScreen(phone)).toBe(false);
	await phone.context().close();
});

test('with the keyboard alone; a draft is deleted once asked', async () => {
	await page.goto('/desk/report');
	await way(page, 'officers', '在线录入').press('Enter');
	await page.getByLabel('记录唯一标识').press('Tab');
	await page.keyboard.type('04060318099');
	await expect(page.getByText(/草稿已于/)).toBeVisible();
	await page.goto('/desk/report');
	const draft = page.locator('[data-draft]');
	await expect(draft).toContainText('04060318099');
	expect(await seriousFaults(page)).toEqual([]);
	await draft.locator('summary').press('Enter');
	await draft.getByRole('button', { name: '确认删除' }).press('Enter');
	await expect(page.getByRole('status')).toContainText('草稿已删除');
	await expect(draft).toHaveCount(0);
});

async function pageOf(
	browser: Browser,
	{ url }: Cockpit,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({
		baseURL: url,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		...options
	});
	return context.newPage();
}

const way = (page: Page, dataset: string, name: string) =>
	page.locator(`[data-dataset="${dataset}"]`).getByRole('link', { name });

const count = (name: string) => page.locator(`[data-count="${name}"]`);

async function upload(name: string, buffer: Buffer): Promise<void> {
	const mimeType = 'application/octet-stream';
	await page.getByLabel('选择文件').setInputFiles({ name, mimeType, buffer });
	await page.getByRole('button', { name: '上传并检查' }).click();
}

/** 监管行为量 of the department this year. */
async function acts(): Promise<number> {
	const desk = await page.context().newPage();
	await desk.goto('/desk/department/nengyuan?period=year');
	const tile = desk.locator('[data-tile="K-05|department:nengyuan|year"]');
	const value = Number(await tile.getAttribute('data-value'));
	await desk.close();
	return value;
}

/** As clerks keep it: a title over all columns, dates in three ways, trailing spaces, one code that may be wrong. */
function ledger(code: string): Promise<Buffer> {
	const row = (id: string, date: object, credit = CODE) => [
		...[
			id,
			'平鲁区示例煤业有限公司 ',
			credit,
			ITEM,
			'煤矿日常检查　',
			`JC-${id}`,
			'未发现问题'
		].map((value) => ({ value, type: String })),
		date
	];
	const text = (value: string) => ({ value, type: String });
	const data = [
		[{ value: '能源局行政检查台账', columnSpan: HEAD.length }],
		HEAD.map((value) => ({ value, fontWeight: 'bold' })),
		row('tz-1', { value: new Date(`${day(-3)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }),
		row('tz-2', text(day(-2).replaceAll('-', '.'))),
		row('tz-3', text(day(-1).replace('-', '年').replace('-', '月') + '日')),
		row('tz-4', text(day(0)), code)
	] as unknown as SheetData;
	return writeXlsxFile(data, { sheet: '台账' }).toBuffer();
}

async function downloaded(name: string): Promise<Buffer> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name }).click()
	]);
	return readFile(await download.path());
}

/** As somebody would in his spreadsheet: every cell as it is, but one. */
async function correct(file: Buffer, from: string, to: string): Promise<Buffer> {
	const titles: string[] = [];
	const columns = HEAD.map((title) => title.replace('*', '')).map((title) => ({
		...{ field: title, title, kind: 'text' as const, required: false }
	}));
	const table = await readTable(file, { columns });
	for (const column of table.header.columns) titles.push(column?.title ?? '错误');
	const rows: string[][] = [];
	for await (const { cells } of table.rows) {
		rows.push(cells.map((cell) => (cell === from ? to : typeof cell === 'string' ? cell : '')));
	}
	const data = [titles, ...rows].map((row) => row.map((value) => ({ value, type: String })));
	return writeXlsxFile(data as unknown as SheetData, { sheet: '退回记录' }).toBuffer();
}

const isWiderThanScreen = (page: Page): Promise<boolean> =>
	page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
