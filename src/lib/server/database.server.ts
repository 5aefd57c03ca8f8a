/** One driver and one dialect everywhere: postgres.js, with Drizzle over it. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** Each kind of work under a role of its own; what each may see is in `drizzle/0003_rows.sql`. */
export const ROLES = {
	/** The doors: records and entries. It cannot change or delete an entry of the ledger. */
	app: 'cockpit_app',
	/** Reads everything for the sums; writes only checkpoints. */
	fold: 'cockpit_fold',
	/** Accounts, sessions, keys, grants. */
	access: 'cockpit_access',
	/** Persons and keys that read: only what their claims name (`rows.server.ts`). */
	reader: 'cockpit_reader',
	/** What is published. */
	public: 'cockpit_public'
} as const;

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

export function openDatabase(url: string, { max = 10, role = ROLES.app }: Options = {}): Database {
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
