/**
 * Every route, action, call of the API and topic, by everybody, with what is one's own and what is another's: nothing
 * leaks, nothing is refused that is allowed, and every refusal is written down.
 */
import { request, type APIRequestContext, type Browser } from '@playwright/test';
import {
	EVERYBODY,
	PERSONS,
	probes,
	SEES_ALL,
	THEIRS,
	TOPICS,
	type Ids,
	type Probe,
	type Who
} from './access/probes';
import { giveGrant, makeKey, seed } from './access/seed';
import { calls } from './access/tree';
import { expect, test, type Cockpit } from './cockpit';
import { dial, joined, watch } from './live';
import { post, signIn, signInAdmin } from './people';

const ADMINS = ['quhua', 'guanli', 'xitong', 'anquan', 'shenji'];

let everybody: Map<Who, APIRequestContext>;
let cookies: Map<Who, string>;
let keys: Partial<Record<Who, string>>;
let all: Probe[];

test.beforeAll(async ({ browser, cockpit }) => {
	test.setTimeout(240_000);
	await seed(cockpit);
	keys = {
		source: await makeKey(cockpit, 'source', '--department', 'nengyuan', '--datasets', 'items'),
		reader: await makeKey(cockpit, 'reader'),
		screen: cockpit.demo!.screenKey
	};
	cookies = new Map();
	everybody = new Map();
	for (const who of EVERYBODY) everybody.set(who, await contextOf(browser, cockpit, who));
	all = probes(await idsOf(browser, cockpit));
});
test.afterAll(async () => {
	for (const context of everybody?.values() ?? []) await context.dispose();
});

test('every route, method and action has its probes, and every probe its route', () => {
	const probed = new Set(all.map(({ call }) => call));
	const there = calls();
	expect(
		there.filter((call) => !probed.has(call)),
		'not probed'
	).toEqual([]);
	expect(
		[...probed].filter((call) => !there.includes(call)),
		'not there'
	).toEqual([]);
});

for (const who of EVERYBODY) {
	test(`${PERSONS[who as keyof typeof PERSONS] ?? who}: no leak, no missing refusal`, async ({
		cockpit
	}) => {
		test.setTimeout(180_000);
		const context = everybody.get(who)!;
		const faults: string[] = [];
		const refused: string[] = [];
		for (const probe of all) {
			// What one may do is tried where it is built; here it would change what the next one finds.
			if (probe.call.startsWith('POST') && probe.may.includes(who)) continue;
			const { outcome, text } = await ask(context, cockpit, probe);
			const expected = probe.may.includes(who) ? 'let' : who === 'nobody' ? 'unknown' : 'refused';
			const name = `${probe.call.split(' ')[0]} ${probe.path}`;
			if (outcome !== expected) faults.push(`${name}: ${outcome}, not ${expected}`);
			// The audit names what was asked for in vain.
			const leaks = text.includes(THEIRS) && !probe.path.startsWith('/admin/audit');
			if (leaks && !SEES_ALL.includes(who)) faults.push(`${name}: shows ${THEIRS}`);
			if (outcome === 'refused' && probe.call !== 'GET /refused') refused.push(probe.path);
		}
		expect(faults).toEqual([]);
		const written = await writtenDown(
			refused.map((path) => path.split('?')[0]!),
			nameOf(cockpit, who)
		);
		expect(
			refused.filter((path) => !written.has(path.split('?')[0]!)),
			'not written down'
		).toEqual([]);
	});
}

test('every topic, by everybody', async ({ cockpit }) => {
	const faults: string[] = [];
	for (const who of EVERYBODY) {
		const token = keys[who];
		const socket = await joined(
			dial(cockpit.url, token ? { token } : { headers: { cookie: cookies.get(who) ?? '' } })
		);
		for (const { topic, may } of TOPICS) {
			const answer = await watch(socket, { topic });
			const let_ = !('refused' in answer);
			if (let_ !== may.includes(who)) faults.push(`${who} ${topic}: ${let_ ? 'let' : 'refused'}`);
			const text = JSON.stringify(answer);
			if (!SEES_ALL.includes(who) && text.includes(THEIRS)) faults.push(`${who} ${topic}: leaks`);
		}
		socket.disconnect();
	}
	expect(faults).toEqual([]);
});

