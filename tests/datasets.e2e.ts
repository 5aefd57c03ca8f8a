/** 数据报送说明: what whoever reports reads, from the schemas that check his rows. */
import { seriousFaults } from './axe';
import { expect, test } from './cockpit';
import { post, signIn } from './people';

test('leads from the desk to a dataset: fields, codes with their validity, an example that is taken', async ({
	page,
	cockpit
}) => {
	await signIn(page, cockpit, 'chengban');
	await page
		.getByRole('navigation', { name: '系统' })
		.getByRole('link', { name: '报送说明' })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('数据报送说明');
	expect(await seriousFaults(page)).toEqual([]);
	await page.getByRole('link', { name: '行政处罚行为' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('行政处罚行为');

	const fields = page.getByRole('table', { name: '字段', exact: true });
	const kind = fields.getByRole('row').filter({ hasText: 'CF_CFLB1' });
	await expect(kind).toContainText('处罚种类');
	await expect(kind).toContainText('必填');
	await kind.getByRole('link', { name: '代码表' }).click();
	const codes = page.locator('#list-punish_kind');
	await expect(codes).toBeInViewport();
	const criticism = codes.getByRole('row').filter({ hasText: '通报批评' }).last();
	await expect(criticism).toContainText('criticism');
	await expect(criticism).toContainText('2021-07-15 起');
	expect(await seriousFaults(page)).toEqual([]);

	const [example] = JSON.parse(await page.locator('pre').innerText()) as object[];
	expect(await post(cockpit, 'penalties', [example!])).toMatchObject({ accepted: 1 });
});

test('shows the fields of objects within a field, and no dataset that there is not', async ({
	page,
	cockpit
}) => {
	await signIn(page, cockpit, 'baitang', '/desk/datasets/checklists');
	await expect(page.getByRole('table', { name: '检查内容清单的字段' })).toContainText(
		'操作要领和方法'
	);
	const response = await page.goto('/desk/datasets/nothing');
	expect(response?.status()).toBe(404);
});

test('is read on a phone', async ({ page, cockpit }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await signIn(page, cockpit, 'nengyuan', '/desk/datasets/joint-tasks');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('联合监管任务');
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond).toBeLessThanOrEqual(0);
});

test('a record of a new dataset is shown in words, also the objects within it', async ({
	page,
	cockpit
}) => {
	await signIn(page, cockpit, 'nengyuan', '/desk/datasets/checklists');
	const [example] = JSON.parse(await page.locator('pre').innerText()) as object[];
	expect(await post(cockpit, 'checklists', [{ ...example, id: 'shown' }])).toMatchObject({
		accepted: 1
	});
	await page.goto('/desk/record/checklist/trial/shown');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('煤矿安全生产检查实施清单');
	const shown = page.locator('dl');
	await expect(shown).toContainText('重点检查事项');
	await expect(shown).toContainText(/通风与瓦斯管理，采煤工作面.*，日常/);
	// What was not filled in, and nobody asks for, is left out.
	await expect(shown).not.toContainText('配合部门代码');
});
