/** Digests and the hash chain. Canonical JSON is RFC 8785. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const ENTRY_VERSION = 1;
export const FIRST_HASH = '0'.repeat(64);

export interface Entry {
	region: string;
	seq: number;
	/** ISO with milliseconds. Never goes back. */
	at: string;
	v: number;
	kind: string;
	key: string;
	department: string;
	actor: string;
	source: string;
	digest: string;
	hash: string;
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

/**
 * sha256 of a record version, sealed fields as stored. `seq` belongs to the entry and is left out, and so is
 * what is null: a column added later leaves old digests valid.
 */
export function digestOf(row: object): string {
	const plain: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(row)) {
		if (value === null || value === undefined || name === 'seq') continue;
		plain[name] = value instanceof Date ? value.toISOString() : value;
	}
	return sha256(canonicalize(plain)!);
}

/** `hash = sha256(previous hash ‖ canonical entry)`, the entry without its hash. */
export function hashOf(previous: string, entry: Omit<Entry, 'hash'>): string {
	const { region, seq, at, v, kind, key, department, actor, source, digest } = entry;
	const plain = { region, seq, at, v, kind, key, department, actor, source, digest };
	return sha256(previous + canonicalize(plain)!);
}
