/** The person behind a request, in the process that serves. */
import { app } from '../../server/app.server';
import type { Database } from '../../server/database.server';
import type { Actor } from './actor';
import { createAuth, sessionOf, type Auth } from './auth.server';

let made: { database: Database; auth: Auth } | null = null;

/** better-auth on the running app's database. */
export function auth(): Auth {
	const { database, secret } = app();
	if (made?.database !== database) made = { database, auth: createAuth(database, secret) };
	return made.auth;
}

/** Null: nobody has signed in. */
export async function personOf(event: { request: Request }): Promise<Actor | null> {
	const person = await sessionOf(auth(), event.request.headers);
	return person && { kind: 'person', ...person };
}
