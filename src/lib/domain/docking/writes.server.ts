/** 系统对接: is a system connected? Its key's receipts say. */
import { change } from '../../ledger/change.server';
import type { Context } from '../../ledger/record';
import { presentOf } from '../../ledger/versions.server';
import { dateOf, DAY_MS } from '../../metrics/period';
import type { Core } from '../../server/core.server';
import type { Sql } from '../../server/database.server';
import { types } from '../types.server';
import type { SystemRecord } from './model';

/** Longer than any system may be silent. */
const LONGEST_DAYS = 367;

/** Part of the clock job: systems heard within their days are connected, others are not. */
export async function markConnected(core: Core, ctx: Context): Promise<void> {
	if ((await flipping(core.database.sql, ctx)).size === 0) return;
	await change(core.database.sql, core.wake, ctx, async (tx) => {
		const heard = await flipping(tx, ctx);
		const systems = await presentOf<SystemRecord>(tx, types.system, ctx.region, [...heard.keys()]);
		return [...systems.values()].map(({ seq: _, ...system }) => {
			const connected = !system.connected;
			// The version number is its source's: this leaves it alone.
			const row = { ...system, connected, connectedSince: connected ? ctx.now : null };
			const verb = connected ? 'connected' : 'disconnected';
			return { type: types.system, row: row as SystemRecord, verb, replaces: true };
		});
	});
}

/** Keys of the systems that are not as their receipts say. */
async function flipping(sql: Sql, { region, now }: Context): Promise<Set<string>> {
	const since = dateOf(new Date(now.getTime() - LONGEST_DAYS * DAY_MS));
	const rows = await sql<{ key: string }[]>`
		select s.key from system s left join (
			select source, max(last_at) as at from intake
			where region = ${region} and day >= ${since} group by source) heard on heard.source = s.key_name
		where s.region = ${region} and not s.withdrawn
			and s.connected <> coalesce(heard.at >= ${now.toISOString()}::timestamptz - s.silent_days * interval '1 day', false)
		order by s.key`;
	return new Set(rows.map(({ key }) => key));
}
