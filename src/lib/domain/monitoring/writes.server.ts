/** What is written without a reading: points gone silent, and alarms known from elsewhere. */
import { change, changeWithin, type Change } from '../../ledger/change.server';
import type { Context } from '../../ledger/record';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';
import { types } from '../types.server';
import { raisedAlarm, silentChange, withoutSeq, type StoredPoint } from './changes.server';
import type { Alarm } from './model';
import { alarmKey } from './rules';

/**
 * Part of the clock job: enabled points without data for max(3 × interval, 5 minutes) go silent.
 * One process at a time; the others skip. Returns how many went silent.
 */
export async function markSilent(core: Core, ctx: Context): Promise<number> {
	const { region } = core;
	const now = ctx.now.toISOString();
	const outcome = await core.database.sql.begin(async (tx) => {
		const [lock] = await tx<{ mine: boolean }[]>`
			select pg_try_advisory_xact_lock(hashtext('clock'), ${Number(region)}) as mine`;
		if (!lock!.mine) return { seq: null, entries: 0 };
		const overdue = tx`
			p.region = ${region} and p.state = 'enabled' and p.online and not p.withdrawn
			and greatest(s.last_at, p.enabled_at)
				< ${now}::timestamptz - greatest(3 * p.interval, 300) * interval '1 second'`;
		const candidates = await tx<{ key: string }[]>`
			select p.key from point p left join point_state s on s.region = p.region and s.point = p.key
			where ${overdue} order by p.key`;
		if (candidates.length === 0) return { seq: null, entries: 0 };
		const keys = candidates.map(({ key }) => key);
		// A reading that comes now waits here, and finds the point silent.
		await tx`select 1 from point_state where region = ${region} and point = any(${keys}) order by point for update`;
		return changeWithin(tx, ctx, async () => {
			const still = await tx<{ key: string }[]>`
				select p.key from point p left join point_state s on s.region = p.region and s.point = p.key
				where ${overdue} and p.key = any(${keys}) order by p.key`;
			const points = await presentOf<StoredPoint>(
				tx,
				types.point,
				region,
				still.map(({ key }) => key)
			);
			return still.map(({ key }) => silentChange(points.get(key)!, ctx.now));
		});
	});
	if (outcome.seq !== null) core.wake.committed(outcome.seq);
	return outcome.entries;
}

/** An alarm that another system knows of: raised, or raised before and now cleared. */
export interface KnownAlarm {
	/** Key of the point. */
	point: string;
	rule: { id: string; level: number; threshold: number };
	value: number;
	raisedAt: Date;
	clearedAt: Date | null;
	/** When it was received, where that is not the context's now. */
	at?: Date;
}

/** At most one row an alarm in a call. Points that are not registered are left out. */
export async function recordAlarms(
	core: Core,
	ctx: Context,
	alarms: KnownAlarm[]
): Promise<number | null> {
	const { seq } = await change(
		core.database.sql,
		core.wake,
		ctx,
		async (tx) => {
			const keyOf = (a: KnownAlarm) => alarmKey(a.point, a.rule.id, a.raisedAt);
			const [points, present] = await Promise.all([
				presentOf<StoredPoint>(tx, types.point, ctx.region, [
					...new Set(alarms.map((a) => a.point))
				]),
				presentOf<Alarm>(tx, types.alarm, ctx.region, alarms.map(keyOf))
			]);
			return alarms.flatMap((known): Change[] => {
				const point = points.get(known.point);
				const before = present.get(keyOf(known));
				const own = known.at && { at: known.at };
				if (before) {
					if (before.clearedAt || !known.clearedAt) return [];
					const row = { ...before, version: before.version + 1, clearedAt: known.clearedAt };
					return [
						{ type: types.alarm, row: withoutSeq(row), verb: 'cleared', replaces: true, ...own }
					];
				}
				if (!point) return [];
				const row = raisedAlarm(point, known.rule, known.raisedAt, known.value);
				row.clearedAt = known.clearedAt;
				return [{ type: types.alarm, row, verb: 'raised', replaces: false, ...own }];
			});
		},
		{ bulk: true }
	);
	return seq;
}
