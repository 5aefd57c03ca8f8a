/** A person of the demo, signed in without a browser: the cookie that his requests carry. */
import type { Cookies } from '@sveltejs/kit';
import { ensureDemoPeople } from '../src/lib/domain/access/demo-people.server';
import { signIn } from '../src/lib/domain/access/sessions.server';
import type { App } from '../src/lib/server/app.server';
import { SECRET } from './core';

export async function signedIn(
	app: App,
	username: string
): Promise<{ id: string; headers: { cookie: string } }> {
	const people = await ensureDemoPeople(app, SECRET, new Date());
	const person = people.find((p) => p.username === username)!;
	const jar: string[] = [];
	const cookies = {
		set: (name: string, value: string) => jar.push(`${name}=${encodeURIComponent(value)}`)
	} as unknown as Cookies;
	const url = new URL('http://127.0.0.1/sign-in');
	const answer = await signIn(app.auth, { url, cookies, request: new Request(url) }, person);
	if (answer.outcome !== 'in') throw new Error(`${username} was not let in: ${answer.outcome}`);
	return { id: answer.userId, headers: { cookie: jar.join('; ') } };
}
