/** Alarms that a mine's own system raised. */
import { rulesFor } from '../../domain/monitoring/reads.server';
import type { RulesByFactor } from '../../domain/monitoring/reads.server';
import { recordAlarms, type KnownAlarm } from '../../domain/monitoring/writes.server';
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { MineRows } from '../../standards/mine-rows';
import type { MinePoint } from './register.server';

export interface ToldAlarm {
	point: MinePoint;
	row: MineRows['alarms'];
}

/** Beside the alarms that the cockpit's own rules raise at the same point. */
const RULE = 'mine';
/** 黄: the list of the levels is not public, 1 to 4 are taken as they are. */
const LEVEL = 3;
const TURN = 1_000;

/** Null: the row has no peak, and the point never had a value. */
export function valueOf({ point, row }: ToldAlarm): number | null {
	return row.peakValue ?? point.lastValue;
}

/**
 * An alarm is its point and its beginning: told again it is the same one. A system has one alarm of a point at a time:
 * where the next begins, the one before is over, also if its end was never told.
 */
export async function writeAlarms(core: Core, ctx: Context, told: ToldAlarm[]): Promise<void> {
	if (told.length === 0) return;
	const rules = await rulesFor(core);
	const alarms = new Map<string, KnownAlarm>();
	const keyOf = ({ point, raisedAt }: KnownAlarm) => `${point} ${raisedAt.getTime()}`;
	const points = [...new Set(told.map(({ point }) => point.key))];
	for (const open of await openAlarms(core, points)) alarms.set(keyOf(open), open);
	for (const one of told) {
		const alarm = alarmOf(one, rules);
		const key = keyOf(alarm);
		// That it is over is not taken back by a row from before.
		if (alarm.clearedAt || !alarms.get(key)?.clearedAt) alarms.set(key, alarm);
	}
	const known = endedByNext([...alarms.values()]);
	for (let start = 0; start < known.length; start += TURN) {
		await recordAlarms(core, ctx, known.slice(start, start + TURN));
	}
}

function alarmOf({ point, row }: ToldAlarm, rules: RulesByFactor): KnownAlarm {
	const value = valueOf({ point, row })!;
	const crossed = (rules.get(`${point.field}|${point.factor}`) ?? [])
		.filter(({ direction, threshold }) =>
			direction === 'above' ? value >= threshold : value < threshold
		)
		.sort((a, b) => a.level - b.level)[0];
	return {
		point: point.key,
		rule: {
			id: RULE,
			level: /^[1-4]$/.test(row.level ?? '') ? Number(row.level) : LEVEL,
			// The file does not say at which value the mine's system alarms.
			threshold: crossed?.threshold ?? value
		},
		value,
		raisedAt: row.startedAt,
		clearedAt: row.endedAt ?? row.restoredAt
	};
}

function endedByNext(alarms: KnownAlarm[]): KnownAlarm[] {
	const ordered = alarms.sort(
		(a, b) => (a.point < b.point ? -1 : a.point > b.point ? 1 : 0) || +a.raisedAt - +b.raisedAt
	);
	return ordered.map((alarm, i) => {
		const next = ordered[i + 1];
		if (alarm.clearedAt || next?.point !== alarm.point) return alarm;
		return { ...alarm, clearedAt: next.raisedAt };
	});
}

async function openAlarms({ database, region }: Core, points: string[]): Promise<KnownAlarm[]> {
	const rows = await database.sql<
		{ point: string; level: number; threshold: number; value: number; raisedAt: string }[]
	>`
		select point, level, threshold, value, raised_at as "raisedAt" from alarm
		where region = ${region} and rule = ${RULE} and point = any(${points})
			and cleared_at is null and not withdrawn`;
	return rows.map(({ point, level, threshold, value, raisedAt }) => ({
		...{ point, value, raisedAt: new Date(raisedAt), clearedAt: null },
		rule: { id: RULE, level, threshold }
	}));
}
