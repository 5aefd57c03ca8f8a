/** What no row tells, but time: reports that did not come, contradictions that stayed, systems that fell silent. */
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import { markConnected } from '../docking/writes.server';
import { findInconsistent, type Cursor } from './inconsistent.server';
import { findMissing, type Looked } from './missing.server';

/** How far each running core has looked. It is lost with the process: then all is looked at again, bit by bit. */
const progress = new WeakMap<Core, { missing: Looked; acts: Cursor }>();

/**
 * A step of the clock job, to be called every few seconds. Each run does a bounded part of what there is to do, so
 * that whatever was missed while nothing ran is caught up with. One process at a time; the others skip.
 */
export async function runClock(core: Core, ctx: Context): Promise<void> {
	await core.database.sql.begin(async (tx) => {
		const [lock] = await tx<{ mine: boolean }[]>`
			select pg_try_advisory_xact_lock(hashtext('anomalies'), ${Number(core.region)}) as mine`;
		if (!lock!.mine) return;
		const known = progress.get(core);
		const { missing, acts } = known ?? { missing: new Map(), acts: { seq: 0, restUntil: null } };
		if (!known) progress.set(core, { missing, acts });
		await findMissing(core, ctx, missing);
		await findInconsistent(core, ctx, acts);
		await markConnected(core, ctx);
	});
}
