/** The only door for writes. One transaction writes one region; the order of the steps matters (docs/decisions). */
import type postgres from 'postgres';
import { digestOf, ENTRY_VERSION, hashOf, type Entry } from './chain.server';
import { Conflict } from './errors';
import type { Base, Context, Verb } from './record';
import { toColumns, type RecordType } from './type.server';
import type { Wake } from './wake.server';

export interface Change {
	type: RecordType;
	row: Base;
	verb: Verb;
	/** Is there a present version that this one replaces? */
	replaces: boolean;
	/** When it was received, where that is not the context's now (the demo's history). */
	at?: Date;
	/** `digestOf(row)`, where it was computed before the head was held. */
	digest?: string;
}

export interface Head {
	seq: number;
	hash: string;
	at: Date;
}

export interface Outcome {
	/** Last entry written; null where nothing changed. */
	seq: number | null;
	at: Date;
	entries: number;
}

/** Decides, with the head held, what is to be written: reads the present rows, repeats the preconditions. */
export type Decide = (tx: postgres.TransactionSql, head: Head) => Promise<Change[]>;

/**
 * Bulk writers queue behind this, so that a person's command waits for one turn and not for all. What they send is
 * planned at each call: a plan kept from when a table was small compares every row with every key of a turn.
 */
export const lockBulk = (tx: postgres.TransactionSql, region: string) =>
	tx`select pg_advisory_xact_lock(${Number(region)}), set_config('plan_cache_mode', 'force_custom_plan', true)`;

/** @throws Conflict where a present version that was to be replaced is not there. */
export async function change(
	sql: postgres.Sql,
	wake: Wake,
	ctx: Context,
	decide: Decide,
	{ bulk = false } = {}
): Promise<Outcome> {
	const outcome = await sql.begin(async (tx) => {
		if (bulk) await lockBulk(tx, ctx.region);
		return changeWithin(tx, ctx, decide);
	});
	if (outcome.seq !== null) wake.committed(outcome.seq);
	return outcome;
}

/** The same inside a transaction of the caller's, who wakes the tail after its commit. */
export async function changeWithin(
	tx: postgres.TransactionSql,
	ctx: Context,
	decide: Decide
): Promise<Outcome> {
	// Alone and first: inside the write's own statement two corrections would start from the same version.
	const [raw] = await tx<{ seq: string; hash: string; at: string }[]>`
		select seq, hash, at from ledger_head where region = ${ctx.region} for update`;
	if (!raw)
		throw new Conflict(`Region ${ctx.region} has no ledger: load its reference data first.`);
	const head: Head = { seq: Number(raw.seq), hash: raw.hash, at: new Date(raw.at) };
	const changes = await decide(tx, head);
	if (changes.length === 0) return { seq: null, at: head.at, entries: 0 };
	return write(tx, ctx, head, changes);
}

async function write(
	tx: postgres.TransactionSql,
	ctx: Context,
	head: Head,
	changes: Change[]
): Promise<Outcome> {
	const entries: Entry[] = [];
	const facts: object[] = [];
	const groups = new Map<RecordType, { fresh: object[]; replacing: object[] }>();
	const replaced: { key: string; until: number }[] = [];
	let { seq, hash, at } = head;

	for (const { type, row, verb, replaces, at: received, digest } of changes) {
		seq += 1;
		at = new Date(Math.max(at.getTime(), (received ?? ctx.now).getTime()));
		const entry = {
			region: ctx.region,
			seq,
			at: at.toISOString(),
			v: ENTRY_VERSION,
			kind: `${type.name}.${verb}`,
			key: row.key,
			department: row.department,
			actor: ctx.actor,
			source: ctx.source,
			digest: digest ?? digestOf(row)
		};
		hash = hashOf(hash, entry);
		entries.push({ ...entry, hash });
		const group = groups.get(type) ?? { fresh: [], replacing: [] };
		groups.set(type, group);
		(replaces ? group.replacing : group.fresh).push(toColumns(type, row, seq));
		if (replaces) replaced.push({ key: row.key, until: seq });
		type.facts(row).forEach((fact, n) =>
			facts.push({
				region: ctx.region,
				seq,
				n,
				record: type.name,
				key: row.key,
				department: row.department,
				township: row.township,
				t: fact.t,
				marks: fact.marks
			})
		);
	}

	// Sent together; PostgreSQL runs them in this order.
	const work: PromiseLike<unknown>[] = [insertRows(tx, 'ledger_entry', entries)];
	if (replaced.length > 0) {
		work.push(tx`
			update fact set until = u.until
			from json_to_recordset(${JSON.stringify(replaced)}::text::json) as u(key text, until bigint)
			where fact.region = ${ctx.region} and fact.key = u.key and fact.until is null`);
	}
	for (const [type, { fresh, replacing }] of groups) {
		if (replacing.length > 0) work.push(replaceRows(tx, type, replacing));
		if (fresh.length > 0) work.push(insertRows(tx, type.name, fresh));
	}
	if (facts.length > 0) work.push(insertRows(tx, 'fact', facts));
	work.push(tx`
		update ledger_head set seq = ${seq}, hash = ${hash}, at = ${at.toISOString()} where region = ${ctx.region}`);
	await Promise.all(work);
	return { seq, at, entries: entries.length };
}

/** The schema is named: `point` alone would be the geometric type of that name. */
const insertRows = (tx: postgres.TransactionSql, table: string, rows: object[]) => tx`
	insert into ${tx(table)}
	select * from json_populate_recordset(null::public.${tx(table)}, ${JSON.stringify(rows)}::text::json)`;

/** The present version moves into the twin, the new one takes its place. */
async function replaceRows(tx: postgres.TransactionSql, type: RecordType, rows: object[]) {
	const next = tx`json_populate_recordset(null::public.${tx(type.name)}, ${JSON.stringify(rows)}::text::json)`;
	const columns = type.fields.map(({ column }) => column);
	const [moved] = await Promise.all([
		tx`
			insert into ${tx(`${type.name}_past`)} (${tx(columns)}, until)
			select ${tx(columns.map((column) => `old.${column}`))}, next.seq
			from ${tx(type.name)} old join ${next} next using (region, key)`,
		tx`
			update ${tx(type.name)} old set ${columns
				.filter((column) => column !== 'region' && column !== 'key')
				.map((column, i) => tx`${i > 0 ? tx`,` : tx``} ${tx(column)} = ${tx(`next.${column}`)}`)}
			from ${next} next where old.region = next.region and old.key = next.key`
	]);
	if (moved.count !== rows.length) {
		throw new Conflict(`A version of ${type.name} to be replaced is not there; read it again.`);
	}
}
