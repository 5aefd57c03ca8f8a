/** A person whose data key is erased is gone from every page and file; the ledger stays whole. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from './cockpit';
import { day, post, signIn, signInAdmin } from './people';

const exec = promisify(execFile);
const NAME = '慕容演示';
const ID_NUMBER = '140603198001010016';
const KEY = 'penalty/trial/erased-person';

test('seen before, gone after, and the verification is clean', async ({ browser, cockpit }) => {
	test.setTimeout(180_000);
	const row = {
		...{
			id: 'erased-person',
			department: 'nengyuan',
			superviseItemImplementCode: '14060300100001'
		},
		...{ administrativeCp: NAME, administrativeCpNa: '1', administrativeCpCeType: '111' },
		...{
			administrativeCpUiCode: ID_NUMBER,
			punishActionName: '演示个人案',
			punishActionCode: 'EP'
		},
		...{ illegalFact: '无证上岗作业', punishBasis: '《示例条例》', punishResult: '警告' },
		...{ punishDocumentNumber: '平能罚 3 号', decisionDate: day(0), punishKind: 'warning' }
	};
	expect(await post(cockpit, 'penalties', [row])).toMatchObject({ accepted: 1 });
	// A refused row about the same person is kept with what came.
	const refused = await post(cockpit, 'penalties', [
		{ ...row, id: 'refused-person', fineAmount: -1 }
	]);
	const { more } = refused as unknown as { more: string };
	const raw = async () =>
		(
			await fetch(cockpit.url + more, {
				headers: { authorization: `Bearer ${cockpit.demo!.sourceKey}` }
			})
		).text();
	expect(await raw()).toContain(NAME);

	const handler = await (await browser.newContext({ baseURL: cockpit.url })).newPage();
	await signIn(handler, cockpit, 'chengban', `/desk/record/${KEY}`);
	await expect(handler.getByText(NAME, { exact: true })).toBeVisible();
	await expect(handler.getByText('140603********0016')).toBeVisible();
	// The number whole: only for a reason.
	await handler.getByText('查看完整内容').first().click();
	await handler.getByLabel(/事由/).first().fill('核对当事人身份');
	await handler.getByRole('button', { name: '查看并记录' }).first().click();
	await expect(handler.getByText(ID_NUMBER)).toBeVisible();
	const head = await (await browser.newContext({ baseURL: cockpit.url })).newPage();
	await signIn(head, cockpit, 'nengyuan', `/desk/record/${KEY}`);
	await expect(head.getByText('慕容某')).toBeVisible();
	await expect(head.getByText(NAME)).toHaveCount(0);
	const leader = await (await browser.newContext({ baseURL: cockpit.url })).newPage();
	await signIn(leader, cockpit, 'leader', `/desk/record/${KEY}`);
	await expect(leader.getByRole('heading', { level: 1 })).toBeVisible();
	expect(await leader.content()).not.toMatch(/慕容|140603\*/);

	const admin = await (await browser.newContext({ baseURL: cockpit.url })).newPage();
	await signInAdmin(admin, cockpit, 'anquan', '/admin/erasure');
	await erase(admin, ID_NUMBER);

	for (const page of [handler, head]) {
		await page.goto(`/desk/record/${KEY}`);
		await expect(page.getByText('个人信息密钥已删除').first()).toBeVisible();
		expect(await page.content()).not.toMatch(/慕容|140603\*\*/);
	}
	const file = await head.request.get(
		'/desk/metric/K-05/export/file?scope=department:nengyuan&purpose=核对导出内容'
	);
	expect(file.status()).toBe(200);
	expect(await file.text()).not.toContain(NAME);
	expect(await raw()).not.toMatch(/慕容|140603198001010016/);
	const { stdout } = await exec(process.execPath, ['--import', 'tsx', 'scripts/verify.ts'], {
		env: { ...process.env, COCKPIT_DATA: cockpit.data }
	});
	expect(stdout).toContain('are as they were written');
	// Reported again, the person has a new key; what was erased stays so.
	expect(await post(cockpit, 'penalties', [{ ...row, id: 'erased-again' }])).toMatchObject({
		accepted: 1
	});
	await handler.goto('/desk/record/penalty/trial/erased-again');
	await expect(handler.getByText(NAME, { exact: true })).toBeVisible();
	await handler.goto(`/desk/record/${KEY}`);
	await expect(handler.getByText('个人信息密钥已删除').first()).toBeVisible();
});

async function erase(page: import('@playwright/test').Page, text: string): Promise<void> {
	await page.getByLabel(/居民身份证号/).fill(text);
	await page.getByRole('button', { name: '查找' }).click();
	await page.getByLabel('删除事由').fill('本人依法申请删除');
	await page.getByLabel(/二字确认/).fill('删除');
	await page.getByRole('button', { name: '删除个人信息' }).click();
	await expect(page.getByText(/个人信息已删除/)).toBeVisible();
}
