/** What the public gets, whole: no number of a person, no credit class, nothing of a whistle-blower. */
import { request } from 'node:http';
import { io } from 'socket.io-client';
import { expect, test } from './cockpit';
import { joined, watch, type Client } from './live';
import { day, post } from './people';

/** Personal words that a source might report; each is unlike anything else that is shown. */
const SECRETS = {
	name: '独孤演示人',
	idNumber: '140603199001010010',
	mobile: '13903490001',
	landline: '0349-6543210',
	account: '6222021234567890123',
	address: '井坪镇演示巷十七号四单元',
	whistleBlower: '演示举报人壬',
	content: '举报内容只给承办人',
	creditClass: 'D级高风险'
};

const PATTERNS: [what: string, pattern: RegExp][] = [
	['an identity number', /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/],
	['a mobile number', /(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])/],
	['a credit class', /风险(等级|分类|类别)|[ABCD] ?(级|类)(高|中|低)?风险|creditClass|riskClass/],
	['a field of a whistle-blower', /complainant|举报人姓名|投诉举报人|whistle/i],
	['a sealed value', /sealed\|/]
];

test.beforeAll(({ cockpit }) => report(cockpit));

test('no public payload holds a personal number, a credit class or a whistle-blower', async ({
	cockpit,
	page
}) => {
	const payloads = new Map<string, string>();
	// Every page that needs no sign-in, every file it loads, every link within them.
	page.on('response', async (response) => {
		const type = response.headers()['content-type'] ?? '';
		if (/font|image/.test(type)) return;
		payloads.set(response.url(), await response.text().catch(() => ''));
	});
	for (const path of ['/', '/board', '/board?page=2', '/board?name=示范', '/sign-in', '/refused']) {
		await page.goto(path, { waitUntil: 'networkidle' });
	}
	for (const path of [
		'/api/v1/health',
		'/api/v1/openapi.json',
		'/board/__data.json',
		'/__data.json'
	]) {
		payloads.set(path, await (await fetch(cockpit.url + path)).text());
	}
	// Also what is only refused.
	for (const path of ['/api/v1/tiles', '/desk', '/cockpit', '/admin/audit', '/nowhere']) {
		payloads.set(path, await (await fetch(cockpit.url + path)).text());
	}
	const socket = await joined(io(cockpit.url, { transports: ['websocket'] }) as Client);
	payloads.set('socket', JSON.stringify(await watch(socket, { topic: 'public:140603' })));
	socket.disconnect();

	expect(payloads.size).toBeGreaterThan(12);
	expect(payloads.get('socket')).toContain('演示处罚');
	const faults: string[] = [];
	for (const [url, text] of payloads) {
		// The schema names the fields that a source may send; it holds nobody's data.
		const schema = url === '/api/v1/openapi.json';
		for (const [what, pattern] of PATTERNS) {
			if (schema && what === 'a field of a whistle-blower') continue;
			const found = pattern.exec(text);
			if (found) faults.push(`${url}: ${what}: ${found[0]}`);
		}
		for (const [what, secret] of Object.entries(SECRETS)) {
			if (text.includes(secret)) faults.push(`${url}: ${what}`);
		}
	}
	expect(faults).toEqual([]);
});

test('a count of fewer than five is not told', async ({ page }) => {
	await page.goto('/board?name=演示少数公司');
	await expect(page.locator('.count')).toContainText('不足 5 件');
	await expect(page.locator('ol > li')).toHaveCount(1);
});

test('every answer forbids what no page of ours does', async ({ cockpit }) => {
	for (const path of ['/', '/cockpit', '/sign-in', '/favicon.svg', '/api/v1/health', '/nowhere']) {
		const { headers } = await fetch(cockpit.url + path);
		expect(headers.get('x-content-type-options'), path).toBe('nosniff');
		expect(headers.get('x-frame-options'), path).toBe('DENY');
		expect(headers.get('referrer-policy'), path).toBe('same-origin');
	}
	const policy = (await fetch(cockpit.url)).headers.get('content-security-policy') ?? '';
	expect(policy).toContain("default-src 'self'");
	expect(policy).toContain("frame-ancestors 'none'");
	const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
	expect(scripts).not.toContain('unsafe');
});

