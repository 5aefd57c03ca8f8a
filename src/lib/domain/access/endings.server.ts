/**
 * What ends while somebody is connected: a session, an account's rights, a key. The database tells of it (triggers of
 * `drizzle/0003_rows.sql`), whoever did it and wherever; and every few seconds it is looked up, should a notice be lost.
 */
import { and, eq, inArray } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import type { Actor } from './actor';
import { keyHolds } from './keys.server';
import { sessionHolds } from './sessions.server';
import { accessKey, session } from './tables.server';

const CHANNEL = 'access_ended';
const LOOK_MS = 15_000;
/** A database that was away when this began is asked again. */
const AGAIN_MS = 2_000;

export interface Ending {
	kind: 'session' | 'user' | 'key';
	id: string;
}

interface Options {
	core: Core;
	/** Closes whatever this one had open. */
	end(ending: Ending): void;
	/** Who is connected. */
	connected(): Actor[];
	now(): Date;
}

export class Endings {
	#timer: ReturnType<typeof setInterval>;
	#unlisten: (() => void) | null = null;
	#closed = false;

	constructor(private readonly options: Options) {
		this.#listen();
		this.#timer = setInterval(() => void this.#look(), LOOK_MS);
	}

	close(): void {
		this.#closed = true;
		clearInterval(this.#timer);
		this.#unlisten?.();
	}

	/** postgres.js listens again by itself after a lost connection; what was told meanwhile is looked up. */
	#listen(): void {
		const { access, privacy } = this.options.core;
		const again = () => {
			privacy.forget(null);
			void this.#look();
		};
		access.sql
			.listen(CHANNEL, (text) => this.#heard(text), again)
			.then(
				({ unlisten }) => {
					this.#unlisten = () => void unlisten().catch(() => {});
					if (this.#closed) this.#unlisten();
				},
				() => setTimeout(() => void (this.#closed || this.#listen()), AGAIN_MS).unref()
			);
	}

	#heard(text: string): void {
		const at = text.indexOf(' ');
		const [kind, id] = [text.slice(0, at), text.slice(at + 1)];
		if (kind === 'privacy') this.options.core.privacy.forget(id);
		else if (kind === 'session' || kind === 'user' || kind === 'key')
			this.options.end({ kind, id });
	}

	/** Sessions that are gone or idle too long, keys that no longer hold. A database that is away ends nobody. */
	async #look(): Promise<void> {
		const actors = this.options.connected();
		const of = <K extends Actor['kind']>(...kinds: K[]) =>
			actors.filter((actor): actor is Extract<Actor, { kind: K }> =>
				kinds.includes(actor.kind as K)
			);
		const sessions = new Set(of('person').map((actor) => actor.session));
		const keys = new Set(of('source', 'reader', 'screen').map((actor) => actor.key));
		try {
			const [live, held] = await Promise.all([
				this.#sessions([...sessions]),
				this.#keys([...keys])
			]);
			for (const id of sessions) if (!live.has(id)) this.options.end({ kind: 'session', id });
			for (const id of keys) if (!held.has(id)) this.options.end({ kind: 'key', id });
		} catch {
			// The next look comes.
		}
	}

	async #sessions(ids: string[]): Promise<Set<string>> {
		if (ids.length === 0) return new Set();
		const { core, now } = this.options;
		const [holds, rows] = await Promise.all([
			sessionHolds(core, now()),
			core.access.orm.select().from(session).where(inArray(session.id, ids))
		]);
		return new Set(rows.filter(holds).map(({ id }) => id));
	}

	async #keys(hashes: string[]): Promise<Set<string>> {
		if (hashes.length === 0) return new Set();
		const { core, now } = this.options;
		const rows = await core.access.orm
			.select({ hash: accessKey.hash })
			.from(accessKey)
			.where(
				and(eq(accessKey.region, core.region), inArray(accessKey.hash, hashes), keyHolds(now()))
			);
		return new Set(rows.map(({ hash }) => hash));
	}
}

/** For a process without sockets: data keys that are erased are no longer at hand there. @returns how to stop */
export async function listenForErasures({ access, privacy }: Core): Promise<() => void> {
	const { unlisten } = await access.sql.listen(
		CHANNEL,
		(text) => {
			if (text.startsWith('privacy ')) privacy.forget(text.slice('privacy '.length));
		},
		() => privacy.forget(null)
	);
	return () => void unlisten().catch(() => {});
}
