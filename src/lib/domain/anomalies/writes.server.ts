/** Anomalies found, closed by what is accepted, or dismissed with a reason. */
import type postgres from 'postgres';
import { change, type Change } from '../../ledger/change.server';
import { Conflict, NotFound } from '../../ledger/errors';
import { recordKey, type Base, type Context } from '../../ledger/record';
import { fromColumns, type RecordType } from '../../ledger/type.server';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';
import { follow } from '../obligations/writes.server';
import { types } from '../types.server';
import type { Anomaly } from './model';
import { anomalyDuties, anomalyId, isOfOneMatter, isReportOf, sameErrors } from './rules';

type Tx = postgres.TransactionSql;

/** What was found wrong; who answers for it is decided already. */
export interface Found extends Pick<
	Anomaly,
	| 'kind'
	| 'dataset'
	| 'origin'
	| 'batch'
	| 'batchIndex'
	| 'errors'
	| 'department'
	| 'township'
	| 'via'
> {
	/** The row's id, or whatever stands for it: `missing.2026-11-23.day`. */
	originId: string;
	/** Of what this may be the first receipt: a record of this type, something that cannot be told, or nothing counted. */
	firstOf: RecordType | 'unknown' | null;
}

/**
 * One origin's. What is open already and wrong in the same way is left as it is. What is found by looking at records
 * is looked for with the head held: none can come in between. @returns last entry caused
 */
export async function recordAnomalies(
	core: Core,
	ctx: Context,
	origin: string,
	told: Found[] | ((tx: Tx) => Promise<Found[]>)
): Promise<number | null> {
	const { seq } = await change(
		core.database.sql,
		core.wake,
		ctx,
		async (tx, head) => {
			const found = Array.isArray(told) ? told : await told(tx);
			if (found.length === 0) return [];
			const now = new Date(Math.max(head.at.getTime(), ctx.now.getTime()));
			const [known, recorded] = await Promise.all([
				readKnown(tx, ctx.region, origin, found),
				readRecorded(tx, ctx.region, origin, found)
			]);
			const written = [...latestOf(found).values()].flatMap((one) => {
				const before = known.get(nameOf(one)) ?? [];
				return nextAnomaly(one, ctx.region, now, before, recorded) ?? [];
			});
			return withDuties(core, tx, written, now);
		},
		{ bulk: true }
	);
	return seq;
}

const nameOf = ({ dataset, originId }: { dataset: string; originId: string | null }) =>
	`${dataset} ${originId}`;

/** Of one row told twice, the last. */
const latestOf = (found: Found[]) => new Map(found.map((one) => [nameOf(one), one]));

function nextAnomaly(
	{ firstOf, ...found }: Found,
	region: string,
	now: Date,
	known: Anomaly[],
	recorded: Set<string>
): Change | null {
	const open = known.find((one) => one.state === 'open' && isOfOneMatter(one, found));
	if (open) {
		if (sameErrors(open.errors, found.errors)) return null;
		const { errors, batch, batchIndex } = found;
		const row = { ...open, version: open.version + 1, errors, batch, batchIndex };
		return { type: types.anomaly, row, verb: 'repeated', replaces: true };
	}
	const id = `${found.origin}.${anomalyId(found.dataset, found.originId, known.length + 1)}`;
	const first =
		firstOf !== null &&
		known.length === 0 &&
		(firstOf === 'unknown' || !recorded.has(recordKey(firstOf.name, found.origin, found.originId)));
	const row: Anomaly = {
		...found,
		region,
		key: recordKey('anomaly', 'system', id),
		source: 'system',
		id,
		version: 1,
		withdrawn: false,
		rowHash: null,
		receivedAt: first ? now : null,
		foundAt: now,
		notifiedAt: now,
		state: 'open',
		closedAt: null,
		correction: null,
		reason: null,
		dismissedBy: null
	};
	return { type: types.anomaly, row, verb: 'found', replaces: false };
}

async function withDuties(core: Core, tx: Tx, written: Change[], now: Date): Promise<Change[]> {
	const obligations = await follow(
		tx,
		core.region,
		written.map((one) => ({
			change: one,
			duties: anomalyDuties(one.row as Anomaly, core.deadlines),
			receivedAt: now
		}))
	);
	return written.flatMap((one) => [one, ...(obligations.get(one.row.key) ?? [])]);
}