test('rows for a department that a key may not serve are refused one by one, and written down', async ({
	cockpit
}) => {
	const row = { id: THEIRS, department: 'shijian', version: 9, withdrawn: true };
	const answer = await everybody.get('source')!.post(`${cockpit.url}/api/v1/records/items`, {
		data: [row]
	});
	const { rejected } = (await answer.json()) as { rejected: { errors: { code: string }[] }[] };
	expect(rejected[0]!.errors.map(({ code }) => code)).toContain('forbidden');
	expect(await writtenDown(['/api/v1/records/items'], 'matrix')).toContain('/api/v1/records/items');
});

async function ask(
	context: APIRequestContext,
	{ url }: Cockpit,
	{ call, path, form, json }: Probe
) {
	const headers = { origin: url, accept: call.includes('/api/') ? '*/*' : 'text/html' };
	const answer = call.startsWith('POST')
		? await context.post(url + path, {
				headers,
				maxRedirects: 0,
				...(json ? { data: json } : { form })
			})
		: await context.get(url + path, { headers, maxRedirects: 0 });
	const text = await answer.text();
	const to = answer.headers().location ?? '';
	// The second step of signing in leads back to the first where there was none.
	const sentAway = to.startsWith('/sign-in?to') && !path.startsWith('/sign-in');
	const unknown = answer.status() === 401 || sentAway;
	const outcome = unknown ? 'unknown' : answer.status() === 403 ? 'refused' : 'let';
	return { outcome: answer.status() >= 500 ? `${answer.status()}` : outcome, text };
}

/** Those of these paths of which a line of the audit says that they were refused to this one. */
async function writtenDown(paths: string[], name: string): Promise<Set<string>> {
	const lines = await refusalsOf(name);
	return new Set(paths.filter((path) => lines.some((line) => line.includes(path))));
}

/** Every line of the audit in which he was refused something. The page repeats what is searched for: only lines count. */
async function refusalsOf(name: string): Promise<string[]> {
	const lines: string[] = [];
	const query = new URLSearchParams({ outcome: 'refused', text: name });
	for (;;) {
		const text = await (await everybody.get('shenji')!.get(`/admin/audit?${query}`)).text();
		const events = [...text.matchAll(/<tbody[^>]*>(.*?)<\/tbody>/gs)].at(-1)?.[1] ?? '';
		lines.push(...events.split('<tr').filter((line) => line.includes(name)));
		const next = /rel="next"[^>]*[?&;]before=(\d+)/.exec(text)?.[1];
		if (!next || next === query.get('before')) return lines;
		query.set('before', next);
	}
}

/** As the audit names him. */
const nameOf = ({ demo }: Cockpit, who: Who): string =>
	demo!.people.find(({ username }) => username === who)?.name ??
	(who === 'screen' ? 'hall' : 'matrix');

async function contextOf(browser: Browser, cockpit: Cockpit, who: Who): Promise<APIRequestContext> {
	const baseURL = cockpit.url;
	if (who === 'nobody') return request.newContext({ baseURL });
	const token = keys[who];
	if (token) {
		const extraHTTPHeaders = { authorization: `Bearer ${token}` };
		return request.newContext({ baseURL, extraHTTPHeaders });
	}
	const context = await browser.newContext({ baseURL });
	const page = await context.newPage();
	if (ADMINS.includes(who)) await signInAdmin(page, cockpit, who);
	else {
		await signIn(page, cockpit, who);
		await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	}
	const storageState = await context.storageState();
	cookies.set(who, storageState.cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
	await context.close();
	return request.newContext({ baseURL, storageState });
}

async function idsOf(browser: Browser, cockpit: Cockpit): Promise<Ids> {
	const security = everybody.get('anquan')!;
	const account = async (username: string) => {
		const text = await (await security.get(`/admin/people?q=${username}`)).text();
		const ids = [...text.matchAll(/\/admin\/people\/([\w-]{20,})/g)].map(([, id]) => id!);
		expect(ids.length, `the account ${username} is listed`).toBeGreaterThan(0);
		return ids[0]!;
	};
	const refusedRows = await post(cockpit, 'items', [{ id: THEIRS }]);
	const { more } = refusedRows as unknown as { more: string };
	const list = await (await everybody.get('xitong')!.get('/admin/keys')).text();
	return {
		ourAccount: await account('chengban'),
		theirAccount: await account('shijian'),
		theirGrant: await giveGrant(cockpit, browser),
		keyMark: /\/admin\/keys\/([0-9a-f]{8})/.exec(list)![1]!,
		theirBatch: more.split('/').at(-1)!
	};
}
