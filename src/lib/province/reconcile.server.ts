/** Counts of the records at both ends, as of the same entry. */
import { asOf } from '../ledger/versions.server';
import type { Core } from '../server/core.server';
import type { Counts } from './message';
import { SHEETS } from './rows.server';

export type Compared = Record<string, { ours: number; theirs: number }>;

/** Keeps what the other end holds beside what we hold as of its own entry. @returns tables that differ */
export async function reconcile(core: Core, theirs: Counts, now: Date): Promise<string[]> {
	const counts: Compared = Object.fromEntries(
		await Promise.all(
			SHEETS.map(async ({ table, type }) => {
				const { sql } = core.fold;
				const [row] = await sql<{ n: number }[]>`
					select count(*)::int as n from ${asOf(sql, type, core.region, theirs.upTo)} v
					where not v.withdrawn`;
				return [table, { ours: row!.n, theirs: theirs.counts[table] ?? 0 }] as const;
			})
		)
	);
	// What it holds under a name that is not ours is a difference too.
	for (const [table, n] of Object.entries(theirs.counts)) {
		counts[table] ??= { ours: 0, theirs: n };
	}
	const { sql } = core.database;
	await sql`
		insert into province_reconciliation (region, at, up_to, counts)
		values (${core.region}, ${now.toISOString()}, ${theirs.upTo}, ${JSON.stringify(counts)}::text::jsonb)
		on conflict (region, at) do update set up_to = excluded.up_to, counts = excluded.counts`;
	return differing(counts);
}

export const differing = (counts: Compared): string[] =>
	Object.keys(counts).filter((table) => counts[table]!.ours !== counts[table]!.theirs);

export async function lastReconciled({ database, region }: Core): Promise<Date | null> {
	const [row] = await database.sql<{ at: string }[]>`
		select at from province_reconciliation where region = ${region} order by at desc limit 1`;
	return row ? new Date(row.at) : null;
}
