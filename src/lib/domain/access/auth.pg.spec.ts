import type { Cookies } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, SECRET } from '../../../../tests/core';
import type { Core } from '../../server/core.server';
import { openDatabase } from '../../server/database.server';
import { isAway } from '../../server/http.server';
import { createAuth, type Auth } from './auth.server';
import { ensureDemoPeople, type DemoPerson } from './demo-people.server';
import { beginAttempt } from './attempts.server';
import { countFailure, forgetFailures, lockedUntil } from './lockout.server';
import { sessionOf, signIn, signOut } from './sessions.server';
import { session } from './tables.server';

const MINUTE = 60_000;
let core: Core & { url: string };
let auth: Auth;
let people: DemoPerson[];

beforeAll(async () => {
	core = await freshCore();
	auth = createAuth(core.access, SECRET);
	people = await ensureDemoPeople(core, SECRET, new Date());
});
afterAll(() => core.close());

/** A browser that remembers its cookies. */
function browser() {
	const jar = new Map<string, { value: string; secure: boolean | undefined }>();
	const cookies = {
		set: (name: string, value: string, options: { maxAge?: number; secure?: boolean }) =>
			options.maxAge === 0 ? jar.delete(name) : jar.set(name, { value, secure: options.secure })
	} as unknown as Cookies;
	const event = (url = 'http://10.0.0.7:3000/sign-in') => {
		const cookie = [...jar].map(([k, c]) => `${k}=${encodeURIComponent(c.value)}`).join('; ');
		return { url: new URL(url), cookies, request: new Request(url, { headers: { cookie } }) };
	};
	return { jar, event };
}

const known = (headers: Headers, now = new Date(), active = true) =>
	sessionOf(core, auth, headers, { now, active });
const of = (username: string) => people.find((p) => p.username === username)!;

test('a head signs in, is known by role and department, and signs out', async () => {
	const { jar, event } = browser();
	expect(await signIn(auth, event(), of('nengyuan'))).toMatchObject({ outcome: 'in' });
	expect([...jar.values()][0]?.secure).toBe(false);
	const { headers } = event().request;
	expect(await known(headers)).toMatchObject({
		role: 'head',
		department: 'nengyuan',
		first: null,
		grant: null
	});
	await signOut(auth, event());
	expect(jar.size).toBe(0);
	expect(await known(headers)).toBeNull();
});

test('an administrator without a second factor sets it up before anything else', async () => {
	const { event } = browser();
	await signIn(auth, event(), of('anquan'));
	expect(await known(event().request.headers)).toMatchObject({ first: 'second-factor' });
});

test('over https the cookie is marked so', async () => {
	const { jar, event } = browser();
	await signIn(auth, event('https://jg.example.cn/sign-in'), of('leader'));
	expect([...jar.values()][0]?.secure).toBe(true);
});

test('a session ends after half an hour in which nobody did anything, and after its day', async () => {
	const { event } = browser();
	await signIn(auth, event(), of('leader'));
	const { headers } = event().request;
	const begun = Date.now();
	const after = (minutes: number) => new Date(begun + minutes * MINUTE);
	// A page that refreshes itself keeps nobody signed in; one that is used does.
	expect(await known(headers, after(20), false)).not.toBeNull();
	expect(await known(headers, after(25))).not.toBeNull();
	expect(await known(headers, after(50), false)).not.toBeNull();
	expect(await known(headers, after(56), false)).toBeNull();
	expect(await known(headers)).toBeNull();

	await signIn(auth, event(), of('leader'));
	for (let minutes = 0; minutes < 12 * 60; minutes += 29) {
		expect(await known(event().request.headers, after(minutes))).not.toBeNull();
	}
	expect(await known(event().request.headers, after(12 * 60 + 2))).toBeNull();
});

test('refused: a wrong password, an unknown name, a name that cannot be one', async () => {
	const { jar, event } = browser();
	for (const username of ['leader', 'nobody', '领导', '']) {
		const answer = await signIn(auth, event(), { username, password: 'not-the-password' });
		expect(answer).toMatchObject({ outcome: 'refused' });
	}
	expect(jar.size).toBe(0);
	const forged = new Headers({ cookie: 'cockpit.session_token=abc.def' });
	expect(await known(forged)).toBeNull();
});

test('a database that is away refuses nobody: it throws, and one is told to come again', async () => {
	const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { max: 1 });
	const { event } = browser();
	const input = { username: 'leader', password: 'whatever it is' };
	const error = await signIn(createAuth(away, SECRET), event(), input).catch((e: unknown) => e);
	expect(isAway(error)).toBe(true);
	await away.close();
});

test('nobody registers himself', async () => {
	const body = { name: 'x', email: 'x@cockpit.invalid', password: 'long-enough-1' };
	await expect(auth.api.signUpEmail({ body } as never)).rejects.toThrow();
});

test('a second start makes nobody twice, and the passwords stay', async () => {
	expect(await ensureDemoPeople(core, SECRET, new Date())).toEqual(people);
	expect(await core.access.orm.select().from(session)).not.toHaveLength(0);
});

test('the fifth refusal from one address shuts the name for a quarter of an hour, there alone', async () => {
	const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));
	const here = { username: 'someone', address: '10.0.0.9' };
	const waitOf = async (asked: Parameters<typeof lockedUntil>[1]) =>
		Math.max(0, ((await lockedUntil(core, asked))?.getTime() ?? 0) - asked.now.getTime());
	for (let n = 1; n <= 5; n++) {
		expect(await waitOf({ ...here, now: at(0) })).toBe(0);
		expect(await countFailure(core, { ...here, now: at(0) })).toEqual({ count: n, tooMany: false });
	}
	expect(await waitOf({ ...here, now: at(1) })).toBe(14 * MINUTE);
	expect(await waitOf({ ...here, now: at(15) })).toBe(0);
	expect(await waitOf({ ...here, address: '10.0.0.10', now: at(1) })).toBe(0);
	expect(await waitOf({ ...here, username: 'other', now: at(1) })).toBe(0);
	// Many addresses at one name are stopped together.
	for (let n = 0; n < 95; n++) {
		await countFailure(core, { username: 'someone', address: `10.0.1.${n}`, now: at(2) });
	}
	expect(await waitOf({ ...here, address: '10.0.0.10', now: at(2) })).toBe(15 * MINUTE);
	expect(await forgetFailures(core, 'someone')).toBe(true);
	expect(await waitOf({ ...here, now: at(2) })).toBe(0);
});

test('tries made at the same moment are not more than those made one after another', async () => {
	const now = new Date();
	const tries = await Promise.all(
		Array.from({ length: 40 }, () =>
			beginAttempt(core, { username: 'besieged', address: '10.0.0.9', now })
		)
	);
	expect(tries.filter((begun) => 'count' in begun)).toHaveLength(5);
});
