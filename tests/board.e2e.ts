import { randomUUID } from 'node:crypto';
import { expect, test } from './cockpit';
import { day, post } from './people';

test.use({ javaScriptEnabled: false });

const penalty = (id: string, change: object = {}) => ({
	id,
	department: 'shijian',
	superviseItemImplementCode: '14060300100001',
	administrativeCp: `平鲁区${id.slice(0, 8)}商贸有限公司（演示）`,
	administrativeCpUiCode: '91140603MAXXX0001A',
	punishActionName: '未按规定明码标价案',
	punishActionCode: id,
	illegalFact: '经营者张某，身份证号 140603198001010011，未明码标价',
	punishBasis: '《中华人民共和国价格法》第四十二条',
	punishDocumentNumber: `平市监罚〔2026〕${id.slice(0, 4)}号`,
	decisionDate: day(-3),
	punishKind: 'fine',
	fineAmount: 2000,
	punishResult: '罚款人民币 2000 元，咨询电话 13900010001',
	severity: 'minor',
	publishedOn: day(-2),
	publishUntil: day(30),
	...change
});

test('a penalty is shown with its last day, and gone when it is withdrawn', async ({
	page,
	cockpit
}) => {
	const id = randomUUID();
	const row = penalty(id);
	await post(cockpit, 'penalties', [row]);
	await page.goto('/board');
	await page.getByLabel('当事人名称').fill(id.slice(0, 8));
	await page.getByRole('button', { name: '查询' }).click();
	const shown = page.getByRole('article');
	await expect(shown).toHaveCount(1);
	await expect(shown).toContainText(row.administrativeCp);
	await expect(shown.locator(`time[datetime="${day(30)}"]`)).toBeVisible();

	await post(cockpit, 'penalties', [{ ...row, version: 2, withdrawn: true }]);
	await page.reload();
	await expect(shown).toHaveCount(0);
	await expect(page.getByText('没有名称相符的公示')).toBeVisible();
});

test('not shown: natural persons, households, what is past its day', async ({ page, cockpit }) => {
	const id = randomUUID();
	await post(cockpit, 'penalties', [
		penalty(`${id}-1`, { administrativeCpNa: '1' }),
		penalty(`${id}-3`, { administrativeCpNa: '3' }),
		penalty(`${id}-past`, { publishedOn: day(-9), publishUntil: day(-1) }),
		penalty(`${id}-old`, { publishedOn: day(-100), publishUntil: day(900) })
	]);
	await page.goto(`/board?name=${id.slice(0, 8)}`);
	await expect(page.getByRole('article')).toHaveCount(0);
});

test('no page of the board carries a personal number', async ({ page, cockpit }) => {
	await post(cockpit, 'penalties', [penalty(randomUUID())]);
	await page.goto('/board');
	const last = Number(/共 (\d+) 页/.exec(await page.locator('main').innerText())?.[1] ?? 1);
	for (let n = 1; n <= last; n++) {
		await page.goto(`/board?page=${n}`);
		const html = await page.content();
		expect(html).not.toMatch(/(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])/);
		expect(html).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
		expect(html).not.toContain('sealed|');
	}
});
