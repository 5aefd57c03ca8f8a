import type { Cookies } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECRET } from '../../../../tests/core';
import { freshDatabase } from '../../../../tests/postgres';
import { openDatabase, type Database } from '../../server/database.server';
import { isAway } from '../../server/http.server';
import { createAuth, sessionOf, signIn, signOut, type Auth } from './auth.server';
import { ensureDemoPeople, type DemoPerson } from './demo-people.server';

let database: Database;
let auth: Auth;
let people: DemoPerson[];

beforeAll(async () => {
	database = openDatabase(await freshDatabase(), { max: 2 });
	auth = createAuth(database, SECRET);
	people = await ensureDemoPeople(database, SECRET);
});
afterAll(() => database.close());

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

test('a head signs in, is known by role and department, and signs out', async () => {
	const { jar, event } = browser();
	const { username, password } = people.find((p) => p.department === 'nengyuan')!;
	expect(await signIn(auth, event(), { username, password })).toBe(true);
	expect([...jar.values()][0]?.secure).toBe(false);
	const { headers } = event().request;
	expect(await sessionOf(auth, headers)).toMatchObject({ role: 'head', department: 'nengyuan' });
	await signOut(auth, event());
	expect(jar.size).toBe(0);
	expect(await sessionOf(auth, headers)).toBeNull();
});

test('over https the cookie is marked so', async () => {
	const { jar, event } = browser();
	const { username, password } = people[0]!;
	await signIn(auth, event('https://jg.example.cn/sign-in'), { username, password });
	expect([...jar.values()][0]?.secure).toBe(true);
});

test('refused: a wrong password, an unknown name, a name that cannot be one', async () => {
	const { jar, event } = browser();
	for (const username of ['leader', 'nobody', '领导', '']) {
		expect(await signIn(auth, event(), { username, password: 'not-the-password' })).toBe(false);
	}
	expect(jar.size).toBe(0);
	const forged = new Headers({ cookie: 'cockpit.session_token=abc.def' });
	expect(await sessionOf(auth, forged)).toBeNull();
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
	await expect(auth.api.signUpEmail({ body })).rejects.toThrow();
});

test('a second start makes nobody twice, and the passwords stay', async () => {
	expect(await ensureDemoPeople(database, SECRET)).toEqual(people);
});
