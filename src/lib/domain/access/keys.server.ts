/** Keys of source systems, readers and screens: shown once when made, kept as sha256 alone. */
import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
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
	/** Null: until it is revoked. */
	expiresAt?: Date | null;
	/** The account of who makes it; null: the command line. */
	createdBy?: string | null;
	/** Drawn before, where its mark had to be known. */
	token?: string;
	now: Date;
}

/** `mark`: the first digits of its hash. They tell two keys of one name apart, and open nothing. */
export function drawToken(kind: KeyKind): { token: string; mark: string } {
	const token = PREFIX[kind] + randomBytes(32).toString('base64url');
	return { token, mark: markOf(hashOf(token)) };
}

/** A key's last use is written down so often. */
const TOUCH_MS = 60_000;

/** A second key of one name replaces none: both hold until the older is revoked. */
export async function createKey(
	{ orm }: Database,
	region: string,
	{
		kind,
		name,
		datasets = [],
		department = null,
		expiresAt = null,
		createdBy = null,
		token = drawToken(kind).token,
		now
	}: NewKey
): Promise<string> {
	await orm.insert(accessKey).values({
		region,
		hash: hashOf(token),
		kind,
		name,
		datasets,
		department,
		createdAt: now,
		createdBy,
		expiresAt
	});
	return token;
}

/** Whom a token speaks for; null for one that is unknown, revoked or past its day. */
export async function findKey(
	{ orm }: Database,
	region: string,
	token: string,
	now: Date
): Promise<Actor | null> {
	if (!TOKEN.test(token)) return null;
	const found = and(eq(accessKey.region, region), eq(accessKey.hash, hashOf(token)));
	const [key] = await orm
		.select()
		.from(accessKey)
		.where(and(found, keyHolds(now)));
	if (!key) return null;
	if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > TOUCH_MS) {
		await orm.update(accessKey).set({ lastUsedAt: now }).where(found);
	}
	const { kind, name, datasets, department, hash } = key;
	return kind === 'source'
		? { kind, name, datasets, department, key: hash }
		: { kind, name, key: hash };
}

/** Why `findKey` found none. Told to whoever holds the whole token: nobody guesses 32 bytes. */
export async function whyRefused(
	{ orm }: Database,
	region: string,
	token: string,
	now: Date
): Promise<'unknown' | 'revoked' | 'expired'> {
	const [key] = await orm
		.select()
		.from(accessKey)
		.where(and(eq(accessKey.region, region), eq(accessKey.hash, hashOf(token))));
	if (key?.revokedAt) return 'revoked';
	return key?.expiresAt && key.expiresAt <= now ? 'expired' : 'unknown';
}

/** The condition on `access_key`: neither revoked nor past its day. */
export const keyHolds = (now: Date) =>
	and(isNull(accessKey.revokedAt), or(isNull(accessKey.expiresAt), gt(accessKey.expiresAt, now)));

/** The newest key of a name that holds; null where there is none. */
export async function heldKey(
	database: Database,
	region: string,
	{ kind, name }: { kind: KeyKind; name: string },
	now: Date
) {
	const keys = (await listKeys(database, region)).filter(
		(key) => key.kind === kind && key.name === name && !(key.expiresAt && key.expiresAt <= now)
	);
	return keys.at(-1) ?? null;
}

/** The keys that were not revoked, oldest first. */
export async function listKeys({ orm }: Database, region: string) {
	const keys = await orm
		.select()
		.from(accessKey)
		.where(and(eq(accessKey.region, region), isNull(accessKey.revokedAt)))
		.orderBy(asc(accessKey.createdAt), asc(accessKey.hash));
	return keys.map((key) => ({ ...key, mark: markOf(key.hash) }));
}

const markOf = (hash: string): string => hash.slice(0, 8);

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
