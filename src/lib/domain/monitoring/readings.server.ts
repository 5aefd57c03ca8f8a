/** Telemetry in: stored, judged, and only what it means becomes a record. */
import type postgres from 'postgres';
import { changeWithin, type Change } from '../../ledger/change.server';
import type { Context } from '../../ledger/record';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';
import { types } from '../types.server';
import type { Alarm, Flag, PointRecord } from './model';
import { alarmChange, backChange, type StoredPoint } from './changes.server';
import { alarmKey, judge, silenceLimit, type PointMemory, type Verdict } from './rules';
import { rulesFor } from './reads.server';

export interface Sample {
	/** Key of the point. */
	point: string;
	time: Date;
	value: number;
	flag: Flag;
}

interface State {
	point: string;
	last_at: string | null;
	memory: PointMemory;
}

interface Flips {
	back: Set<string>;
	verdicts: { point: string; verdict: Verdict }[];
}

/**
 * Stores a batch; of each point, samples newer than its latest are judged in time order.
 * @returns for each sample whether it was new, and the last entry caused (null if none)
 */
export async function storeReadings(
	core: Core,
	ctx: Context,
	samples: Sample[]
): Promise<{ fresh: boolean[]; seq: number | null }> {
	const { sql } = core.database;
	for (const day of new Set(samples.map(({ time }) => time.toISOString().slice(0, 10)))) {
		await sql`select ensure_reading_day(${day}::date)`;
	}
	const rules = await rulesFor(core);
	const outcome = await sql.begin(async (tx) => {
		// Always before the head: who holds the head never touches these rows.
		const keys = [...new Set(samples.map(({ point }) => point))];
		const states = await lockStates(tx, core.region, keys);
		// Only now: while we waited, the clock job may have told one of them silent.
		const points = await presentOf<StoredPoint>(tx, types.point, core.region, keys);
		const open = await openAlarms(tx, core.region, keys);
		const inserted = await insertReadings(tx, core.region, samples);
		const fresh = samples.map(({ point, time }) => inserted.delete(`${point} ${time.getTime()}`));
		const flips: Flips = { back: new Set(), verdicts: [] };
		const next: object[] = [];
		for (const [key, sent] of byPoint(samples.filter((_, i) => fresh[i]))) {
			const point = points.get(key)!;
			const state = states.get(key)!;
			const latest = state.last_at ? Date.parse(state.last_at) : -Infinity;
			const newer = sent.filter(({ time }) => time.getTime() > latest);
			const last = newer.at(-1);
			if (!last) continue;
			let { memory } = state;
			if (point.state === 'enabled') {
				const own = rules.get(`${point.field}|${point.factor}`) ?? [];
				const alarms = open.get(key) ?? new Map<string, string>();
				for (const sample of newer) {
					const judged = judge(own, memory, alarms, sample);
					({ memory } = judged);
					for (const verdict of judged.verdicts) {
						if ('clear' in verdict) alarms.delete(verdict.rule.id);
						else alarms.set(verdict.rule.id, alarmKey(key, verdict.rule.id, verdict.raise));
						flips.verdicts.push({ point: key, verdict });
					}
				}
				const age = ctx.now.getTime() - last.time.getTime();
				if (!point.online && age <= silenceLimit(point.interval)) flips.back.add(key);
			}
			next.push({ ...last, last_at: last.time, memory });
		}
		await saveStates(tx, core.region, next);
		const seq = await writeFlips(tx, ctx, points, flips);
		return { fresh, seq };
	});
	if (outcome.seq !== null) core.wake.committed(outcome.seq);
	return outcome;
}

/** The samples of each point, in time order. */
function byPoint(samples: Sample[]): Map<string, Sample[]> {
	const groups = new Map<string, Sample[]>();
	for (const sample of samples) {
		const own = groups.get(sample.point);
		if (own) own.push(sample);
		else groups.set(sample.point, [sample]);
	}
	for (const own of groups.values()) own.sort((a, b) => a.time.getTime() - b.time.getTime());
	return groups;
}

/** By point: rule → key of its open alarm, whoever raised it. */
async function openAlarms(
	tx: postgres.TransactionSql,
	region: string,
	points: string[]
): Promise<Map<string, Map<string, string>>> {
	const rows = await tx<{ key: string; point: string; rule: string }[]>`
		select key, point, rule from alarm
		where region = ${region} and point = any(${points}) and cleared_at is null and not withdrawn`;
	const open = new Map<string, Map<string, string>>();
	for (const { key, point, rule } of rows) {
		open.set(point, (open.get(point) ?? new Map<string, string>()).set(rule, key));
	}
	return open;
}

async function lockStates(
	tx: postgres.TransactionSql,
	region: string,
	points: string[]
): Promise<Map<string, State>> {
	const ordered = [...points].sort();
	await tx`
		insert into point_state (region, point, memory)
		select ${region}, point, '{}'::jsonb from unnest(${ordered}::text[]) as point order by point
		on conflict do nothing`;
	const rows = await tx<State[]>`
		select point, last_at, memory from point_state
		where region = ${region} and point = any(${ordered}) order by point for update`;
	return new Map(rows.map((row) => [row.point, row]));
}

async function insertReadings(
	tx: postgres.TransactionSql,
	region: string,
	samples: Sample[]
): Promise<Set<string>> {
	const rows = await tx<{ point: string; time: string }[]>`
		insert into reading (region, point, time, value, flag)
		select ${region}, point, time, value, flag
		from json_to_recordset(${JSON.stringify(samples)}::text::json)
			as r(point text, time timestamptz, value double precision, flag text)
		on conflict do nothing returning point, time`;
	return new Set(rows.map(({ point, time }) => `${point} ${Date.parse(time)}`));
}

const saveStates = (tx: postgres.TransactionSql, region: string, states: object[]) =>
	states.length === 0
		? undefined
		: tx`
	update point_state s set last_at = n.last_at, last_value = n.value, last_flag = n.flag, memory = n.memory
	from json_to_recordset(${JSON.stringify(states)}::text::json)
		as n(point text, last_at timestamptz, value double precision, flag text, memory jsonb)
	where s.region = ${region} and s.point = n.point`;

/** Takes the head only if something flipped. */
async function writeFlips(
	tx: postgres.TransactionSql,
	ctx: Context,
	points: Map<string, StoredPoint>,
	{ back, verdicts }: Flips
): Promise<number | null> {
	if (back.size === 0 && verdicts.length === 0) return null;
	const { seq } = await changeWithin(tx, ctx, async () => {
		// An alarm may be raised and cleared within one batch.
		const alarms = await presentOf<Alarm>(
			tx,
			types.alarm,
			ctx.region,
			verdicts.flatMap(({ verdict }) => ('clear' in verdict ? [verdict.alarm] : []))
		);
		const online = await presentOf<PointRecord>(tx, types.point, ctx.region, [...back]);
		const changes: Change[] = [];
		const raised = new Map<string, Change>();
		for (const { point, verdict } of verdicts) {
			const written = alarmChange(points.get(point)!, verdict, alarms, raised);
			if (written) changes.push(written);
		}
		for (const point of online.values()) {
			if (!point.online && !point.withdrawn && point.state === 'enabled')
				changes.push(backChange(point, ctx.now));
		}
		return changes;
	});
	return seq;
}
