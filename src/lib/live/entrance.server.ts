/** Who may join, and what they may watch. */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../domain/access/actor';
import { actorId, mayReadScope } from '../domain/access/actor';
import type { Auth } from '../domain/access/auth.server';
import { sessionOf } from '../domain/access/sessions.server';
import { findKey } from '../domain/access/keys.server';
import type { Core } from '../server/core.server';

/** A key in `auth.token`, a person's session, a screen's cookie, or nobody. */
export async function authenticateSocket(
	core: Core,
	auth: Auth,
	request: IncomingMessage,
	handshake: Record<string, unknown>,
	now: Date
): Promise<Actor> {
	const { access, region } = core;
	if (typeof handshake.token === 'string') {
		// A wrong key is not to pass for the person whose browser sent it.
		return (await findKey(access, region, handshake.token, now)) ?? { kind: 'public' };
	}
	const cookie = request.headers.cookie ?? '';
	// A page that stays open is nobody doing anything.
	const person = await sessionOf(core, auth, new Headers({ cookie }), { now, active: false });
	if (person) return person;
	const screen = /(?:^|; )screen=([^;]+)/.exec(cookie)?.[1];
	const key = screen && (await findKey(access, region, decodeURIComponent(screen), now));
	return key || { kind: 'public' };
}

/** Null where the actor may watch the topic; a refusal of somebody known is written down. */
export function refuseTopic(
	{ audit, region }: Pick<Core, 'audit' | 'region'>,
	actor: Actor,
	topic: string,
	now: Date
): string | null {
	const refused = refusalOf(actor, topic, region);
	if (refused === 'forbidden' && actor.kind !== 'public') {
		const who = { actor: actorId(actor), actorName: actor.name };
		// He is refused all the same where it cannot be written down.
		audit
			.record({ event: 'refused', outcome: 'refused', target: `watch ${topic}`, ...who }, now)
			.catch(() => {});
	}
	return refused;
}

function refusalOf(actor: Actor, topic: string, region: string): string | null {
	const [kind, of, code] = topic.split(':');
	if (of !== region) return 'not_found';
	if (kind === 'public') return null;
	if (actor.kind === 'person' && actor.first) return 'forbidden';
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
