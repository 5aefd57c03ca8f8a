import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { actorId } from '$lib/domain/access/actor';
import { attemptFailed, beginAttempt } from '$lib/domain/access/attempts.server';
import { SESSION_COOKIE, signIn, signOut } from '$lib/domain/access/sessions.server';
import { app } from '$lib/server/app.server';
import { answered } from '../answered.server';
import { entered, SUSPENDED, waiting, WRONG } from './entered.server';
import { localPath } from './to';
import type { Actions, PageServerLoad } from './$types';

/** Why signing in by the provincial platform came to nothing. */
const PROVINCE: Record<string, string> = {
	unknown: '此统一身份未绑定本系统账号，请与本单位系统管理员联系。',
	admin: '管理员账号须用密码和动态口令登录。',
	suspended: SUSPENDED,
	away: '统一身份认证平台暂时无法连接，请稍后再试，或者用密码登录。',
	failed: '统一身份认证未完成，请重试，或者用密码登录。'
};
const SCREEN = '大屏密钥无效或已停用，请与系统管理员联系。';
const ENDED = '登录已失效，请重新登录。';
/** Longer ones are nobody's. */
const LONGEST = 64;

export const load: PageServerLoad = ({ locals, url, cookies }) => {
	const to = localPath(url.searchParams.get('to'));
	if (locals.actor.kind === 'person') redirect(303, to);
	return {
		to,
		province: app().platform ? `/sign-in/province?${new URLSearchParams({ to })}` : null,
		message: whyHere(url.searchParams, cookies)
	};
};

/** Why somebody is here who wanted to be elsewhere; null: he came to sign in. */
function whyHere(query: URLSearchParams, cookies: Cookies): string | null {
	const province = query.get('province');
	if (province !== null) return PROVINCE[province] ?? PROVINCE.failed!;
	if (query.has('screen')) return SCREEN;
	// A session that was signed out of takes its cookie along: this one was ended, or lasted too long.
	return cookies.get(SESSION_COOKIE) ? ENDED : null;
}

export const actions: Actions = {
	enter: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '').replaceAll('\0', '');
		const username = text('username').trim().toLowerCase().slice(0, LONGEST);
		const password = text('password');
		const to = localPath(text('to'));
		if (!username || !password) {
			return fail(400, { username, to, message: '请填写用户名和密码。' });
		}
		const core = app();
		const attempt = { username, address: event.getClientAddress(), now: core.now() };
		const begun = await answered(beginAttempt(core, attempt));
		if ('minutes' in begun) return fail(429, { username, to, message: waiting(begun.minutes) });
		const signed = await answered(signIn(core.auth, event, { username, password }));
		if (signed.outcome === 'refused') {
			const suspended = signed.code === 'SUSPENDED';
			await answered(attemptFailed(core, attempt, begun.count, suspended ? '账号已停用' : null));
			return fail(400, { username, to, message: suspended ? SUSPENDED : WRONG });
		}
		// Half the way is not in: what was counted is forgotten when the code was right as well.
		if (signed.outcome === 'second')
			redirect(303, `/sign-in/second?${new URLSearchParams({ to })}`);
		await answered(entered(event, signed.userId));
		redirect(303, to);
	},
	leave: async (event) => {
		const { actor } = event.locals;
		const core = app();
		if (actor.kind === 'person') {
			await answered(
				core.audit.record(
					{
						event: 'signed_out',
						actor: actorId(actor),
						actorName: actor.name,
						department: actor.department,
						address: event.getClientAddress()
					},
					core.now()
				)
			);
		}
		await answered(signOut(core.auth, event));
		redirect(303, '/');
	}
};
