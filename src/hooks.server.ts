/** Who asks, what is refused, errors → status; starts and stops the application with the process. */
import type { Server } from 'node:http';
import {
	error as httpError,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { building } from '$app/environment';
import { refusalOf } from '$lib/domain/access/routes';
import { upgrade } from '$lib/live/hub.server';
import { startApp, stopApp } from '$lib/server/app.server';
import { readConfig, ConfigError } from '$lib/server/config.server';
import { HttpError, json, problemOf } from '$lib/server/http.server';
import {
	actorWithinLimits,
	admitScreen,
	refusedWords,
	tellRefused,
	underGrant
} from '$lib/server/request.server';

export const init: ServerInit = async () => {
	if (building) return;
	const { databaseUrl, region, secret, province } = readConfig(process.env);
	if (!databaseUrl || !secret) {
		throw new ConfigError('Start with `npm start`: it sets DATABASE_URL and COCKPIT_SECRET.');
	}
	// The start script owns the HTTP server; it tells us of it, and closes us before it.
	process.once('cockpit:server', (server: Server) => server.on('upgrade', upgrade));
	(globalThis as Record<symbol, unknown>)[Symbol.for('cockpit.close')] = stopApp;
	await startApp({ databaseUrl, region, secret, province });
};

/** It answers without asking who is there: it must also do so while the database is away. */
const UNASKED = ['/api/v1/health'];

const isApi = ({ url }: RequestEvent) => url.pathname.startsWith('/api/');

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.actor = { kind: 'public' };
	event.locals.refusal = null;
	// better-auth writes this down as the address of a session; a browser could say anything.
	event.request.headers.set('x-forwarded-for', event.getClientAddress());
	try {
		if (!UNASKED.includes(event.url.pathname)) {
			const actor = await actorWithinLimits(event);
			// A look under a grant is written down, and only once it is within the limits.
			event.locals.actor = actor.kind === 'person' ? await underGrant(event, actor) : actor;
		}
		const screen = await admitScreen(event);
		if (screen) {
			const to = withoutToken(event.url);
			const shut = screen === 'wrong' && event.locals.actor.kind === 'public';
			redirect(303, shut ? `/sign-in?${new URLSearchParams({ screen, to })}` : to);
		}
		const refused = event.route.id && refusalOf(event.locals.actor, event.route.id);
		if (refused) return await refuse(event, refused);
	} catch (error) {
		return failed(event, error);
	}
	const response = await resolve(event, {
		// Chinese pages name their fonts in the style sheet; the many subsets are fetched as they are needed.
		preload: ({ type }) => type === 'js' || type === 'css'
	});
	const { actor, refusal } = event.locals;
	if (refusal || (response.status === 403 && event.route.id !== '/refused')) {
		try {
			await tellRefused(event, refusal);
		} catch (error) {
			return failed(event, error);
		}
	}
	if (actor.kind !== 'public') response.headers.set('cache-control', 'private, no-store');
	return response;
};

/** Nobody known is shown the way in; somebody known is told, and it is written down. */
async function refuse(
	event: RequestEvent,
	refused: 'sign-in' | 'first' | 'forbidden'
): Promise<Response> {
	if (refused === 'sign-in') {
		if (isApi(event)) {
			throw new HttpError(401, 'unauthorized', '请登录，或以 Authorization: Bearer 提供密钥');
		}
		const to = event.request.method === 'GET' ? event.url.pathname + event.url.search : '/desk';
		redirect(303, `/sign-in?${new URLSearchParams({ to })}`);
	}
	if (refused === 'first') {
		if (isApi(event)) throw new HttpError(403, 'first', '请先登录网页，完成账号的首次设置');
		redirect(303, '/admin/account/first');
	}
	const message = refusedWords(event.locals.actor);
	await tellRefused(event, message);
	if (isApi(event)) throw new HttpError(403, 'forbidden', message);
	// A page asks for its data, a form is sent: the page that is open says it.
	if (event.isDataRequest || event.request.method !== 'GET') {
		httpError(403, { message, code: 'forbidden' });
	}
	const page = await event.fetch('/refused');
	return new Response(page.body, { status: 403, headers: page.headers });
}

function failed(event: RequestEvent, error: unknown): Response {
	// Kit's own: a redirect, an error page.
	if (!(error instanceof Error)) throw error;
	const { status, code, message, headers } = problemOf(error);
	if (isApi(event)) return json({ code, message }, { status, headers });
	// Not to the sign-in page: whoever it is will be known again when the database is back.
	httpError(status, { message, code });
}

function withoutToken(url: URL): string {
	const rest = new URLSearchParams(url.searchParams);
	rest.delete('token');
	return rest.size ? `${url.pathname}?${rest}` : url.pathname;
}

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status === 404) return { message };
	const problem = problemOf(error);
	return { message: problem.message, code: problem.code };
};
