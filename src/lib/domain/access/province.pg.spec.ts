import { createServer } from 'node:net';
import type { Cookies } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshCore, SECRET } from '../../../../tests/core';
import { platformFor, type Platform as Provider } from '../../../../tests/oidc';
import { readConfig } from '../../server/config.server';
import type { Core } from '../../server/core.server';
import { openDatabase, type Database } from '../../server/database.server';
import { freePort } from '../../server/port.server';
import { createAuth, type Auth } from './auth.server';
import { openAs } from './people.server';
import { CALLBACK, Platform } from './province.server';
import type { Role } from './roles';
import { sessionOf } from './sessions.server';
import { account, session, user } from './tables.server';

const ORIGIN = 'https://jg.example.cn';
const NOW = new Date();
let core: Core & { url: string };
let owner: Database;
let auth: Auth;
let provider: Provider;
let platform: Platform;

beforeAll(async () => {
	core = await freshCore();
	owner = openDatabase(core.url, { max: 1, role: null });
	auth = createAuth(core.access, SECRET);
	provider = platformFor(ORIGIN, await freePort());
	await provider.start();
	platform = new Platform(core, SECRET, readConfig(provider.environment).province!);
	await open('zhang', 'leader');
	await open('admin', 'region_admin');
	await open('stopped', 'leader', { suspendedAt: NOW });
	await open('careful', 'leader', { twoFactorEnabled: true });
	await open('elsewhere', 'leader', { region: '140602' });
});
afterAll(async () => {
	await provider.stop();
	await owner.close();
	await core.close();
});
beforeEach(async () => void (await core.access.orm.delete(session)));

/** An account whose holder is `sub-<username>` at the platform. */
async function open(username: string, role: Role, change?: Partial<typeof user.$inferInsert>) {
	const none = { department: null, township: null, post: null, certificate: null };
	const person = { ...none, username, name: username, role, identity: `sub-${username}` };
	const { id } = await openAs({ core, auth, now: NOW }, person, null, 'a password');
	if (change) await core.access.orm.update(user).set(change).where(eq(user.id, id));
}

/** A browser that remembers its cookies. */
function browser() {
	const jar = new Map<string, string>();
	const cookies = {
		set: (
			name: string,
			value: string,
			{ maxAge, secure }: { maxAge?: number; secure: boolean }
		) => {
			expect(secure).toBe(true);
			if (maxAge === 0) jar.delete(name);
			else jar.set(name, value);
		}
	} as unknown as Cookies;
	const headers = () =>
		new Headers({ cookie: [...jar].map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('; ') });
	const event = (address: string) => {
		const request = new Request(address, { headers: headers() });
		return { url: new URL(address), cookies, request };
	};
	return {
		jar,
		headers,
		begin: async (to = '/desk') => (await platform.begin(event(`${ORIGIN}/sign-in/province`), to))!,
		finish: (address: string) => platform.finish(event(address), { address: '10.0.0.7', now: NOW })
	};
}

async function arrive(subject: string, to = '/desk') {
	const visitor = browser();
	const back = await provider.signIn(await visitor.begin(to), subject);
	return { ...visitor, back, arrived: await visitor.finish(back) };
}

/** What the audit holds of the last sign-in. */
async function last() {
	const [row] = await owner.sql`
		select event, outcome, actor_name, address, target, detail from audit order by seq desc limit 1`;
	return row;
}

const sessions = () => core.access.orm.select().from(session);

test('a person who is linked is in, goes where he wanted, and it is written down', async () => {
	const { arrived, headers, jar, back } = await arrive('sub-zhang', '/desk/metric/M01?day=x');
	expect(new URL(back).pathname).toBe(CALLBACK);
	expect(arrived).toEqual({ outcome: 'in', to: '/desk/metric/M01?day=x' });
	expect([...jar.keys()]).toEqual(['cockpit.session_token']);
	const person = await sessionOf(core, auth, headers(), { now: NOW, active: false });
	expect(person).toMatchObject({ name: 'zhang', role: 'leader', first: null });
	expect(await last()).toEqual({
		event: 'signed_in',
		outcome: 'done',
		actor_name: 'zhang',
		address: '10.0.0.7',
		target: 'user:zhang',
		detail: '省统一身份认证'
	});
	// The platform's tokens are nothing that we need.
	const [linked] = await core.access.orm
		.select()
		.from(account)
		.where(eq(account.accountId, 'sub-zhang'));
	expect(linked).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
});

