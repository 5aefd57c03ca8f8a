import { fail, redirect } from '@sveltejs/kit';
import { attemptFailed, beginAttempt, halfway } from '$lib/domain/access/attempts.server';
import { signInSecond } from '$lib/domain/access/sessions.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../answered.server';
import { entered, SUSPENDED, waiting } from '../entered.server';
import { localPath } from '../to';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const to = localPath(url.searchParams.get('to'));
	if (locals.actor.kind === 'person') redirect(303, to);
	const core = app();
	if (!(await answered(halfway(core, core.auth, cookies)))) {
		redirect(303, `/sign-in?${new URLSearchParams({ to })}`);
	}
	return { to };
};

/** The challenge is spent: the password is asked for again. */
const OVER = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'];

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const to = localPath(event.url.searchParams.get('to'));
		const again = `/sign-in?${new URLSearchParams({ to })}`;
		if (event.locals.actor.kind === 'person') redirect(303, to);
		const code = codeOf(String(form.get('code') ?? ''));
		if (!code) return fail(400, { message: '请填写手机上的 6 位验证码，或者一个备用码。' });
		const core = app();
		const holder = await answered(halfway(core, core.auth, event.cookies));
		if (!holder) redirect(303, again);
		const { username } = holder;
		const attempt = { username, address: event.getClientAddress(), now: core.now() };
		const begun = await answered(beginAttempt(core, attempt));
		if ('minutes' in begun) return fail(429, { message: waiting(begun.minutes) });
		const signed = await answered(signInSecond(core.auth, event, code));
		if (signed.outcome === 'in') {
			await answered(entered(event, signed.userId, code.includes('-') ? '备用码' : '动态口令'));
			redirect(303, to);
		}
		const why = signed.outcome === 'refused' ? signed.code : '';
		await answered(attemptFailed(core, attempt, begun.count, '动态口令不正确'));
		if (why === 'SUSPENDED') return fail(400, { message: SUSPENDED });
		if (why === 'ACCOUNT_TEMPORARILY_LOCKED') {
			return fail(429, { message: '此账号的验证码连续多次不正确，请 15 分钟后再试。' });
		}
		if (OVER.includes(why)) redirect(303, again);
		return fail(400, { message: '验证码不正确。请输入手机上正在显示的 6 位数字。' });
	}
};

/** As typed, with or without spaces and the dash of a spare code; empty where it can be neither. */
function codeOf(typed: string): string {
	const bare = typed.normalize('NFKC').replace(/[\s‐–—-]/g, '');
	if (/^\d{6}$/.test(bare)) return bare;
	return /^[A-Za-z0-9]{10}$/.test(bare) ? `${bare.slice(0, 5)}-${bare.slice(5)}` : '';
}
