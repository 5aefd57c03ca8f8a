/** 向省级监管数据中心汇聚, as a page shows it: how far it is, what stands in the way, and whether both ends agree. */
import { readHead } from '../ledger/entries.server';
import type { Sql } from '../server/database.server';
import type { Compared } from './reconcile.server';
import { stateOf, type State } from './rules';

/** What is not receipted yet. */
export interface Lag {
	entries: number;
	/** When the oldest of them was written; null where there is none. */
	since: Date | null;
}

export interface ProvinceBatch {
	batch: string;
	after: number;
	upTo: number;
	rows: number;
	state: State;
	attempts: number;
	madeAt: Date;
	lastAttemptAt: Date | null;
	lastError: string | null;
	receipt: string | null;
	receivedAt: Date | null;
}

export interface ProvinceState {
	/** The last entry that is receipted. */
	upTo: number;
	lag: Lag;
	/** The latest, newest first: the first one says whether the line stands. */
	batches: ProvinceBatch[];
	reconciliation: { at: Date; upTo: number; counts: Compared } | null;
}

const SHOWN = 20;

/** Null where nothing was ever sent, or where whoever asks does not see the whole region. */
export async function readProvince(sql: Sql, region: string): Promise<ProvinceState | null> {
	const [batches, [compared]] = await Promise.all([
		readBatches(sql, region),
		sql<{ at: string; up_to: string; counts: Compared }[]>`
			select at, up_to, counts from province_reconciliation
			where region = ${region} order by at desc limit 1`
	]);
	if (batches.length === 0) return null;
	const { upTo, ...lag } = await readLag(sql, region);
	return {
		upTo,
		lag,
		batches,
		reconciliation: compared
			? { at: new Date(compared.at), upTo: Number(compared.up_to), counts: compared.counts }
			: null
	};
}

export async function readLag(sql: Sql, region: string): Promise<Lag & { upTo: number }> {
	const [last] = await sql<{ up_to: string }[]>`
		select up_to from province_batch where region = ${region} and receipt is not null
		order by batch desc limit 1`;
	const upTo = Number(last?.up_to ?? 0);
	const head = await readHead(sql, region);
	const [oldest] = await sql<{ at: string }[]>`
		select at from ledger_entry where region = ${region} and seq = ${upTo + 1}`;
	return {
		upTo,
		entries: Math.max(0, head.seq - upTo),
		since: oldest ? new Date(oldest.at) : null
	};
}

async function readBatches(sql: Sql, region: string): Promise<ProvinceBatch[]> {
	const rows = await sql<Record<string, string | null>[]>`
		select batch, after, up_to, rows, attempts, made_at, last_attempt_at, last_error, receipt, received_at
		from province_batch where region = ${region} order by batch desc limit ${SHOWN}`;
	const time = (value: string | null | undefined) => (value ? new Date(value) : null);
	return rows.map((row) => {
		const told = {
			attempts: Number(row.attempts),
			lastError: row.last_error ?? null,
			receipt: row.receipt ?? null
		};
		return {
			...told,
			batch: row.batch!,
			after: Number(row.after),
			upTo: Number(row.up_to),
			rows: Number(row.rows),
			state: stateOf(told),
			madeAt: time(row.made_at)!,
			lastAttemptAt: time(row.last_attempt_at),
			receivedAt: time(row.received_at)
		};
	});
}
