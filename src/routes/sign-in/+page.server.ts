import { fail, redirect } from '@sveltejs/kit';
import { Attempts } from '$lib/domain/access/attempts';
import { signIn, signOut } from '$lib/domain/access/auth.server';
import { app } from '$lib/server/app.server';
import { answered } from '../answered.server';
import type { Actions, PageServerLoad } from './$types';

/** One guesser at one name, and many guessers at it together: the owner is not shut out by the first. */
const fromOneAddress = new Attempts(5);
const fromAnywhere = new Attempts(100);

export const load: PageServerLoad = ({ locals, url }) => {
	const to = localPath(url.searchParams.get('to'));
	if (locals.actor.kind === 'person') redirect(303, to);
	return { to };
};

export const actions: Actions = {
	enter: async (event) => {
		const form = await event.request.formData();
		const username = String(form.get('username') ?? '')
			.trim()
			.toLowerCase();
		const password = String(form.get('password') ?? '');
		const to = localPath(String(form.get('to') ?? ''));
		if (!username || !password) {
			return fail(400, { username, to, message: '请填写用户名和密码。' });
		}
		const here = `${event.getClientAddress()} ${username}`;
		const now = Date.now();
		const wait = Math.max(fromOneAddress.wait(here, now), fromAnywhere.wait(username, now));
		if (wait > 0) {
			const minutes = Math.ceil(wait / 60_000);
			return fail(429, { username, to, message: `连续多次未通过，请 ${minutes} 分钟后再试。` });
		}
		// Counted before the answer is known, so that many at once do not all pass.
		fromOneAddress.failed(here, now);
		fromAnywhere.failed(username, now);
		if (!(await answered(signIn(app().auth, event, { username, password })))) {
			return fail(400, { username, to, message: '用户名或密码不正确。' });
		}
		fromOneAddress.succeeded(here);
		fromAnywhere.succeeded(username);
		redirect(303, to);
	},
	leave: async (event) => {
		await answered(signOut(app().auth, event));
		redirect(303, '/');
	}
};

/** Where to go after the sign-in: a path of this site, never another. */
function localPath(to: string | null): string {
	const base = 'http://here.invalid';
	const url = to?.startsWith('/') && URL.canParse(to, base) ? new URL(to, base) : null;
	if (!url || url.origin !== base || url.pathname === '/sign-in') return '/desk';
	return url.pathname + url.search;
}
