/** The root of each day: the last entry of each ledger, kept and printed on the public board. */
import { FIRST_HASH } from '../../ledger/chain.server';
import type { Root } from '../../ledger/verify.server';
import { dateOf, dayOf, startOfDay } from '../../metrics/period';
import type { Core } from '../../server/core.server';
import type { AnyOrm } from '../../server/rows.server';
import { auditRegion } from '../access/actor';
import { rootsOf } from './reads.server';
import { dayRoot } from './tables.server';

/** A change that began before midnight may still be under way: it carries the time of its beginning. */
const SETTLED_MS = 60_000;

/** Keeps the roots of the days that are over and have none: since the last that has one, else of yesterday. */
export async function keepRoots(
	core: Pick<Core, 'database' | 'fold' | 'region'>,
	now: Date
): Promise<void> {
	const yesterday = dayOf(new Date(now.getTime() - SETTLED_MS)) - 1;
	for (const ledger of [core.region, auditRegion(core.region)]) {
		const [last] = await rootsOf(core.fold.orm, ledger, 1);
		const from = last ? dayOf(new Date(`${last.day}T00:00:00+08:00`)) + 1 : yesterday;
		for (let day = from; day <= yesterday; day++) {
			const root = await lastBefore(core, ledger, startOfDay(day + 1));
			// Another process may have been first.
			await core.database.orm
				.insert(dayRoot)
				.values({ ledger, day: dateOf(startOfDay(day)), ...root })
				.onConflictDoNothing();
		}
	}
}

async function lastBefore(
	{ fold }: Pick<Core, 'fold'>,
	ledger: string,
	end: Date
): Promise<{ seq: number; hash: string }> {
	const [row] = await fold.sql<{ seq: string; hash: string }[]>`
		select seq, hash from ledger_entry
		where region = ${ledger} and at < ${end.toISOString()} order by at desc, seq desc limit 1`;
	return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: FIRST_HASH };
}

/** All that a verification compares the ledger with, the first day first. */
export async function printedRoots(orm: AnyOrm, ledger: string): Promise<Root[]> {
	const roots = await rootsOf(orm, ledger, 100_000);
	return roots.reverse().map(({ day, seq, hash }) => ({ seq, hash, where: `printed on ${day}` }));
}
