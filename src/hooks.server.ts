/** Session → locals, errors → status; starts and stops the application with the process. */
import type { Server } from 'node:http';
import {
	error as httpError,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit';
import { building } from '$app/environment';
import type { Actor } from '$lib/domain/access/actor';
import { findKey } from '$lib/domain/access/keys.server';
import { personOf } from '$lib/domain/access/person.server';
import { upgrade } from '$lib/live/hub.server';
import { app, startApp, stopApp } from '$lib/server/app.server';
import { readConfig, ConfigError } from '$lib/server/config.server';
import { json, problemOf } from '$lib/server/http.server';
import type { RequestEvent } from '@sveltejs/kit';

export const init: ServerInit = async () => {
	if (building) return;
	const { databaseUrl, region, secret } = readConfig(process.env);
	if (!databaseUrl || !secret) {
		throw new ConfigError('Start with `npm start`: it sets DATABASE_URL and COCKPIT_SECRET.');
	}
	// The start script owns the HTTP server; it tells us of it, and closes us before it.
	process.once('cockpit:server', (server: Server) => server.on('upgrade', upgrade));
	(globalThis as Record<symbol, unknown>)[Symbol.for('cockpit.close')] = stopApp;
	await startApp({ databaseUrl, region, secret });
};

const BEARER = /^Bearer\s+(\S+)$/i;

/** A key in the header, a person's session, a screen's cookie, or nobody. */
async function actorOf(event: RequestEvent): Promise<Actor> {
	const { database, region } = app();
	const bearer = BEARER.exec(event.request.headers.get('authorization') ?? '')?.[1];
	// A wrong key is not to pass for the person whose browser sent it.
	if (bearer) return (await findKey(database, region, bearer)) ?? { kind: 'public' };
	// Whoever signs in at a browser that once was a screen is that person.
	const person = await personOf(event);
	if (person) return person;
	const screen = event.cookies.get('screen');
	return (screen && (await findKey(database, region, screen))) || { kind: 'public' };
}

/** These answer without asking who is there: they must also work while the database is away. */
const ANYONE = ['/api/v1/health', '/api/v1/openapi.json'];

export const handle: Handle = async ({ event, resolve }) => {
	try {
		event.locals.actor = ANYONE.includes(event.url.pathname)
			? { kind: 'public' }
			: await actorOf(event);
	} catch (error) {
		const { status, code, message, headers } = problemOf(error);
		if (event.url.pathname.startsWith('/api/')) return json({ code, message }, { status, headers });
		// Not to the sign-in page: whoever it is will be known again when the database is back.
		httpError(status, { message, code });
	}
	return resolve(event, {
		// Chinese pages name their fonts in the style sheet; the many subsets are fetched as they are needed.
		preload: ({ type }) => type === 'js' || type === 'css'
	});
};

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status === 404) return { message };
	const problem = problemOf(error);
	return { message: problem.message, code: problem.code };
};
