/** Whoever is connected, and what the hub must be told to serve him. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import type { Actor } from '../domain/access/actor';
import type { Composer } from './composer.server';
import type { ClientToServer, ServerToClient, Snapshot } from './protocol';

/** Who is at the other end, and when he was asked (monotonic). */
export interface Known {
	actor: Actor;
	askedAt: number;
}
export type Live = Socket<ClientToServer, ServerToClient, Record<string, never>, Known>;

export interface Options {
	composer: Composer;
	/** Who is at the other end; throws when it cannot be told. */
	authenticate(request: IncomingMessage, auth: Record<string, unknown>): Promise<Actor>;
	/** Null where the actor may watch the topic, else why not. */
	refusal(actor: Actor, topic: string): string | null;
	asOf(): Snapshot['asOf'];
	now(): Date;
	/** The time of the figures: whole seconds, never before the last entry. */
	t(): Date;
	/** Sockets from one address that belong to nobody signed in. */
	publicLimit: number;
}
