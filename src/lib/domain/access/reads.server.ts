/** Accounts, keys and grants as whoever asks may see them: every query runs under his claims. */
import type { Sql } from '../../server/database.server';
import type { Role } from './roles';

export const PAGE = 30;

export interface PersonRow {
	id: string;
	username: string;
	name: string;
	role: Role;
	department: string | null;
	township: string | null;
	post: string | null;
	certificate: string | null;
	twoFactor: boolean;
	createdAt: Date;
	suspendedAt: Date | null;
	/** When a session of his was last used; null: he has none. */
	seenAt: Date | null;
}

/** Accounts by name; `after` continues a list. */
export async function listPeople(
	sql: Sql,
	{ text, role, after }: { text: string; role: string | null; after: string | null }
): Promise<{ rows: PersonRow[]; next: string | null; total: number }> {
	const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	const chosen = sql`
		(name ilike ${like} or username ilike ${like} or coalesce(post, '') ilike ${like})
		${role ? sql`and role = ${role}` : sql``}`;
	const [raw, counted] = await Promise.all([
		selectPeople(sql, sql`${chosen} ${after ? sql`and username > ${after}` : sql``}`, PAGE + 1),
		sql<{ n: number }[]>`select count(*)::int as n from "user" where ${chosen}`
	]);
	const rows = raw.slice(0, PAGE);
	return { rows, next: raw.length > PAGE ? rows.at(-1)!.username : null, total: counted[0]!.n };
}

/** One account; null where there is none in sight. */
export async function findPerson(sql: Sql, id: string): Promise<PersonRow | null> {
	const [row] = await selectPeople(sql, sql`id = ${id}`, 1);
	return row ?? null;
}

async function selectPeople(sql: Sql, where: ReturnType<Sql>, limit: number): Promise<PersonRow[]> {
	const rows = await sql`
		select id, username, name, role, department, township, post, certificate,
			coalesce(two_factor_enabled, false) as two_factor, created_at, suspended_at,
			(select max(s.updated_at) from session s where s.user_id = u.id) as seen_at
		from "user" u where ${where} order by username limit ${limit}`;
	const time = (value: string | null) => (value === null ? null : new Date(value));
	return rows.map((row) => ({
		...(row as unknown as PersonRow),
		twoFactor: row.two_factor,
		createdAt: new Date(row.created_at),
		suspendedAt: time(row.suspended_at),
		seenAt: time(row.seen_at)
	}));
}

export interface SessionRow {
	id: string;
	createdAt: Date;
	updatedAt: Date;
	address: string | null;
	userAgent: string | null;
}

/** The open sessions of an account in sight. */
export async function sessionsOf(sql: Sql, userId: string): Promise<SessionRow[]> {
	const rows = await sql`
		select id, created_at, updated_at, ip_address, user_agent from session
		where user_id = ${userId} order by updated_at desc limit 50`;
	return rows.map((row) => ({
		id: row.id,
		createdAt: new Date(row.created_at),
		updatedAt: new Date(row.updated_at),
		address: row.ip_address,
		userAgent: row.user_agent
	}));
}

export interface KeyRow {
	/** The first digits of its hash: they tell two of one name apart. */
	mark: string;
	kind: 'source' | 'reader' | 'screen';
	name: string;
	datasets: string[];
	department: string | null;
	createdAt: Date;
	expiresAt: Date | null;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
}

/** Keys, those that hold first. */
export async function readKeys(sql: Sql): Promise<KeyRow[]> {
	const rows = await sql`
		select left(hash, 8) as mark, kind, name, datasets, department, created_at, expires_at, last_used_at, revoked_at
		from access_key order by revoked_at is not null, kind, name, created_at limit 500`;
	const time = (value: string | null) => (value === null ? null : new Date(value));
	return rows.map((row) => ({
		...(row as unknown as KeyRow),
		createdAt: new Date(row.created_at),
		expiresAt: time(row.expires_at),
		lastUsedAt: time(row.last_used_at),
		revokedAt: time(row.revoked_at)
	}));
}

export interface GrantRow {
	id: string;
	provider: string;
	grantee: string;
	purpose: string;
	exportable: boolean;
	createdAt: Date;
	expiresAt: Date;
	revokedAt: Date | null;
}

/** Grants in sight, the latest first: those that a department has given, or those that it may use. `next` continues. */
export async function readGrants(
	sql: Sql,
	side: 'provider' | 'grantee',
	{ department, after }: { department: string; after: string | null }
): Promise<{ rows: GrantRow[]; next: string | null }> {
	const raw = await sql`
		select id, provider, grantee, purpose, exportable, created_at, expires_at, revoked_at
		from data_use_grant where ${sql(side)} = ${department}
			${after ? sql`and (created_at, id) < (select created_at, id from data_use_grant where id = ${after})` : sql``}
		order by created_at desc, id desc limit ${PAGE + 1}`;
	const rows = raw.slice(0, PAGE).map((row) => ({
		...(row as unknown as GrantRow),
		createdAt: new Date(row.created_at),
		expiresAt: new Date(row.expires_at),
		revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at)
	}));
	return { rows, next: raw.length > PAGE ? rows.at(-1)!.id : null };
}
