/** One's own account: its password, its second factor, its other sessions; each change is in the audit before it holds. */
import { and, eq, ne } from 'drizzle-orm';
import { Invalid, NotFound } from '../../ledger/errors';
import { attemptFailed, beginAttempt, holderOf, type Holder } from './attempts.server';
import { passCookies, refusedCode, type Asking, type Auth } from './auth.server';
import { tell, type Doing } from './doing.server';
import { forgetFailures } from './lockout.server';
import { passwordFault } from './passwords.server';
import { ROLE } from './roles';
import { beginSecond, changePassword, confirmSecond, type Enrolment } from './sessions.server';
import { session, user } from './tables.server';

export type Own = Doing<'access' | 'region' | 'limits'> & { auth: Auth };

export interface ChosenPassword {
	present: string;
	next: string;
	again: string;
}

/** Ends the other sessions. @throws Invalid */
export async function choosePassword(
	own: Own,
	event: Asking,
	{ present, next, again }: ChosenPassword
): Promise<void> {
	const { core, auth, person } = own;
	const { username, name, certificate } = await holder(own);
	if (next !== again) throw new Invalid('两次输入的新密码不一致，请重新输入');
	if (next === present) throw new Invalid('新密码不得与当前密码相同');
	const fault = passwordFault(next, {
		shortest: await core.limits.get('password.length'),
		about: [username, name, certificate ?? '']
	});
	if (fault) throw new Invalid(fault);
	await requirePassword(own, event, username, present);
	await tell(own, 'password_changed', `user:${username}`);
	if (!(await changePassword(auth, event, { present, next }))) throw new Invalid(WRONG);
	await core.access.orm
		.update(user)
		.set({ mustChangePassword: false })
		.where(eq(user.id, person.id));
}

/** May be begun again until it is confirmed. @throws Invalid */
export async function beginFactor(own: Own, event: Asking, password: string): Promise<Enrolment> {
	const { username } = await holder(own);
	await requirePassword(own, event, username, password);
	const begun = await beginSecond(own.auth, event, password);
	if (!begun) throw new Invalid('动态口令已经启用；更换手机的，请先停用，或者请管理员重置');
	// An authenticator shows the name under which one signs in, not the address that better-auth wants of everybody.
	return { ...begun, uri: begun.uri.replace(/(%40|@)cockpit\.invalid/, '') };
}

/** @throws Invalid */
export async function confirmFactor(own: Own, event: Asking, code: string): Promise<void> {
	const { username } = await holder(own);
	if (!(await confirmSecond(own.auth, event, code))) {
		throw new Invalid('验证码不正确，请输入手机上正在显示的 6 位数字');
	}
	await tell(own, 'second_factor_set', `user:${username}`);
}

/** Administrators keep theirs. @throws Invalid */
export async function removeFactor(own: Own, event: Asking, password: string): Promise<void> {
	if (ROLE[own.person.role].admin) throw new Invalid('管理员账号必须使用动态口令，不能停用');
	const { username } = await holder(own);
	await requirePassword(own, event, username, password);
	await tell(own, 'second_factor_reset', `user:${username}`);
	const answer = await refusedCode(
		own.auth.api.disableTwoFactor({
			body: { password },
			headers: event.request.headers,
			returnHeaders: true
		})
	);
	if ('code' in answer) throw new Invalid(WRONG);
	passCookies(answer.done.headers, event);
}

/** Every session but the one that asks. */
export async function endOthers(own: Own): Promise<void> {
	const { core, person } = own;
	const { username } = await holder(own);
	await tell(own, 'sessions_ended', `user:${username}`);
	await core.access.orm
		.delete(session)
		.where(and(eq(session.userId, person.id), ne(session.id, person.session)));
}

const WRONG = '当前密码不正确';

/** Whoever finds a desk unlocked guesses no more often than at the door. @throws Invalid */
async function requirePassword(
	{ core, auth, person, address, now }: Own,
	event: Asking,
	username: string,
	password: string
): Promise<void> {
	const attempt = { username, address, now, person };
	const begun = await beginAttempt(core, attempt);
	if ('minutes' in begun) throw new Invalid(`连续多次未通过，请 ${begun.minutes} 分钟后再试`);
	const answer = await refusedCode(
		auth.api.verifyPassword({ body: { password }, headers: event.request.headers })
	);
	if ('code' in answer) {
		await attemptFailed(core, attempt, begun.count, '管理本人账号时密码不正确');
		throw new Invalid(WRONG);
	}
	await forgetFailures(core, username);
}

async function holder({ core, person }: Own): Promise<Holder> {
	const found = await holderOf(core, person.id);
	if (!found) throw new NotFound('此账号已不存在');
	return found;
}
