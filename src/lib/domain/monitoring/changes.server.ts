/** The records that monitoring writes: alarms raised and cleared, points gone silent and back. */
import type postgres from 'postgres';
import type { Change } from '../../ledger/change.server';
import { fromColumns } from '../../ledger/type.server';
import type { Base } from '../../ledger/record';
import { types } from '../types.server';
import type { Alarm, Field, PointRecord } from './model';
import { alarmKey, type Verdict } from './rules';
import type { z } from 'zod';

export interface StoredPoint extends PointRecord {
	pointName: string;
	field: z.infer<typeof Field>;
	factor: string;
	unit: string;
	interval: number;
	onlineSince: Date | null;
}

/**
 * The change that a verdict asks for; null where there is nothing to do. `raised` holds the alarms raised in this
 * batch: one that also clears in it is written once, already cleared.
 */
export function alarmChange(
	point: StoredPoint,
	verdict: Verdict,
	present: ReadonlyMap<string, Alarm>,
	raised: Map<string, Change>
): Change | null {
	if ('raise' in verdict) {
		const row = raisedAlarm(point, verdict.rule, verdict.raise, verdict.value);
		const change: Change = { type: types.alarm, row, verb: 'raised', replaces: false };
		raised.set(row.key, change);
		return change;
	}
	const young = raised.get(verdict.alarm);
	if (young) {
		(young.row as Alarm).clearedAt = verdict.clear;
		return null;
	}
	const before = present.get(verdict.alarm);
	if (!before || before.clearedAt) return null;
	const row: Alarm = { ...before, version: before.version + 1, clearedAt: verdict.clear };
	return { type: types.alarm, row: withoutSeq(row), verb: 'cleared', replaces: true };
}

export function raisedAlarm(
	point: StoredPoint,
	rule: { id: string; level: number; threshold: number },
	raisedAt: Date,
	value: number
): Alarm {
	const key = alarmKey(point.key, rule.id, raisedAt);
	return {
		region: point.region,
		key,
		source: 'system',
		id: key.split('/')[2]!,
		version: 1,
		department: point.department,
		township: point.township,
		withdrawn: false,
		rowHash: null,
		point: point.key,
		rule: rule.id,
		field: point.field,
		level: rule.level,
		factor: point.factor,
		unit: point.unit,
		threshold: rule.threshold,
		value,
		raisedAt,
		clearedAt: null
	};
}

/** The open alarms of points that are watched no longer: nothing else would ever clear them. */
export async function alarmsLeft(
	tx: postgres.TransactionSql,
	region: string,
	left: { key: string; at: Date }[]
): Promise<Change[]> {
	if (left.length === 0) return [];
	const times = new Map(left.map(({ key, at }) => [key, at]));
	const rows = await tx`
		select * from alarm where region = ${region} and point = any(${[...times.keys()]})
			and cleared_at is null and not withdrawn order by key`;
	return rows.map((raw) => {
		const before = fromColumns<Alarm>(types.alarm, raw);
		const row: Alarm = {
			...before,
			version: before.version + 1,
			clearedAt: times.get(before.point)!
		};
		return { type: types.alarm, row: withoutSeq(row), verb: 'cleared', replaces: true };
	});
}

export const backChange = (point: PointRecord, now: Date): Change => flip(point, true, now);
export const silentChange = (point: PointRecord, now: Date): Change => flip(point, false, now);

/** The point's own version number is its source's: a flip leaves it alone. */
const flip = (point: PointRecord, online: boolean, now: Date): Change => ({
	type: types.point,
	row: withoutSeq({ ...point, online, onlineSince: online ? now : null } as PointRecord),
	verb: online ? 'back' : 'silent',
	replaces: true
});

export function withoutSeq<Row extends Base>(row: Row): Row {
	const copy = { ...row } as Row & { seq?: number };
	delete copy.seq;
	return copy;
}