test.each([
	['sub-nobody', 'unknown', 'province:sub-nobody', '统一身份未绑定账号'],
	['sub-admin', 'admin', 'user:admin', '管理员账号须用密码和动态口令登录'],
	['sub-stopped', 'suspended', 'user:stopped', '账号已停用'],
	// An account of another region is none here.
	['sub-elsewhere', 'unknown', 'province:sub-elsewhere', '统一身份未绑定账号']
])('%s is refused: %s', async (subject, why, target, words) => {
	const people = await core.access.orm.$count(user);
	const { arrived, jar } = await arrive(subject);
	expect(arrived).toMatchObject({ outcome: 'refused', why });
	expect(jar.has('cockpit.session_token')).toBe(false);
	expect(await core.access.orm.$count(user)).toBe(people);
	expect(await last()).toMatchObject({
		event: 'sign_in_refused',
		outcome: 'refused',
		target,
		detail: `省统一身份认证：${words}`
	});
});

test('nobody is found by his address, or by the name of his account', async () => {
	for (const subject of ['zhang', 'zhang@cockpit.invalid', 'nobody@province.invalid']) {
		expect((await arrive(subject)).arrived).toMatchObject({ why: 'unknown' });
	}
	expect(await sessions()).toEqual([]);
});

test('whoever set up a second factor is asked for it, and is not in before', async () => {
	const { arrived, jar } = await arrive('sub-careful', '/board');
	expect(arrived).toEqual({ outcome: 'second', to: '/board' });
	expect([...jar.keys()]).toEqual(['cockpit.two_factor']);
	expect(await sessions()).toEqual([]);
});

test('what the platform sends back counts once, and in the browser that began', async () => {
	const { begin } = browser();
	const back = await provider.signIn(await begin(), 'sub-zhang');
	expect(await browser().finish(back)).toMatchObject({ why: 'failed', code: 'state_mismatch' });
	const { back: used, jar, finish } = await arrive('sub-zhang');
	expect(jar.size).toBe(1);
	expect(await finish(used)).toMatchObject({ why: 'failed', code: 'state_mismatch' });
	expect(await last()).toMatchObject({ detail: '省统一身份认证：认证未完成（state_mismatch）' });
});

test('a callback that nobody began, or with something exchanged, is refused', async () => {
	const at = (query: string) => `${ORIGIN}${CALLBACK}${query}`;
	for (const query of ['', '?code=x', '?state=x', '?code=x&state=x', '?error=access_denied']) {
		expect(await browser().finish(at(query))).toMatchObject({ outcome: 'refused', why: 'failed' });
	}
	// The code of one sign-in with the state of another: PKCE tells.
	const victim = browser();
	const state = new URL(await victim.begin()).searchParams.get('state')!;
	const stolen = new URL(await provider.signIn(await browser().begin(), 'sub-zhang'));
	stolen.searchParams.set('state', state);
	expect(await victim.finish(stolen.href)).toMatchObject({ why: 'failed', code: 'invalid_code' });
	// Another platform's answer.
	const mixed = browser();
	const foreign = new URL(await provider.signIn(await mixed.begin(), 'sub-zhang'));
	foreign.searchParams.set('iss', 'https://other.example');
	expect(await mixed.finish(foreign.href)).toMatchObject({ code: 'issuer_mismatch' });
	expect(await sessions()).toEqual([]);
});

test('he keeps where he wanted to go when he breaks off at the platform', async () => {
	const visitor = browser();
	const state = new URL(await visitor.begin('/board')).searchParams.get('state')!;
	const back = `${ORIGIN}${CALLBACK}?${new URLSearchParams({ error: 'access_denied', state })}`;
	expect(await visitor.finish(back)).toMatchObject({ code: 'access_denied', to: '/board' });
});

test('a platform that is away is found when it is back, by whatever method it takes the secret', async () => {
	const port = await freePort();
	const late = platformFor(ORIGIN, port, 'client_secret_post');
	const ours = platform;
	const theirs = provider;
	platform = new Platform(core, SECRET, readConfig(late.environment).province!);
	provider = late;
	try {
		expect(await browser().begin()).toBeNull();
		expect(await browser().finish(`${ORIGIN}${CALLBACK}?code=x&state=x`)).toMatchObject({
			why: 'failed',
			code: 'no_answer'
		});
		await late.start();
		expect((await arrive('sub-zhang')).arrived).toMatchObject({ outcome: 'in' });
		const visitor = browser();
		const back = await late.signIn(await visitor.begin(), 'sub-zhang');
		await late.stop();
		expect(await visitor.finish(back)).toMatchObject({ why: 'failed', code: 'invalid_code' });
		expect(await visitor.begin()).toBeNull();
	} finally {
		platform = ours;
		provider = theirs;
	}
});

test('one that takes the connection and says nothing holds nobody up', async () => {
	const mute = createServer(() => {});
	const port = await freePort();
	await new Promise<void>((listening) => mute.listen(port, '127.0.0.1', listening));
	const { environment } = platformFor(ORIGIN, port);
	const silent = new Platform(core, SECRET, readConfig(environment).province!);
	const url = new URL(ORIGIN);
	const asked = { url, request: new Request(url), cookies: {} as Cookies };
	const begun = Date.now();
	expect(await silent.begin(asked, '/desk')).toBeNull();
	expect(Date.now() - begun).toBeLessThan(8_000);
	mute.close();
});
