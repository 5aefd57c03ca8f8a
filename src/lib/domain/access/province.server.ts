/** Signing in by the provincial identity platform (OpenID Connect): it says who he is, we say what he may. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Province } from '../../server/config.server';
import type { Core } from '../../server/core.server';
import { createAuth, passCookies, PROVINCE, type Asking, type Auth } from './auth.server';
import { account, user } from './tables.server';

export const CALLBACK = '/sign-in/province/callback';
const NAME = '省统一身份认证';

/** No page waits longer for the platform. */
const ANSWER_MS = 5_000;
const EXCHANGE_MS = 15_000;

/** Why he is not let in, as the audit has it. */
const WHY = {
	unknown: '统一身份未绑定账号',
	admin: '管理员账号须用密码和动态口令登录',
	suspended: '账号已停用',
	failed: '认证未完成'
};
export type Why = keyof typeof WHY;

/** What better-auth and `refuseSession` call it; all else failed. */
const CODES: Record<string, Why> = {
	signup_disabled: 'unknown',
	ADMIN_ELSEWHERE: 'admin',
	SUSPENDED: 'suspended'
};

export type Arrived =
	/** `second`: the code of his second factor is asked for next. */
	| { outcome: 'in' | 'second'; to: string }
	| { outcome: 'refused'; why: Why; code: string; to: string | null };

interface Heard {
	/** `sub` of the ID token. */
	subject: string | null;
}
/** Whom the platform names in its answer: better-auth does not say whom it refuses. */
const hearing = new AsyncLocalStorage<Heard>();

export class Platform {
	#auth: Auth | null = null;

	constructor(
		private readonly core: Pick<Core, 'access' | 'audit' | 'region'>,
		private readonly secret: string,
		private readonly province: Province
	) {}

	/** Where to send him; `to` is kept for his return. Null: the platform does not answer. */
	async begin(event: Asking, to: string): Promise<string | null> {
		const auth = await this.#reach();
		if (!auth) return null;
		const { headers, response } = await auth.api.signInSocial({
			body: {
				provider: PROVINCE,
				callbackURL: to,
				errorCallbackURL: `/sign-in?${new URLSearchParams({ to })}`,
				disableRedirect: true
			},
			headers: event.request.headers,
			returnHeaders: true
		});
		passCookies(headers, event);
		return response.url ?? null;
	}

	/** Lets in whom the platform sends back, or says why not; that is written down first. */
	async finish(event: Asking, from: { address: string; now: Date }): Promise<Arrived> {
		const heard: Heard = { subject: null };
		const auth = this.#auth ?? (await this.#reach());
		const answer =
			auth &&
			(await within(
				EXCHANGE_MS,
				hearing.run(heard, () => exchange(auth, event))
			));
		const person = heard.subject === null ? null : await this.#linked(heard.subject);
		const arrived = read(answer, person !== null);
		if (arrived.outcome !== 'second') await this.#tell(arrived, person, heard, from);
		if (arrived.outcome !== 'refused') passCookies(answer!.headers, event);
		return arrived;
	}

	/** Asked when somebody comes, and not before: a platform that is away holds up neither the start nor the passwords. */
	async #reach(): Promise<Auth | null> {
		const found = await discover(this.province);
		if (!found || this.#auth) return found && this.#auth;
		const { origin } = this.province;
		const auth = createAuth(this.core.access, this.secret, {
			origin,
			plugin: genericOAuth({ config: [configOf(this.province, found)] })
		});
		// better-auth discovers by itself, and does without what it does not find.
		const context = await within(ANSWER_MS, auth.$context);
		const complete = context?.socialProviders.some(({ id }) => id === PROVINCE);
		return complete ? (this.#auth = auth) : null;
	}

	async #linked(subject: string): Promise<Linked | null> {
		const [found] = await this.core.access.orm
			.select({
				id: user.id,
				name: user.name,
				username: user.username,
				department: user.department
			})
			.from(account)
			.innerJoin(user, eq(user.id, account.userId))
			.where(
				and(
					eq(account.providerId, PROVINCE),
					eq(account.accountId, subject),
					eq(user.region, this.core.region)
				)
			);
		return found ?? null;
	}

