/** Who may join, and what they may watch. */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../domain/access/actor';
import { mayReadScope } from '../domain/access/actor';
import { sessionOf, type Auth } from '../domain/access/auth.server';
import { findKey } from '../domain/access/keys.server';
import type { Core } from '../server/core.server';

/** A key in `auth.token`, a screen's cookie, a person's session, or nobody. */
export async function authenticateSocket(
	{ core, auth }: { core: Core; auth: Auth },
	request: IncomingMessage,
	handshake: Record<string, unknown>
): Promise<Actor> {
	const cookie = request.headers.cookie ?? '';
	const token =
		typeof handshake.token === 'string' ? handshake.token : /(?:^|; )screen=([^;]+)/.exec(cookie)?.[1];
	if (token) {
		const actor = await findKey(core.database, core.region, decodeURIComponent(token));
		if (actor) return actor;
	}
	const person = await sessionOf(auth, new Headers({ cookie }));
	return person ? { kind: 'person', ...person } : { kind: 'public' };
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