test('a source is told what is wrong with its key and with the type of what it sends', async ({
	cockpit
}) => {
	const send = async (key: string, type: string, more: Record<string, string> = {}) => {
		const answer = await fetch(`${cockpit.url}/api/v1/records/items`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': type, ...more },
			body: '[]'
		});
		const { code, message } = (await answer.json()) as { code: string; message: string };
		return { status: answer.status, code, message };
	};
	const { sourceKey } = cockpit.demo!;
	for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
		expect(await send(sourceKey, type), type).toMatchObject({
			...{ status: 415, code: 'unsupported_type' },
			message: expect.stringContaining('application/json')
		});
	}
	expect(await send(`src_${'x'.repeat(43)}`, 'text/plain')).toMatchObject({
		...{ status: 401, code: 'unauthorized', message: expect.stringContaining('没有这把密钥') }
	});
	// A page elsewhere can make a browser send its cookies, but no key.
	for (const type of ['text/plain', 'application/json']) {
		expect(await send('', type, { cookie: 'a=b', origin: 'https://elsewhere.example' })).toEqual({
			...{ status: 403, code: 'cross_site', message: expect.stringContaining('本系统') }
		});
	}
});

test('a form from elsewhere, a body without end, a flood: each is refused in a sentence', async ({
	cockpit
}) => {
	const url = `${cockpit.url}/sign-in?/enter`;
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const foreign = await fetch(url, {
		method: 'POST',
		headers: { ...form, origin: 'https://elsewhere.example' },
		body: 'username=leader&password=x'
	});
	expect(foreign.status).toBe(403);
	// Refused by what it says of its length, before any of it is read.
	const large = await new Promise<number>((answered, failed) => {
		const asked = request(url, {
			method: 'POST',
			headers: { ...form, origin: cockpit.url, 'content-length': 2 * 1024 * 1024 }
		});
		asked.once('response', (response) => (answered(response.statusCode!), asked.destroy()));
		asked.once('error', failed);
		asked.flushHeaders();
	});
	expect(large).toBe(413);
	const guess = () =>
		fetch(`${cockpit.url}/api/v1/tiles`, {
			headers: { authorization: `Bearer rdr_${'x'.repeat(43)}` }
		});
	let last = await guess();
	for (let n = 0; n < 40 && last.status !== 429; n++) last = await guess();
	expect(last.status).toBe(429);
	expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
	// Whoever has a key is not kept out by a guesser at the same address.
	const known = await fetch(`${cockpit.url}/api/v1/tiles`, {
		headers: { authorization: `Bearer ${cockpit.demo!.screenKey}` }
	});
	expect(known.status).toBe(200);
});

async function report(cockpit: Parameters<typeof post>[0]): Promise<void> {
	const act = {
		department: 'shijian',
		superviseItemImplementCode: '14060300100001',
		punishBasis: '《示例条例》',
		decisionDate: day(-1),
		punishKind: 'fine',
		publishedOn: day(0)
	};
	const company = {
		administrativeCp: '演示少数公司',
		administrativeCpUiCode: '91140603MAXXX0001A'
	};
	const { name, idNumber, mobile, account, address } = SECRETS;
	const words = `演示处罚 ${mobile} ${idNumber} ${account}`;
	await post(cockpit, 'penalties', [
		{
			...{ ...act, ...company, id: 'public-company', punishActionCode: 'PC' },
			...{ punishActionName: words, punishDocumentNumber: `平市罚 ${idNumber}` },
			...{ illegalFact: `${name} ${address}`, punishResult: `罚款，缴至 ${account}` }
		},
		{
			...{ ...act, id: 'public-person', punishActionCode: 'PP', punishActionName: '演示个人处罚' },
			...{ administrativeCp: name, administrativeCpNa: '1', administrativeCpCeType: '111' },
			...{ administrativeCpUiCode: idNumber, punishDocumentNumber: '平市罚 2 号' },
			...{ illegalFact: address, punishResult: '罚款' }
		}
	]);
	await post(cockpit, 'complaints', [
		{
			...{ id: 'public-complaint', department: 'shijian', channel: '12345', kind: 'complaint' },
			...{ topic: '演示主题', registeredAt: new Date().toISOString() },
			...{ complainant: SECRETS.whistleBlower, phone: SECRETS.landline, content: SECRETS.content }
		}
	]);
	await post(cockpit, 'subjects', [
		{
			...{ id: 'public-subject', department: 'shijian', creditCode: '91140603MAXXX0002D' },
			...{ subjectName: '演示乙公司', subjectKind: 'enterprise', legalPerson: name, phone: mobile }
		}
	]);
}
