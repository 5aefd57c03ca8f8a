/** Sign-in of persons: passwords and sessions are better-auth's, nobody registers himself. */
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { isAPIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import type { Cookies } from '@sveltejs/kit';
import type { Database } from '../../server/database.server';
import { account, session, user, verification } from './tables.server';

/** A working day with its overtime; a wall stays signed in by a screen key instead. */
const SESSION_SECONDS = 12 * 3600;

export type Auth = ReturnType<typeof createAuth>;

/** The database is known at run time only. No route leads to better-auth's own HTTP handler. */
export function createAuth(database: Database, secret: string) {
	return betterAuth({
		appName: '领导驾驶舱',
		secret,
		// Pages are served at whatever address they were opened; nothing here builds a link from this.
		baseURL: 'http://localhost',
		database: drizzleAdapter(database.orm, {
			provider: 'pg',
			schema: { user, session, account, verification }
		}),
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
		user: {
			additionalFields: {
				role: { type: ['leader', 'head'], required: true, input: false },
				department: { type: 'string', required: false, input: false }
			}
		},
		session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
		advanced: { cookiePrefix: 'cockpit', useSecureCookies: false },
		telemetry: { enabled: false },
		logger: { level: 'error' },
		plugins: [username()]
	});
}

export interface SignedIn {
	id: string;
	name: string;
	role: 'leader' | 'head';
	department: string | null;
}

/** The person whose session cookie these headers carry. Throws when the database cannot be asked. */
export async function sessionOf(auth: Auth, headers: Headers): Promise<SignedIn | null> {
	if (!headers.get('cookie')?.includes('cockpit.session_token=')) return null;
	const found = await auth.api.getSession({ headers });
	if (!found) return null;
	const { id, name, role, department } = found.user;
	return { id, name, role: role as SignedIn['role'], department: department ?? null };
}

/** False: name and password do not fit. Sets the session cookie when they do. Throws when the database is away. */
export async function signIn(
	auth: Auth,
	event: { request: Request; cookies: Cookies; url: URL },
	input: { username: string; password: string }
): Promise<boolean> {
	try {
		const { headers } = await auth.api.signInUsername({
			body: input,
			headers: event.request.headers,
			returnHeaders: true
		});
		passCookies(headers, event);
		return true;
	} catch (error) {
		if (isAPIError(error) && error.statusCode < 500) return false;
		throw error;
	}
}

export async function signOut(
	auth: Auth,
	event: { request: Request; cookies: Cookies; url: URL }
): Promise<void> {
	const { headers } = await auth.api.signOut({
		headers: event.request.headers,
		returnHeaders: true
	});
	passCookies(headers, event);
}

function passCookies(headers: Headers, event: { cookies: Cookies; url: URL }): void {
	for (const [name, cookie] of parseSetCookieHeader(headers.get('set-cookie') ?? '')) {
		event.cookies.set(name, decodeURIComponent(cookie.value), {
			...toCookieOptions(cookie),
			path: '/',
			secure: event.url.protocol === 'https:'
		});
	}
}

/** Makes the account unless the name is taken. @returns whether it was made. */
export async function addPerson(
	auth: Auth,
	person: Omit<SignedIn, 'id'> & { username: string; password: string }
): Promise<boolean> {
	const { adapter, internalAdapter, password } = await auth.$context;
	const taken = await adapter.findOne({
		model: 'user',
		where: [{ field: 'username', value: person.username }]
	});
	if (taken) return false;
	const made = await internalAdapter.createUser(
		{
			name: person.name,
			username: person.username,
			email: `${person.username}@cockpit.invalid`,
			emailVerified: false,
			role: person.role,
			department: person.department
		},
		{ method: 'email-password' }
	);
	await internalAdapter.linkAccount({
		userId: made.id,
		providerId: 'credential',
		accountId: made.id,
		password: await password.hash(person.password)
	});
	return true;
}
