/** One driver and one dialect everywhere: postgres.js, with Drizzle over it. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The application's role: it cannot change or delete an entry of the ledger. */
export const APP_ROLE = 'cockpit_app';

export type Orm = PostgresJsDatabase<Record<string, never>>;
/** A connection or a transaction: whatever can run SQL. */
export type Sql = postgres.Sql | postgres.TransactionSql;

export interface Database {
	sql: postgres.Sql;
	orm: Orm;
	close(): Promise<void>;
}

interface Options {
	/** Connections at most. */
	max?: number;
	/** Null: as the login user itself (migrations, tests that tamper). */
	role?: string | null;
}

export function openDatabase(url: string, { max = 10, role = APP_ROLE }: Options = {}): Database {
	const sql = postgres(url, {
		max,
		onnotice: () => {},
		connect_timeout: 5,
		backoff: (attempts) => Math.min(0.1 * 2 ** attempts, 1),
		connection: {
			application_name: 'cockpit',
			TimeZone: 'UTC',
			...(role ? { role } : {})
		}
	});
	// Drizzle sets parsers of its own on the client it is given: times go out and come in as text there.
	const orm = drizzle({ client: sql, casing: 'snake_case' });
	return { sql, orm, close: () => sql.end({ timeout: 5 }) };
}
