/** Who may join, and what they may watch. */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../domain/access/actor';
import { mayReadScope } from '../domain/access/actor';
import { sessionOf, type Auth } from '../domain/access/auth.server';
import { findKey } from '../domain/access/keys.server';
import type { Core } from '../server/core.server';

/** A key in `auth.token`, a person's session, a screen's cookie, or nobody. */
export async function authenticateSocket(
	{ core, auth }: { core: Core; auth: Auth },
	request: IncomingMessage,
	handshake: Record<string, unknown>
): Promise<Actor> {
	const { database, region } = core;
	if (typeof handshake.token === 'string') {
		// A wrong key is not to pass for the person whose browser sent it.
		return (await findKey(database, region, handshake.token)) ?? { kind: 'public' };
	}
	const cookie = request.headers.cookie ?? '';
	const person = await sessionOf(auth, new Headers({ cookie }));
	if (person) return { kind: 'person', ...person };
	const screen = /(?:^|; )screen=([^;]+)/.exec(cookie)?.[1];
	return (
		(screen && (await findKey(database, region, decodeURIComponent(screen)))) || { kind: 'public' }
	);
}

/** Null where the actor may watch the topic. */
export function refusalOf(actor: Actor, topic: string, region: string): string | null {
	const [kind, of, code] = topic.split(':');
	if (of !== region) return 'not_found';
	if (kind === 'public') return null;
	if (actor.kind === 'screen') return kind === 'wall' ? null : 'forbidden';
	const scope = kind === 'department' || kind === 'township' ? `${kind}:${code}` : 'district';
	return mayReadScope(actor, scope) ? null : 'forbidden';
}

/** A browser says where it comes from; another page may not open our socket in its name. */
export function sameOrigin({ headers }: IncomingMessage): boolean {
	if (!headers.origin) return true;
	const allowed = process.env.ORIGIN ? new URL(process.env.ORIGIN).host : headers.host;
	return URL.canParse(headers.origin) && new URL(headers.origin).host === allowed;
}
