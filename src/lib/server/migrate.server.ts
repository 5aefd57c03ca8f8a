/** Migrations, applied at start by the login user under an advisory lock. */
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { resolve } from 'node:path';
import type postgres from 'postgres';
import { APP_ROLE, openDatabase } from './database.server';

export class MigrationError extends Error {}

const LOCK = 140_603_001;

/**
 * Brings the schema up to date and makes the application's role. Safe to run from several processes at once.
 * @throws MigrationError with a sentence that says what to do.
 */
export async function migrate(url: string, folder = resolve('drizzle')): Promise<void> {
	const database = openDatabase(url, { max: 1, role: null });
	try {
		await requireVersion(database.sql);
		await database.sql`select pg_advisory_lock(${LOCK})`;
		await ensureRole(database.sql);
		await applyMigrations(drizzle({ client: database.sql }), { migrationsFolder: folder });
	} finally {
		await database.close();
	}
}

async function requireVersion(sql: postgres.Sql): Promise<void> {
	const [row] = await sql<{ version: string; number: number }[]>`
		select current_setting('server_version') as version, current_setting('server_version_num')::int as number`;
	if (row!.number < 150_000) {
		throw new MigrationError(`PostgreSQL ${row!.version} is too old: use version 15 or later.`);
	}
}

async function ensureRole(sql: postgres.Sql): Promise<void> {
	const [state] = await sql<{ made: boolean; member: boolean; login: string }[]>`
		select exists (select from pg_roles where rolname = ${APP_ROLE}) as made,
			coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = ${APP_ROLE}), false) as member,
			current_user as login`;
	const login = `"${state!.login.replaceAll('"', '""')}"`;
	const statements = [
		...(state!.made ? [] : [`create role ${APP_ROLE} nologin`]),
		...(state!.member ? [] : [`grant ${APP_ROLE} to ${login}`])
	];
	try {
		for (const statement of statements) await sql.unsafe(statement);
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw error;
		throw new MigrationError(
			`The database user ${state!.login} may not create roles. Have an administrator run: ${statements.join('; ')};`
		);
	}
}
