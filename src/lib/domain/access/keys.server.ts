/** Keys of source systems, readers and screens: shown once when made, kept as sha256 alone. */
import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../server/database.server';
import type { Actor } from './actor';
import { accessKey } from './tables.server';

export type KeyKind = 'source' | 'reader' | 'screen';

/** A key in a log or a mail says by its first letters what it opens. */
const PREFIX: Record<KeyKind, string> = { source: 'src_', reader: 'rdr_', screen: 'scr_' };
/** 32 bytes in base64url are 43 characters. */
const TOKEN = /^(src|rdr|scr)_[\w-]{43}$/;

export interface NewKey {
	kind: KeyKind;
	name: string;
	/** Empty: all of them. */
	datasets?: string[];
	/** Null: all of them. */
	department?: string | null;
	now: Date;
}

/** A second key of one name replaces none: both hold until the older is revoked. */
export async function createKey(
	{ orm }: Database,
	region: string,
	{ kind, name, datasets = [], department = null, now }: NewKey
): Promise<string> {
	const token = PREFIX[kind] + randomBytes(32).toString('base64url');
	await orm
		.insert(accessKey)
		.values({ region, hash: hashOf(token), kind, name, datasets, department, createdAt: now });
	return token;
}

/** Whom a token speaks for; null for one that is unknown or revoked. */
export async function findKey(
	{ orm }: Database,
	region: string,
	token: string
): Promise<Actor | null> {
	if (!TOKEN.test(token)) return null;
	const [key] = await orm
		.select()
		.from(accessKey)
		.where(
			and(
				eq(accessKey.region, region),
				eq(accessKey.hash, hashOf(token)),
				isNull(accessKey.revokedAt)
			)
		);
	if (!key) return null;
	const { kind, name, datasets, department } = key;
	return kind === 'source' ? { kind, name, datasets, department } : { kind, name };
}

/** The keys that hold, oldest first. `mark` are the first digits of the hash: it tells two of one name apart. */
export async function listKeys({ orm }: Database, region: string) {
	const keys = await orm
		.select()
		.from(accessKey)
		.where(and(eq(accessKey.region, region), isNull(accessKey.revokedAt)))
		.orderBy(asc(accessKey.createdAt), asc(accessKey.hash));
	return keys.map((key) => ({ ...key, mark: key.hash.slice(0, 8) }));
}

/**
 * Ends the keys of a name; with `keepNewest`, all but the newest, which ends a rotation.
 * @returns how many ended.
 */
export async function revokeKeys(
	database: Database,
	region: string,
	{ kind, name, keepNewest, now }: { kind: KeyKind; name: string; keepNewest: boolean; now: Date }
): Promise<number> {
	const held = (await listKeys(database, region)).filter((k) => k.kind === kind && k.name === name);
	const ending = keepNewest ? held.slice(0, -1) : held;
	for (const { hash } of ending) {
		await database.orm
			.update(accessKey)
			.set({ revokedAt: now })
			.where(and(eq(accessKey.region, region), eq(accessKey.hash, hash)));
	}
	return ending.length;
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
