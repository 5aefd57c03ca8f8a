/**
 * Reading as somebody: a transaction under a role that sees only what its claims name. Every page and every call of
 * the API reads records through here; the policies are in `drizzle/0003_rows.sql`.
 */
import { sql as text } from 'drizzle-orm';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { claimsOf, type Actor, type Claims } from '../domain/access/actor';
import { openDatabase, ROLES, type Sql } from './database.server';

/** What a query builder can run on: the database, or a transaction of it. */
export type AnyOrm = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

export class Rows {
	#reader;
	#public;

	constructor(
		url: string,
		private readonly region: string
	) {
		this.#reader = openDatabase(url, { max: 8, role: ROLES.reader });
		// Of their own: however many strangers come, the desks are served.
		this.#public = openDatabase(url, { max: 4, role: ROLES.public });
	}

	/** Runs `work` in a read-only transaction that sees what this actor may see at this time. */
	as<T>(actor: Actor, now: Date, work: (sql: Sql) => Promise<T>): Promise<T> {
		const claims = claimsOf(actor, this.region, now);
		return this.#reader.sql.begin('read only', async (tx) => {
			await tx`select set_config('cockpit.claims', ${JSON.stringify(claims)}, true)`;
			return work(tx);
		}) as Promise<T>;
	}

	/** As the public on `today` (`2026-11-23`, Shanghai): what is published, and no more. */
	publicly<T>(today: string, work: (orm: AnyOrm) => Promise<T>): Promise<T> {
		const claims: Partial<Claims> = { region: this.region, today };
		return this.#public.orm.transaction(
			async (tx) => {
				await tx.execute(
					text`select set_config('cockpit.claims', ${JSON.stringify(claims)}, true)`
				);
				return work(tx);
			},
			{ accessMode: 'read only' }
		);
	}

	async close(): Promise<void> {
		await Promise.all([this.#reader.close(), this.#public.close()]);
	}
}
