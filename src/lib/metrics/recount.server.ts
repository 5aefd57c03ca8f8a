/** The independent count: SQL over the record versions, knowing neither facts nor the fold. */
import type postgres from 'postgres';
import type { Sql } from '../server/database.server';
import { asOf } from '../ledger/versions.server';
import type { RecordType } from '../ledger/type.server';
import type { Period } from './period';

export interface Question {
	region: string;
	scope: string;
	period: Period;
	/** As of this entry, at this time. */
	n: number;
	t: Date;
}

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Which versions of a type satisfy a measure: written by hand in the module that owns the type. */
export interface Recount {
	type: RecordType;
	where(sql: Sql, question: Question): Fragment;
}

export interface Counted {
	n: number;
	/** 16 hex digits, as the fold writes it. */
	digest: string;
}

const MODULUS = 1n << 64n;

export async function recount(sql: Sql, recounts: Recount[], question: Question): Promise<Counted> {
	const { region, scope, n } = question;
	let count = 0;
	let digest = 0n;
	const results = await Promise.all(
		recounts.map(
			({ type, where }) => sql<{ n: number; digest: string | null }[]>`
				select count(*)::int as n,
					sum(('x' || left(encode(sha256(convert_to(v.key, 'UTF8')), 'hex'), 16))::bit(64)::bigint) as digest
				from ${asOf(sql, type, region, n)} v
				where not v.withdrawn and ${inScope(sql, scope)} and ${where(sql, question)}`
		)
	);
	for (const [row] of results) {
		count += row!.n;
		digest += BigInt(row!.digest ?? 0);
	}
	// bigint is signed in PostgreSQL; both readings agree mod 2^64.
	digest = ((digest % MODULUS) + MODULUS) % MODULUS;
	return { n: count, digest: digest.toString(16).padStart(16, '0') };
}

function inScope(sql: Sql, scope: string): Fragment {
	const [kind, code = ''] = scope.split(':');
	if (kind === 'department') return sql`v.department = ${code}`;
	if (kind === 'township') {
		return code === 'none' ? sql`v.township is null` : sql`v.township = ${code}`;
	}
	return sql`true`;
}
