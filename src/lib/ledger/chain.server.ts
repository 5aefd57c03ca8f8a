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
 * RFC 8785, without the names that are left out. Rows are mostly flat, which JSON.stringify writes as that demands:
 * so little is left to the library, and a row takes a third of the time (docs/decisions/2026-11-23-what-ingest-costs.md).
 */
export function canonical(
	row: object,
	isLeftOut?: (name: string, value: unknown) => boolean
): string {
	const values = row as Record<string, unknown>;
	const members: string[] = [];
	for (const name of Object.keys(values).sort()) {
		const value = values[name];
		if (isLeftOut?.(name, value)) continue;
		const isDeep = typeof value === 'object' && !(value instanceof Date);
		const written = isDeep ? canonicalize(value) : JSON.stringify(value);
		if (written !== undefined) members.push(nameOf(name) + written);
	}
	return `{${members.join()}}`;
}

/** There are few names: each is written once. */
const names = new Map<string, string>();
function nameOf(name: string): string {
	let written = names.get(name);
	if (!written) names.set(name, (written = `${JSON.stringify(name)}:`));
	return written;
}

/**
 * sha256 of a record version, sealed fields as stored. `seq` belongs to the entry and is left out, and so is
 * what is null: a column added later leaves old digests valid.
 */
export const digestOf = (row: object): string =>
	sha256(canonical(row, (name, value) => value === null || name === 'seq'));

/** `hash = sha256(previous hash ‖ canonical entry)`, the entry without its hash: its names stand in their order. */
export function hashOf(previous: string, entry: Omit<Entry, 'hash'>): string {
	const { actor, at, department, digest, key, kind, region, seq, source, v } = entry;
	const plain = { actor, at, department, digest, key, kind, region, seq, source, v };
	return sha256(previous + JSON.stringify(plain));
}
