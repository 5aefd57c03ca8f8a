/** Who signs in: passwords, sessions, second factors and the provincial platform are better-auth's. */
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, callbackOAuth, isAPIError } from 'better-auth/api';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import type { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor as twoFactorPlugin } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import type { Cookies } from '@sveltejs/kit';
import type { Database } from '../../server/database.server';
import { isRole, ROLE } from './roles';
import { account, session, twoFactor, user, verification } from './tables.server';

/** The longest that any setting allows; `Limits` ends a session before. */
const SESSION_SECONDS = 24 * 3600;

export const PROVINCE = 'province';

export type Auth = ReturnType<typeof createAuth>;
/** What signing in needs of a request. */
export interface Asking {
	request: Request;
	cookies: Cookies;
	url: URL;
}

/** How one signs in by another platform (`province.server.ts`), and the address to which it sends him back. */
export interface Elsewhere {
	origin: string;
	plugin: ReturnType<typeof genericOAuth>;
}

/** The database is known at run time only. No route leads to better-auth's own HTTP handler. */
export function createAuth(database: Database, secret: string, elsewhere: Elsewhere | null = null) {
	return betterAuth({
		appName: '平鲁区监管驾驶舱',
		secret,
		// Pages are served at whatever address they were opened; only the platform must find its way back.
		baseURL: elsewhere?.origin ?? 'http://localhost',
		database: drizzleAdapter(database.orm, {
			provider: 'pg',
			schema: { user, session, account, verification, twoFactor }
		}),
		// Lengths are checked against the table of limits, where a password is chosen.
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8 },
		user: {
			additionalFields: {
				region: { type: 'string', required: true, input: false },
				role: { type: 'string', required: true, input: false },
				department: { type: 'string', required: false, input: false },
				township: { type: 'string', required: false, input: false },
				certificate: { type: 'string', required: false, input: false },
				post: { type: 'string', required: false, input: false },
				createdBy: { type: 'string', required: false, input: false },
				mustChangePassword: { type: 'boolean', required: false, input: false },
				suspendedAt: { type: 'date', required: false, input: false }
			}
		},
		session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
		account: {
			// An account is linked when it is opened, by whoever opens it; the platform is asked who he is and no more.
			accountLinking: { enabled: false, disableImplicitLinking: true },
			updateAccountOnSignIn: false
		},
		advanced: { cookiePrefix: 'cockpit', useSecureCookies: false },
		telemetry: { enabled: false },
		logger: { level: 'error' },
		// Limits of our own count by account and by address (`lockout.server.ts`).
		rateLimit: { enabled: false },
		databaseHooks: {
			session: {
				create: {
					before: (made, context) => refuseSession(made.userId, context, elsewhere !== null)
				}
			}
		},
		plugins: [
			username({ minUsernameLength: 2 }),
			secondFactor(),
			...(elsewhere ? [elsewhere.plugin] : [])
		]
	});
}

/** better-auth asks for a second factor after a password alone; whoever set one up is asked for it always. */
function secondFactor() {
	const plugin = twoFactorPlugin({
		issuer: '平鲁区监管驾驶舱',
		totpOptions: { period: 30, digits: 6 }
	});
	for (const hook of plugin.hooks.after) {
		const { matcher } = hook;
		hook.matcher = (context) => matcher(context) || context.path === callbackOAuth.path;
	}
	return plugin;
}

type HookContext = {
	context: { internalAdapter: { findUserById(id: string): Promise<unknown> } };
} | null;

/** A stopped account gets no session; an administrator none without our own second factor. */
async function refuseSession(
	userId: string,
	context: HookContext,
	elsewhere: boolean
): Promise<void> {
	const found = (await context?.context.internalAdapter.findUserById(userId)) as {
		suspendedAt?: Date | null;
		role?: string;
	} | null;
	if (found?.suspendedAt) throw new APIError('FORBIDDEN', { code: 'SUSPENDED' });
	const role = found?.role ?? '';
	if (elsewhere && !(isRole(role) && !ROLE[role].admin)) {
		throw new APIError('FORBIDDEN', { code: 'ADMIN_ELSEWHERE' });
	}
}

/** What better-auth refused, by its code; whatever else went wrong is thrown on. */
export async function refusedCode<T>(work: Promise<T>): Promise<{ done: T } | { code: string }> {
	try {
		return { done: await work };
	} catch (error) {
		if (isAPIError(error) && error.statusCode < 500) {
			return { code: String((error.body as { code?: string } | undefined)?.code ?? error.status) };
		}
		throw error;
	}
}

/** What it sets on its answer, on ours. */
export function passCookies(headers: Headers, event: Pick<Asking, 'cookies' | 'url'>): void {
	for (const [name, cookie] of parseSetCookieHeader(headers.get('set-cookie') ?? '')) {
		event.cookies.set(name, decodeURIComponent(cookie.value), {
			...toCookieOptions(cookie),
			path: '/',
			secure: event.url.protocol === 'https:'
		});
	}
}
