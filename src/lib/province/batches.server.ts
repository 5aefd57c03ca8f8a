/** The batches of a region, one after the other: the next is made when the last has its receipt. */
import type postgres from 'postgres';
import { dateOf } from '../metrics/period';
import { readEntries } from '../ledger/entries.server';
import type { Entry } from '../ledger/chain.server';
import type { Core } from '../server/core.server';
import { FULL, nextName } from './rules';
import { sentOf } from './rows.server';
import type { Receipt } from './message';

export interface Batch {
	batch: string;
	after: number;
	upTo: number;
	attempts: number;
}

/**
 * The batch to be sent now: the one without a receipt, whoever made it, else a new one. It stands in the table before
 * it goes out: after a crash the same entries go again under the same number. Null where everything is receipted.
 */
export async function nextBatch(core: Core, now: Date): Promise<Batch | null> {
	const { region } = core;
	return core.database.sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(hashtext('province batch'), ${Number(region)})`;
		const [last] = await tx<
			{ batch: string; after: string; up_to: string; attempts: number; receipt: string | null }[]
		>`
			select batch, after, up_to, attempts, receipt from province_batch
			where region = ${region} order by batch desc limit 1`;
		if (last && last.receipt === null) {
			const { batch, attempts } = last;
			return { batch, after: Number(last.after), upTo: Number(last.up_to), attempts };
		}
		return make(tx, core, Number(last?.up_to ?? 0), last?.batch ?? null, now);
	});
}

async function make(
	tx: postgres.TransactionSql,
	{ region }: Core,
	after: number,
	last: string | null,
	now: Date
): Promise<Batch | null> {
	const entries = await readEntries(tx, region, after, FULL);
	if (entries.length === 0) return null;
	const upTo = entries.at(-1)!.seq;
	const batch = nextName(last, dateOf(now));
	await tx`
		insert into province_batch (region, batch, after, up_to, rows, made_at, attempts)
		values (${region}, ${batch}, ${after}, ${upTo}, ${sentOf(entries).length}, ${now.toISOString()}, 0)`;
	return { batch, after, upTo, attempts: 0 };
}

export const entriesOf = (core: Core, { after, upTo }: Batch): Promise<Entry[]> =>
	readEntries(core.fold.sql, core.region, after, upTo - after);

export const attempted = ({ database, region }: Core, { batch }: Batch, now: Date) => database.sql`
	update province_batch set attempts = attempts + 1, last_attempt_at = ${now.toISOString()}
	where region = ${region} and batch = ${batch}`;

export const failed = ({ database, region }: Core, { batch }: Batch, error: string) => database.sql`
	update province_batch set last_error = ${error}
	where region = ${region} and batch = ${batch} and receipt is null`;

export const receipted = (
	{ database, region }: Core,
	{ batch }: Batch,
	{ receipt }: Receipt,
	now: Date
) => database.sql`
	update province_batch set receipt = ${receipt}, received_at = ${now.toISOString()}, last_error = null
	where region = ${region} and batch = ${batch} and receipt is null`;