	#tell(
		arrived: Arrived,
		person: Linked | null,
		{ subject }: Heard,
		{ address, now }: { address: string; now: Date }
	): Promise<void> {
		const isIn = arrived.outcome === 'in';
		return this.core.audit.record(
			{
				event: isIn ? 'signed_in' : 'sign_in_refused',
				outcome: isIn ? 'done' : 'refused',
				actor: person && `user:${person.id}`,
				actorName: person?.name ?? null,
				department: person?.department ?? null,
				address,
				target: person ? `user:${person.username}` : subject && `${PROVINCE}:${subject}`,
				detail: arrived.outcome === 'refused' ? `${NAME}：${reason(arrived)}` : NAME
			},
			now
		);
	}
}

interface Linked {
	id: string;
	name: string;
	username: string | null;
	department: string | null;
}

const reason = ({ why, code }: { why: Why; code: string }): string =>
	why === 'failed' ? `${WHY.failed}（${code}）` : WHY[why];

const Discovery = z.object({
	issuer: z.string(),
	token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic'])
});
type Discovery = z.infer<typeof Discovery>;

/** Null: it does not answer, or not as such a platform does. */
async function discover({ issuer }: Province): Promise<Discovery | null> {
	try {
		const answer = await fetch(discoveryOf(issuer), { signal: AbortSignal.timeout(ANSWER_MS) });
		const { success, data } = Discovery.safeParse(await answer.json());
		if (!answer.ok || !success) return null;
		if (bare(data.issuer) === bare(issuer)) return data;
		console.error(
			`OIDC_ISSUER is ${issuer}, but what answers there is ${data.issuer}: correct it.`
		);
	} catch {
		// Whatever kept it from answering, he is told that it did not.
	}
	return null;
}

const bare = (address: string): string => address.replace(/\/$/, '');
const discoveryOf = (issuer: string): string => `${bare(issuer)}/.well-known/openid-configuration`;

const configOf = (
	{ issuer, clientId, clientSecret, origin }: Province,
	{ token_endpoint_auth_methods_supported: methods }: Discovery
) => ({
	providerId: PROVINCE,
	discoveryUrl: discoveryOf(issuer),
	clientId,
	clientSecret,
	// RFC 6749 §2.3.1: every platform knows the first, unless it says otherwise.
	authentication: methods.includes('client_secret_basic') ? ('basic' as const) : ('post' as const),
	redirectURI: origin + CALLBACK,
	scopes: ['openid'],
	pkce: true,
	// Nobody registers himself, by whatever way.
	disableSignUp: true,
	disableImplicitSignUp: true,
	requireIdTokenVerification: true,
	getUserInfo: async ({ idToken }: { idToken?: string | undefined }) => {
		const sub = idToken ? subjectOf(idToken) : null;
		const heard = hearing.getStore();
		if (heard) heard.subject = sub;
		return sub === null ? null : { sub, emailVerified: false };
	},
	accountSubject: ({ profile }: { profile: { sub?: string | number | null | undefined } }) =>
		String(profile.sub ?? ''),
	// better-auth wants an address; nobody has this one, and nobody is found by it.
	mapProfileToUser: () => ({ email: 'nobody@province.invalid' })
});

/** Of a token that has been verified: better-auth asks for the profile after that. */
function subjectOf(idToken: string): string | null {
	const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1]!, 'base64url').toString());
	return z.object({ sub: z.string().min(1) }).safeParse(claims).data?.sub ?? null;
}

/** better-auth checks state, PKCE and the ID token, and makes the session. */
const exchange = (auth: Auth, { request, url }: Asking): Promise<Response> =>
	auth.api.callbackOAuth({
		method: 'GET',
		params: { id: PROVINCE },
		query: Object.fromEntries(url.searchParams),
		headers: request.headers,
		asResponse: true
	});

/** It answers with cookies and the address to go to, also where a second factor is asked for. */
function read(answer: Response | null, known: boolean): Arrived {
	const cookies = parseSetCookieHeader(answer?.headers.get('set-cookie') ?? '');
	const isSet = (name: string) => Boolean(cookies.get(`cockpit.${name}`)?.value);
	const place = new URL(answer?.headers.get('location') ?? '/', 'http://here.invalid');
	const outcome = isSet('session_token') ? 'in' : isSet('two_factor') ? 'second' : null;
	if (outcome && known) return { outcome, to: place.pathname + place.search };
	const code = place.searchParams.get('error') ?? (answer ? `${answer.status}` : 'no_answer');
	const why = outcome ? 'unknown' : (CODES[code] ?? 'failed');
	return { outcome: 'refused', why, code, to: outcome ? null : place.searchParams.get('to') };
}

/** Null where it takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(resolve, milliseconds, null);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
