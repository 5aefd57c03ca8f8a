/** The person behind a request, in the process that serves. */
import { app } from '../../server/app.server';
import type { Actor } from './actor';
import { sessionOf } from './auth.server';

/** Null: nobody has signed in. Throws when the database cannot be asked. */
export async function personOf(event: { request: Request }): Promise<Actor | null> {
	const person = await sessionOf(app().auth, event.request.headers);
	return person && { kind: 'person', ...person };
}
