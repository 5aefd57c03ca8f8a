/** The end of every way in: written down before it holds. */
import type { RequestEvent } from '@sveltejs/kit';
import { holderOf } from '$lib/domain/access/attempts.server';
import { forgetFailures } from '$lib/domain/access/lockout.server';
import { SESSION_COOKIE } from '$lib/domain/access/sessions.server';
import { app } from '$lib/server/app.server';

/** `how`: by what besides the password. @throws where it could not be written: then nobody is in. */
export async function entered(
	event: Pick<RequestEvent, 'cookies' | 'getClientAddress'>,
	userId: string,
	how: string | null = null
): Promise<void> {
	const core = app();
	try {
		const holder = await holderOf(core, userId);
		if (!holder) throw new Error('signed in as nobody');
		await core.audit.record(
			{
				event: 'signed_in',
				actor: `user:${userId}`,
				actorName: holder.name,
				department: holder.department,
				address: event.getClientAddress(),
				target: `user:${holder.username}`,
				detail: how
			},
			core.now()
		);
		await forgetFailures(core, holder.username);
	} catch (error) {
		// Nobody else knows this session: without the cookie it is none.
		event.cookies.delete(SESSION_COOKIE, { path: '/' });
		throw error;
	}
}

export const WRONG = '用户名或密码不正确。';
export const SUSPENDED = '账号已停用，请与本单位系统管理员联系。';
export const waiting = (minutes: number) => `连续多次未通过，请 ${minutes} 分钟后再试。`;
