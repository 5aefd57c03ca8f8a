/** What ended a moment ago: a session, an account's rights, a key. Whoever was asked before that is let in no more. */
import type { Actor } from '../domain/access/actor';
import type { Ending } from '../domain/access/endings.server';

/** Longer than anybody takes from being asked who he is to being let in. */
const JOINING_MS = 60_000;

export class Ended {
	/** When each ended, milliseconds of the monotonic clock. */
	#at = new Map<string, number>();

	add({ kind, id }: Ending): void {
		const now = performance.now();
		for (const [name, at] of this.#at) if (now - at > JOINING_MS) this.#at.delete(name);
		this.#at.set(`${kind} ${id}`, now);
	}

	/** Has this one ended since he was asked who he is? */
	holds({ actor, askedAt }: { actor: Actor; askedAt: number }): boolean {
		return namesOf(actor).some((name) => (this.#at.get(name) ?? -1) >= askedAt);
	}
}

function namesOf(actor: Actor): string[] {
	if (actor.kind === 'public') return [];
	if (actor.kind !== 'person') return [`key ${actor.key}`];
	return [`session ${actor.session}`, `user ${actor.id}`];
}
