/** The fold from zero of what is there, beside the plain reading of the same rows. */
import { METRICS } from '../../src/lib/domain/metrics';
import { readBatch, type Batch } from '../../src/lib/ledger/tail.server';
import { advance, emptyState, fold } from '../../src/lib/metrics/fold';
import { hashed } from '../../src/lib/metrics/history.server';
import { dayOf } from '../../src/lib/metrics/period';
import { marksOf } from '../../src/lib/metrics/tile';
import { REGION, type Place } from './place';
import { median } from './numbers';

const STEP = 5_000;
const ROUNDS = 2;

export interface FoldResult {
	entries: number;
	/** Entries a second: read and folded as at a start, folded alone, and their rows read plainly. */
	followed: number;
	folded: number;
	read: number;
}

export async function benchFold({ app }: Place): Promise<FoldResult> {
	const marks = marksOf(METRICS);
	const seconds = { followed: [] as number[], folded: [] as number[], read: [] as number[] };
	let entries = 0;
	const foldAll = async (batches: Iterable<Batch> | AsyncIterable<Batch>) => {
		const state = emptyState(0);
		let alone = 0;
		entries = 0;
		for await (const batch of batches) {
			const from = performance.now();
			fold(state, marks, batch.added.map(hashed), batch.taken.map(hashed));
			const last = batch.entries.at(-1)!;
			advance(state, dayOf(last.at));
			alone += performance.now() - from;
			entries += batch.entries.length;
		}
		return alone / 1000;
	};
	for (let round = 0; round <= ROUNDS; round++) {
		const start = performance.now();
		const folded = await foldAll(batchesOf(app.sql));
		const followed = (performance.now() - start) / 1000;
		const read = await readPlainly(app.sql);
		if (round === 0) continue;
		seconds.followed.push(followed);
		seconds.folded.push(folded);
		seconds.read.push(read);
	}
	return {
		entries,
		followed: entries / median(seconds.followed),
		folded: entries / median(seconds.folded),
		read: entries / median(seconds.read)
	};
}

async function* batchesOf(sql: Place['app']['sql']): AsyncGenerator<Batch> {
	for (let from = 0; ; from += STEP) {
		const batch = await readBatch(sql, REGION, from, STEP);
		if (batch.entries.length === 0) return;
		yield batch;
	}
}

/** The same columns in the same steps, with nothing made of them. @returns seconds */
async function readPlainly(sql: Place['app']['sql']): Promise<number> {
	const start = performance.now();
	for (let from = 0; ; from += STEP) {
		const entries = await sql`
			select seq, at, kind, key, department from ledger_entry
			where region = ${REGION} and seq > ${from} and seq <= ${from + STEP} order by seq`;
		if (entries.length === 0) return (performance.now() - start) / 1000;
		await sql`
			select seq, record, key, department, township, t, marks from fact
			where region = ${REGION} and seq > ${from} and seq <= ${from + STEP} order by seq, n`;
	}
}
