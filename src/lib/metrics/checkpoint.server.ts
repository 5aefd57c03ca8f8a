/** Checkpoints: the fold's state as of an entry, stored under the hash of the metric list. */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { and, desc, eq, lt, lte } from 'drizzle-orm';
import type { Orm } from '../server/database.server';
import { checkpoint } from '../ledger/tables.server';
import type { Cell, FoldState, Sum } from './fold';
import type { Metric } from './metric';
import { marksOf } from './tile';

/** Raised when the stored form changes. */
const FORM = 1;
/** Older ones are thinned out: a past figure is folded from the nearest below it. */
const KEPT = 200;

export interface Stored {
	seq: number;
	at: Date;
	state: FoldState;
}

/** Two lists with the same marks fold to the same state. */
export function metricsHash(metrics: readonly Metric[]): string {
	return hash('sha256', `${FORM} ${[...marksOf(metrics)].sort().join(' ')}`, 'hex');
}

type Packed = [id: string, lastAt: number, now: number[], days: number[], minutes: number[]];

const packSum = ({ n, hi, lo }: Sum) => [n, hi, lo];
const packSums = (sums: Map<number, Sum>) =>
	[...sums].flatMap(([slot, sum]) => [slot, ...packSum(sum)]);

function unpackSums(packed: number[]): Map<number, Sum> {
	const sums = new Map<number, Sum>();
	for (let i = 0; i < packed.length; i += 4) {
		sums.set(packed[i]!, { n: packed[i + 1]!, hi: packed[i + 2]!, lo: packed[i + 3]! });
	}
	return sums;
}

const deflate = promisify(gzip);
const inflate = promisify(gunzip);

export async function storeCheckpoint(
	orm: Orm,
	region: string,
	metrics: string,
	{ seq, at, state }: Stored
): Promise<void> {
	const cells: Packed[] = [...state.cells].map(([id, cell]) => [
		id,
		cell.lastAt,
		packSum(cell.now),
		packSums(cell.days),
		packSums(cell.minutes)
	]);
	const packed = await deflate(JSON.stringify({ horizon: state.horizon, cells }), { level: 1 });
	await orm
		.insert(checkpoint)
		.values({ region, metrics, seq, at, state: packed })
		.onConflictDoNothing();
	const oldest = await orm
		.select({ seq: checkpoint.seq })
		.from(checkpoint)
		.where(and(eq(checkpoint.region, region), eq(checkpoint.metrics, metrics)))
		.orderBy(desc(checkpoint.seq))
		.offset(KEPT)
		.limit(1);
	if (oldest[0]) {
		await orm
			.delete(checkpoint)
			.where(and(eq(checkpoint.region, region), lt(checkpoint.seq, oldest[0].seq + 1)));
	}
}

/** The newest checkpoint not after entry `n`; null where there is none. */
export async function readCheckpoint(
	orm: Orm,
	region: string,
	metrics: string,
	n: number
): Promise<Stored | null> {
	const [row] = await orm
		.select()
		.from(checkpoint)
		.where(
			and(eq(checkpoint.region, region), eq(checkpoint.metrics, metrics), lte(checkpoint.seq, n))
		)
		.orderBy(desc(checkpoint.seq))
		.limit(1);
	if (!row) return null;
	const { horizon, cells } = JSON.parse((await inflate(row.state)).toString()) as {
		horizon: number;
		cells: Packed[];
	};
	const state: FoldState = { horizon, cells: new Map() };
	for (const [id, lastAt, [n0, hi, lo], days, minutes] of cells) {
		const cell: Cell = {
			now: { n: n0!, hi: hi!, lo: lo! },
			days: unpackSums(days),
			minutes: unpackSums(minutes),
			lastAt
		};
		state.cells.set(id, cell);
	}
	return { seq: row.seq, at: row.at, state };
}