/** By dataset and row, oldest first. */
async function readKnown(
	tx: Tx,
	region: string,
	origin: string,
	asked: { dataset: string; originId: string }[],
	missing = false
): Promise<Map<string, Anomaly[]>> {
	const rows = await tx`
		select * from anomaly where region = ${region} and origin = ${origin}
			and dataset = any(${[...new Set(asked.map(({ dataset }) => dataset))]})
			and (origin_id = any(${asked.map(({ originId }) => originId)})
				${missing ? tx`or (kind = 'missing' and state = 'open')` : tx``})
		order by found_at, key`;
	const known = new Map<string, Anomaly[]>();
	for (const raw of rows) {
		const { seq: _, ...row } = fromColumns<Anomaly & { seq: number }>(types.anomaly, raw);
		known.set(nameOf(row), [...(known.get(nameOf(row)) ?? []), row]);
	}
	return known;
}

/** Of the rows told, those that are records already: this is not their first receipt. */
async function readRecorded(
	tx: Tx,
	region: string,
	origin: string,
	found: Found[]
): Promise<Set<string>> {
	const keys = new Map<RecordType, string[]>();
	for (const { firstOf: type, originId } of found) {
		if (type === null || type === 'unknown') continue;
		keys.set(type, [...(keys.get(type) ?? []), recordKey(type.name, origin, originId)]);
	}
	const read = [...keys].map(([type, list]) => presentOf(tx, type, region, list));
	return new Set((await Promise.all(read)).flatMap((rows) => [...rows.keys()]));
}

/** A row about to be written. */
export interface Accepted {
	dataset: string;
	row: Base;
	/** When what it tells took place. */
	time: Date | null;
	isNew: boolean;
}

/**
 * What closes because these rows are accepted, and which of them had been refused at first. Head held.
 * @param now when they were received: back-dating pays nothing
 */
export async function closeCorrected(
	core: Core,
	tx: Tx,
	origin: string,
	accepted: Accepted[],
	now: Date
): Promise<{ changes: Change[]; flawed: Set<string> }> {
	const flawed = new Set<string>();
	if (accepted.length === 0) return { changes: [], flawed };
	const asked = accepted.map(({ dataset, row }) => ({ dataset, originId: row.id }));
	const known = await readKnown(tx, core.region, origin, asked, true);
	if (known.size === 0) return { changes: [], flawed };
	const closed = new Map<string, Change>();
	const missing = [...known.values()].flat().filter(({ kind }) => kind === 'missing');
	for (const { dataset, row, time, isNew } of accepted) {
		const own = known.get(nameOf({ dataset, originId: row.id })) ?? [];
		if (isNew && own.some(({ receivedAt }) => receivedAt)) flawed.add(row.key);
		const { department } = row;
		const late = missing.filter((one) => isReportOf(one, { dataset, department, time }));
		for (const one of [...own, ...late]) {
			if (one.state !== 'open' || closed.has(one.key)) continue;
			closed.set(one.key, {
				type: types.anomaly,
				row: { ...one, version: one.version + 1, ...closing('corrected', now, row.key) } as Anomaly,
				verb: 'corrected',
				replaces: true
			});
		}
	}
	return { changes: await withDuties(core, tx, [...closed.values()], now), flawed };
}

const closing = (state: Anomaly['state'], closedAt: Date, correction: string | null) => ({
	state,
	closedAt,
	correction
});

/**
 * Nothing is to be reported anew, and why. Who may say so is asked before.
 * @throws NotFound, Conflict where it is closed already
 */
export async function dismiss(
	core: Core,
	ctx: Context,
	key: string,
	reason: string,
	mayDismiss: (anomaly: Anomaly) => void
): Promise<void> {
	await core.privacy.prepare([key]);
	await change(core.database.sql, core.wake, ctx, async (tx, head) => {
		const now = new Date(Math.max(head.at.getTime(), ctx.now.getTime()));
		const found = (await presentOf<Anomaly>(tx, types.anomaly, ctx.region, [key])).get(key);
		if (!found) throw new NotFound('没有此异常数据');
		const { seq: _, ...before } = found;
		mayDismiss(before);
		if (before.state !== 'open') throw new Conflict('此异常数据已经办结，请刷新后查看');
		const row: Anomaly = {
			...before,
			version: before.version + 1,
			...closing('dismissed', now, null),
			reason: core.privacy.seal(key, reason),
			dismissedBy: ctx.actor
		};
		const written: Change = { type: types.anomaly, row, verb: 'dismissed', replaces: true };
		return withDuties(core, tx, [written], now);
	});
}
