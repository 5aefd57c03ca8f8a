/** Migrations, applied at start by the login user under an advisory lock. */
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { resolve } from 'node:path';
import type postgres from 'postgres';
import { openDatabase, ROLES } from './database.server';

export class MigrationError extends Error {}

const LOCK = 140_603_001;

/**
 * Brings the schema up to date and makes the roles. Safe to run from several processes at once.
 * @throws MigrationError with a sentence that says what to do.
 */
export async function migrate(url: string, folder = resolve('drizzle')): Promise<void> {
	const database = openDatabase(url, { max: 1, role: null });
	try {
		await requireVersion(database.sql);
		await database.sql`select pg_advisory_lock(${LOCK})`;
		await ensureRoles(database.sql);
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

async function ensureRoles(sql: postgres.Sql): Promise<void> {
	const names = Object.values(ROLES);
	const states = await sql<{ name: string; made: boolean; member: boolean; login: string }[]>`
		select name, r.oid is not null as made, coalesce(pg_has_role(current_user, r.oid, 'member'), false) as member,
			current_user as login
		from unnest(${names}::text[]) name left join pg_roles r on r.rolname = name`;
	const statements = states.flatMap(({ name, made, member, login }) => [
		...(made ? [] : [`create role ${name} nologin`]),
		...(member ? [] : [`grant ${name} to "${login.replaceAll('"', '""')}"`])
	]);
	try {
		for (const statement of statements) await sql.unsafe(statement);
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw error;
		throw new MigrationError(
			`The database user ${states[0]!.login} may not create roles. Have an administrator run: ${statements.join('; ')};`
		);
	}
}
