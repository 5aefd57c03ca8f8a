import type { Cookies } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, SECRET } from '../../../../tests/core';
import { totp } from '../../../../tests/people';
import type { Core } from '../../server/core.server';
import { attemptFailed, beginAttempt, halfway } from './attempts.server';
import { createAuth, type Auth } from './auth.server';
import { ensureDemoPeople, type DemoPerson } from './demo-people.server';
import { lockedUntil } from './lockout.server';
import { beginFactor, choosePassword, confirmFactor, endOthers, removeFactor } from './own.server';
import { sessionOf, signIn, signInSecond } from './sessions.server';
import { user } from './tables.server';

const ADDRESS = '10.0.0.7';

let core: Core;
let auth: Auth;
let people: DemoPerson[];

beforeAll(async () => {
	core = await freshCore();
	auth = createAuth(core.access, SECRET);
	people = await ensureDemoPeople(core, SECRET, new Date());
});
afterAll(() => core.close());

const of = (username: string) => people.find((p) => p.username === username)!;

/** A browser that remembers its cookies, and who is signed in at it. */
function browser() {
	const jar = new Map<string, string>();
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string, { maxAge }: { maxAge?: number }) =>
			maxAge === 0 ? jar.delete(name) : jar.set(name, value)
	} as unknown as Cookies;
	const event = () => {
		const url = new URL('http://10.0.0.7:3000/');
		const cookie = [...jar].map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('; ');
		return { url, cookies, request: new Request(url, { headers: { cookie } }) };
	};
	const known = () =>
		sessionOf(core, auth, event().request.headers, { now: new Date(), active: true });
	const own = async () => ({
		...{ core, auth, address: ADDRESS, now: new Date() },
		person: (await known())!
	});
	return { cookies, event, known, own };
}

async function signedIn(username: string, password = of(username).password) {
	const here = browser();
	expect(await signIn(auth, here.event(), { username, password })).toMatchObject({ outcome: 'in' });
	return here;
}

/** The audit of an account, the latest last. */
const told = (username: string) => core.fold.sql<
	{ event: string; outcome: string; by: string | null }[]
>`
	select event, outcome, actor_name as by from audit
	where target = ${`user:${username}`} and event <> 'account_opened' order by seq`;

test('a password of one’s own: good enough, told, and no other session stays', async () => {
	await core.access.orm
		.update(user)
		.set({ mustChangePassword: true })
		.where(eq(user.username, 'nengyuan'));
	const here = await signedIn('nengyuan');
	const there = await signedIn('nengyuan');
	expect(await here.known()).toMatchObject({ first: 'password' });
	const present = of('nengyuan').password;
	const choose = async (next: string, given = present, again = next) =>
		choosePassword(await here.own(), here.event(), { present: given, next, again });
	for (const [next, given, again, says] of [
		['short-1', present, 'short-1', '至少 10 位'],
		['iloveyou2024', present, 'iloveyou2024', '常见或已泄露'],
		['new-nengyuan-1', present, 'new-nengyuan-1', '不得包含'],
		[present, present, present, '不得与当前密码相同'],
		['quiet-lantern-58', present, 'quiet-lantern-59', '不一致'],
		['quiet-lantern-58', 'not this one', 'quiet-lantern-58', '当前密码不正确']
	] as const) {
		await expect(choose(next, given, again), next).rejects.toThrow(says);
	}
	expect(await here.known()).toMatchObject({ first: 'password' });
	await choose('quiet-lantern-58');
	expect(await here.known()).toMatchObject({ first: null });
	expect(await there.known()).toBeNull();
	await signedIn('nengyuan', 'quiet-lantern-58');
	expect(await told('nengyuan')).toEqual([
		{ event: 'password_refused', outcome: 'refused', by: of('nengyuan').name },
		{ event: 'password_changed', outcome: 'done', by: of('nengyuan').name }
	]);
});

test('who guesses at a password from an open desk is shut out as at the door', async () => {
	const here = await signedIn('shijian');
	const guess = async () => beginFactor(await here.own(), here.event(), 'a guess');
	for (let n = 0; n < 5; n += 1) await expect(guess()).rejects.toThrow('当前密码不正确');
	await expect(guess()).rejects.toThrow('请 15 分钟后再试');
	const events = (await told('shijian')).map(({ event }) => event);
	expect(events).toEqual([
		...Array<string>(5).fill('password_refused'),
		'locked',
		'password_refused'
	]);
	expect(new Set((await told('shijian')).map(({ by }) => by))).toEqual(
		new Set([of('shijian').name])
	);
	expect(await lockedUntil(core, { username: 'shijian', now: new Date() })).not.toBeNull();
	expect(await lockedUntil(core, { username: 'chengban', now: new Date() })).toBeNull();
});

test('a second factor is begun as often as need be, holds from its code on, and can be removed', async () => {
	const here = await signedIn('chengban');
	const { password } = of('chengban');
	await beginFactor(await here.own(), here.event(), password);
	const { uri, spareCodes } = await beginFactor(await here.own(), here.event(), password);
	expect(decodeURIComponent(new URL(uri).pathname)).toMatch(/:chengban$/);
	expect(spareCodes).toHaveLength(10);
	const secret = new URL(uri).searchParams.get('secret')!;
	const confirm = async (code: string) => confirmFactor(await here.own(), here.event(), code);
	await expect(confirm('000000')).rejects.toThrow('验证码不正确');
	await signedIn('chengban');
	await confirm(totp(secret));
	await expect(beginFactor(await here.own(), here.event(), password)).rejects.toThrow('已经启用');

	const there = browser();
	expect(await halfway(core, auth, there.cookies)).toBeNull();
	expect(await signIn(auth, there.event(), of('chengban'))).toEqual({ outcome: 'second' });
	expect(await there.known()).toBeNull();
	expect(await halfway(core, auth, there.cookies)).toMatchObject({ username: 'chengban' });
	expect(await signInSecond(auth, there.event(), spareCodes[3]!)).toMatchObject({ outcome: 'in' });
	expect(await halfway(core, auth, there.cookies)).toBeNull();

	await endOthers(await there.own());
	expect(await here.known()).toBeNull();
	await removeFactor(await there.own(), there.event(), password);
	await signedIn('chengban');
	expect((await told('chengban')).map(({ event }) => event)).toEqual([
		'second_factor_set',
		'sessions_ended',
		'second_factor_reset'
	]);
});

test('an administrator keeps the second factor', async () => {
	const here = await signedIn('xitong');
	const { password } = of('xitong');
	const { uri } = await beginFactor(await here.own(), here.event(), password);
	expect(await here.known()).toMatchObject({ first: 'second-factor' });
	const secret = new URL(uri).searchParams.get('secret')!;
	await confirmFactor(await here.own(), here.event(), totp(secret));
	expect(await here.known()).toMatchObject({ first: null });
	const removing = removeFactor(await here.own(), here.event(), password);
	await expect(removing).rejects.toThrow('不能停用');
});

test('the fifth failure is the last for now, and that is told once', async () => {
	const attempt = { username: 'nobody', address: ADDRESS, now: new Date() };
	for (let n = 1; n <= 5; n += 1) {
		expect(await beginAttempt(core, attempt)).toEqual({ count: n });
		await attemptFailed(core, attempt, n);
	}
	expect(await beginAttempt(core, attempt)).toEqual({ minutes: 15 });
	const events = await told('nobody');
	expect(events.filter(({ event }) => event === 'locked')).toHaveLength(1);
	expect(new Set(events.map(({ event, by }) => `${event} ${by}`))).toEqual(
		new Set(['sign_in_refused null', 'locked null'])
	);
});
