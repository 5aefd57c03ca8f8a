/** A request's actor, its limits, and what is written down when it is refused. */
import type { RequestEvent } from '@sveltejs/kit';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { actorId, type Actor, type Person } from '../domain/access/actor';
import { findGrant } from '../domain/access/grants.server';
import { findKey, whyRefused } from '../domain/access/keys.server';
import { networkOf } from '../domain/access/network';
import type { Limit } from '../domain/access/limits.server';
import { refusalOf } from '../domain/access/routes';
import { sessionOf } from '../domain/access/sessions.server';
import { app } from './app.server';
import { HttpError } from './http.server';

const BEARER = /^Bearer\s+(\S+)$/i;
const MB = 1024 * 1024;
/** Forms are small; the doors have a limit of their own. */
const FORM_BYTES = MB;
/** A file in a form, which is held in memory; the pages themselves send it as it is. */
const FILE_FORM = { route: '/(desk)/desk/report/[dataset]', bytes: 8 * MB };
const DOORS = ['/api/v1/records/[dataset]', '/(desk)/desk/report/[dataset]/upload'];
/** An unattended screen signs in once: its cookie lasts as long as browsers allow. */
const SCREEN_SECONDS = 400 * 86_400;

const bearerOf = ({ request }: RequestEvent): string | undefined =>
	BEARER.exec(request.headers.get('authorization') ?? '')?.[1];

const isApi = ({ url }: RequestEvent): boolean => url.pathname.startsWith('/api/');

/** A key in the header, a person's session, a screen's cookie, or nobody. */
async function actorOf(event: RequestEvent): Promise<Actor> {
	const running = app();
	const { access, region, auth } = running;
	const now = running.now();
	const bearer = bearerOf(event);
	// A wrong key is not to pass for the person whose browser sent it.
	if (bearer) return (await findKey(access, region, bearer, now)) ?? { kind: 'public' };
	// Whoever signs in at a browser that once was a screen is that person.
	const headers = event.request.headers;
	const person = await sessionOf(running, auth, headers, { now, active: isActive(event) });
	if (person) return person;
	const screen = event.cookies.get('screen');
	return (screen && (await findKey(access, region, screen, now))) || { kind: 'public' };
}

/** 第22条: `?grant=` looks at another department's data; each look is written down before it is had. */
export async function underGrant(event: RequestEvent, person: Person): Promise<Person> {
	const id = event.url.searchParams.get('grant');
	if (!id) return person;
	const running = app();
	const grant = await findGrant(running, person, id, running.now());
	// What the API gives is taken away, not looked at.
	const takes = isApi(event);
	if (!grant || (takes && !grant.exportable)) {
		// He goes on as himself: what he asked for is refused to him in this name, and written down.
		event.locals.refusal = '此数据使用授权不存在、已到期或已撤销，请向数据提供部门重新申请。';
		return person;
	}
	await running.audit.record(
		{
			event: 'looked',
			actor: actorId(person),
			actorName: person.name,
			department: person.department,
			address: event.getClientAddress(),
			target: event.url.pathname + shown(event.url),
			purpose: grant.purpose,
			detail: grant.id
		},
		running.now()
	);
	return { ...person, grant };
}

/** A page that fetches its data again by itself is nobody doing anything; who does something says so (`Alive.svelte`). */
const isActive = ({ isDataRequest }: RequestEvent): boolean => !isDataRequest;

/** `/cockpit?token=`, once, exchanged for a cookie; null: there was no token to exchange. */
export async function admitScreen(event: RequestEvent): Promise<'admitted' | 'wrong' | null> {
	const token = event.url.searchParams.get('token');
	if (event.route.id !== '/(wall)/cockpit' || token === null) return null;
	const { access, region, now } = app();
	const actor = await findKey(access, region, token, now());
	if (actor?.kind !== 'screen') {
		await spend('rate.guess', networkOf(event.getClientAddress()));
		await tellRefused(event, '大屏密钥无效');
		return 'wrong';
	}
	event.cookies.set('screen', token, {
		httpOnly: true,
		sameSite: 'lax',
		path: '/',
		secure: event.url.protocol === 'https:',
		maxAge: SCREEN_SECONDS
	});
	return 'admitted';
}

const buckets = new Map<string, RateLimiterMemory>();

