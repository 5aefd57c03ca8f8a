/** Signing in and out, and whose session a request carries. */
import { eq } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import type { Person } from './actor';
import { passCookies, refusedCode, type Asking, type Auth } from './auth.server';
import { isRole, ROLE } from './roles';
import { session as sessions } from './tables.server';

/** Carries a session; better-auth names it after the `cookiePrefix` that it was given. */
export const SESSION_COOKIE = 'cockpit.session_token';
/** A session's last use is written down so often. */
const TOUCH_MS = 60_000;

type Known = Pick<Core, 'access' | 'region' | 'limits'>;

/**
 * The person whose session cookie these headers carry; ends a session that was idle, or lasted, too long.
 * `active`: somebody did something, and not a page by itself. Throws when the database cannot be asked.
 */
export async function sessionOf(
	core: Known,
	auth: Auth,
	headers: Headers,
	{ now, active }: { now: Date; active: boolean }
): Promise<Person | null> {
	if (!headers.get('cookie')?.includes(`${SESSION_COOKIE}=`)) return null;
	const found = await auth.api.getSession({ headers });
	if (!found) return null;
	const { user, session } = found;
	if (user.region !== core.region || !isRole(user.role) || user.suspendedAt) return null;
	const seen = session.updatedAt.getTime();
	if (!(await sessionHolds(core, now))(session)) {
		await core.access.orm.delete(sessions).where(eq(sessions.id, session.id));
		return null;
	}
	if (active && now.getTime() - seen > TOUCH_MS) {
		await core.access.orm
			.update(sessions)
			.set({ updatedAt: now })
			.where(eq(sessions.id, session.id));
	}
	return {
		kind: 'person',
		id: user.id,
		name: user.name,
		role: user.role,
		department: user.department ?? null,
		township: user.township ?? null,
		certificate: user.certificate ?? null,
		grant: null,
		first: user.mustChangePassword
			? 'password'
			: ROLE[user.role].admin && !user.twoFactorEnabled
				? 'second-factor'
				: null,
		session: session.id
	};
}

/** Has a session neither been idle nor lasted too long by now? One that has stands there until somebody comes with it. */
export async function sessionHolds({ limits }: Pick<Known, 'limits'>, now: Date) {
	const [idle, longest] = await Promise.all([
		limits.get('session.idle'),
		limits.get('session.longest')
	]);
	const age = (time: Date) => now.getTime() - time.getTime();
	return ({ createdAt, updatedAt }: { createdAt: Date; updatedAt: Date }): boolean =>
		age(updatedAt) <= idle * 60_000 && age(createdAt) <= longest * 3_600_000;
}

export type SignedIn =
	| { outcome: 'in'; userId: string }
	/** The password was right; the code of the second factor is asked for next. */
	| { outcome: 'second' }
	| { outcome: 'refused'; code: string };

/** Sets the session cookie where name and password fit. Throws when the database is away. */
export async function signIn(
	auth: Auth,
	event: Asking,
	input: { username: string; password: string }
): Promise<SignedIn> {
	const answer = await refusedCode(
		auth.api.signInUsername({ body: input, headers: event.request.headers, returnHeaders: true })
	);
	if ('code' in answer) return { outcome: 'refused', code: answer.code };
	const { headers, response } = answer.done;
	passCookies(headers, event);
	if ('twoFactorRedirect' in response) return { outcome: 'second' };
	return { outcome: 'in', userId: response.user.id };
}

/** The second step: a code of the authenticator, or one of the spare codes. */
export async function signInSecond(auth: Auth, event: Asking, code: string): Promise<SignedIn> {
	const given = { headers: event.request.headers, returnHeaders: true } as const;
	const spare = code.includes('-');
	const answer = await refusedCode(
		spare
			? auth.api.verifyBackupCode({ ...given, body: { code } })
			: auth.api.verifyTOTP({ ...given, body: { code } })
	);
	if ('code' in answer) return { outcome: 'refused', code: answer.code };
	passCookies(answer.done.headers, event);
	return { outcome: 'in', userId: answer.done.response.user.id };
}

export async function signOut(auth: Auth, event: Asking): Promise<void> {
	const { headers } = await auth.api.signOut({
		headers: event.request.headers,
		returnHeaders: true
	});
	passCookies(headers, event);
}

/** What an authenticator is set up with, and the codes for when it is lost. */
export interface Enrolment {
	/** `otpauth://…`, for a QR code. */
	uri: string;
	spareCodes: string[];
}

/** Begins the second factor; it holds from `confirmSecond` on. Null: the password is wrong. */
export async function beginSecond(
	auth: Auth,
	event: Asking,
	password: string
): Promise<Enrolment | null> {
	const answer = await refusedCode(
		auth.api.enableTwoFactor({ body: { password }, headers: event.request.headers })
	);
	if ('code' in answer || answer.done.method !== 'totp') return null;
	return { uri: answer.done.totpURI, spareCodes: answer.done.backupCodes };
}

/** False: the code is wrong. */
export async function confirmSecond(auth: Auth, event: Asking, code: string): Promise<boolean> {
	const answer = await refusedCode(
		auth.api.verifyTOTP({ body: { code }, headers: event.request.headers, returnHeaders: true })
	);
	if ('code' in answer) return false;
	passCookies(answer.done.headers, event);
	return true;
}

/** Ends every other session. False: the present password is wrong. */
export async function changePassword(
	auth: Auth,
	event: Asking,
	input: { present: string; next: string }
): Promise<boolean> {
	const answer = await refusedCode(
		auth.api.changePassword({
			body: { currentPassword: input.present, newPassword: input.next, revokeOtherSessions: true },
			headers: event.request.headers,
			returnHeaders: true
		})
	);
	if ('code' in answer) return false;
	passCookies(answer.done.headers, event);
	return true;
}