/** One minute's share; a change of the limit begins a new count. @throws HttpError 429 */
async function spend(limit: Limit, who: string): Promise<void> {
	const points = await app().limits.get(limit);
	const name = `${limit} ${points}`;
	let bucket = buckets.get(name);
	if (!bucket) buckets.set(name, (bucket = new RateLimiterMemory({ points, duration: 60 })));
	await bucket.consume(who).catch((refused: { msBeforeNext?: number }) => {
		const seconds = String(Math.ceil((refused.msBeforeNext ?? 1000) / 1000));
		throw new HttpError(429, 'too_many', `访问过于频繁，请 ${seconds} 秒后再试`, {
			'retry-after': seconds
		});
	});
}

/** Strangers and guessers by address, accounts and keys by themselves: a guesser shuts out nobody whose key is right. */
export async function actorWithinLimits(event: RequestEvent): Promise<Actor> {
	requireOwnOrigin(event);
	limitBody(event);
	const address = networkOf(event.getClientAddress());
	const actor = await actorOf(event);
	if (actor.kind === 'public') {
		// A cookie that has run out is no guess.
		const guesses = event.request.headers.has('authorization');
		await spend(guesses ? 'rate.guess' : 'rate.stranger', address);
		await requireGoodKey(event);
	} else if (event.route.id !== '/api/v1/records/[dataset]') {
		// Sources report as fast as they can; their door says when it is too much.
		await spend('rate.account', actorId(actor)!);
	}
	return actor;
}

/**
 * No other site acts in the name of whoever has our pages open. Kit's own check is off (svelte.config.js): it would answer
 * a source in English that it sent a form. Cookies are added by a browser itself; a bearer key never is.
 * @throws HttpError 403
 */
function requireOwnOrigin(event: RequestEvent): void {
	const { headers, method } = event.request;
	if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
	if (isApi(event) && (bearerOf(event) || !headers.has('cookie'))) return;
	if (headers.get('origin') === event.url.origin) return;
	throw new HttpError(403, 'cross_site', '此请求不是从本系统的页面提交的，请打开本系统页面后重试');
}

const KEY_REFUSED = {
	unknown: '没有这把密钥，请核对是否完整；没有密钥的，请向系统管理员申请',
	revoked: '此密钥已吊销，请向系统管理员申请新密钥',
	expired: '此密钥已到期，请向系统管理员申请新密钥'
};

/** What is open to anyone stays open to a wrong key. @throws HttpError 401 */
async function requireGoodKey(event: RequestEvent): Promise<void> {
	const bearer = bearerOf(event);
	const closed = event.route.id !== null && refusalOf({ kind: 'public' }, event.route.id);
	if (!bearer || !closed || !isApi(event)) return;
	const { access, region, now } = app();
	throw new HttpError(
		401,
		'unauthorized',
		KEY_REFUSED[await whyRefused(access, region, bearer, now())]
	);
}

function limitBody({ request, route }: RequestEvent): void {
	if (request.method === 'GET' || request.method === 'HEAD') return;
	if (DOORS.includes(route.id ?? '')) return;
	const limit = route.id === FILE_FORM.route ? FILE_FORM.bytes : FORM_BYTES;
	const length = request.headers.get('content-length');
	if (length === null && request.body)
		throw new HttpError(411, 'length_required', '请求须注明长度');
	if (Number(length) > limit) {
		throw new HttpError(413, 'too_large', `提交内容不得超过 ${limit / MB} MB`);
	}
}

/** Why this one may not open a page or call what he asked for. */
export function refusedWords(actor: Actor): string {
	if (actor.kind === 'person') {
		return '您的账号没有打开此页面的权限。确需使用的，请与本单位系统管理员联系。';
	}
	return actor.kind === 'source'
		? '来源系统的密钥只能报送数据'
		: '大屏和接口的密钥只能看驾驶舱、读接口。查看监管记录，请用个人账号登录。';
}

/** A refusal is written down, whoever it was. */
export async function tellRefused(event: RequestEvent, message: string | null): Promise<void> {
	const { actor } = event.locals;
	const running = app();
	await running.audit.record(
		{
			event: event.locals.refusedAs ?? 'refused',
			outcome: 'refused',
			actor: actorId(actor),
			actorName: actor.kind === 'public' ? null : actor.name,
			department: actor.kind === 'person' || actor.kind === 'source' ? actor.department : null,
			address: event.getClientAddress(),
			target: `${event.request.method} ${event.url.pathname}${shown(event.url)}`,
			purpose: actor.kind === 'person' ? (actor.grant?.purpose ?? null) : null,
			detail: message
		},
		running.now()
	);
}

/** A query as it may be written down: without secrets. */
function shown(url: URL): string {
	const query = new URLSearchParams(url.searchParams);
	query.delete('token');
	for (const name of [...query.keys()]) if (name.startsWith('x-sveltekit')) query.delete(name);
	return query.size ? `?${query}` : '';
}
