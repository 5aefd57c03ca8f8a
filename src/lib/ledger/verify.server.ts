/** Verification: the chain, each record version against its digest, the roots printed. Names the first bad entry. */
import type postgres from 'postgres';
import { digestOf, FIRST_HASH, hashOf, type Entry } from './chain.server';
import { readEntries } from './entries.server';
import { fromColumns, type RecordType } from './type.server';

/** A hash that the chain had at this entry, kept where whoever rewrites the chain cannot reach it. */
export interface Root {
	seq: number;
	hash: string;
	/** Where it stands: `printed on 2026-11-22`. */
	where: string;
}

export interface Verified {
	/** So many are right. */
	entries: number;
	hash: string;
	/** The first bad entry, and what is wrong with it; null where all is well. */
	bad: { seq: number; kind: string; key: string; reason: string } | null;
}

interface Options {
	/** Read before the verification begins: what is written meanwhile may carry a later one. */
	roots?: Root[];
	/** Told how far it is; what it throws ends the verification. */
	progress?: (done: number, of: number) => void | Promise<void>;
	/** Entries read at once. */
	step?: number;
}

/** Reads everything once, as far as the ledger reached when it began. */
export async function verify(
	sql: postgres.Sql,
	region: string,
	types: Record<string, RecordType>,
	{ roots = [], progress = () => {}, step = 2_000 }: Options = {}
): Promise<Verified> {
	const [head] = await sql<{ seq: string; hash: string }[]>`
		select seq, hash from ledger_head where region = ${region}`;
	const last = Number(head?.seq ?? 0);
	const printed = new Printed(roots);
	let hash = FIRST_HASH;
	let seq = 0;
	while (seq < last) {
		const entries = await readEntries(sql, region, seq, Math.min(step, last - seq));
		const digests = await digestsOf(sql, region, types, entries);
		for (const entry of entries) {
			if (entry.seq !== seq + 1) return gone(seq, hash, 'the entry is missing');
			const reason = fault(entry, hash, digests);
			if (reason) return { entries: seq, hash, bad: { ...entry, reason } };
			const contradicted = printed.at(entry.seq, entry.hash);
			if (contradicted) {
				const reason = `it contradicts the root ${contradicted.where}`;
				return { entries: printed.agreed, hash, bad: { ...entry, reason } };
			}
			hash = entry.hash;
			seq = entry.seq;
		}
		if (entries.length === 0) return gone(seq, hash, 'the entry is missing');
		await progress(seq, last);
	}
	if (head && head.hash !== hash)
		return gone(seq, hash, 'the head does not carry the hash of the last entry');
	const cut = printed.beyond(last);
	if (cut)
		return gone(seq, hash, `the ledger ends before entry ${cut.seq} of the root ${cut.where}`);
	// One statement sees one state: a change that is written meanwhile moves the head with its entries.
	const [beyond] = await sql`
		select 1 from ledger_entry e join ledger_head h on h.region = e.region
		where e.region = ${region} and e.seq > h.seq limit 1`;
	if (beyond) return gone(seq, hash, 'an entry stands beyond the head');
	return { entries: seq, hash, bad: await stray(sql, region, types, last) };
}

class Printed {
	/** The last entry at which a root agreed. */
	agreed = 0;
	#bySeq = new Map<number, Root[]>();

	constructor(roots: Root[]) {
		for (const root of roots) {
			this.#bySeq.set(root.seq, [...(this.#bySeq.get(root.seq) ?? []), root]);
		}
	}

	/** The root that says otherwise of this entry. */
	at(seq: number, hash: string): Root | undefined {
		const roots = this.#bySeq.get(seq);
		const other = roots?.find((root) => root.hash !== hash);
		if (roots && !other) this.agreed = seq;
		return other;
	}

	/** The first root of an entry that is not there. */
	beyond(last: number): Root | undefined {
		const seqs = [...this.#bySeq.keys()].filter((seq) => seq > last);
		return seqs.length > 0 ? this.#bySeq.get(Math.min(...seqs))![0] : undefined;
	}
}

/** A version that no entry tells of: one was put in beside the door. */
async function stray(
	sql: postgres.Sql,
	region: string,
	types: Record<string, RecordType>,
	last: number
): Promise<Verified['bad']> {
	for (const name of Object.keys(types)) {
		const [row] = await sql<{ seq: string; key: string }[]>`
			select v.seq, v.key from (
				select region, seq, key from ${sql(name)} where region = ${region}
				union all select region, seq, key from ${sql(`${name}_past`)} where region = ${region}
			) v
			left join ledger_entry e on e.region = v.region and e.seq = v.seq and e.key = v.key
			where v.seq <= ${last} and e.seq is null order by v.seq limit 1`;
		if (row) {
			const reason = 'a record version stands there of which no entry tells';
			return { seq: Number(row.seq), kind: name, key: row.key, reason };
		}
	}
	return null;
}

const gone = (seq: number, hash: string, reason: string): Verified => ({
	entries: seq,
	hash,
	bad: { seq: seq + 1, kind: '', key: '', reason }
});

/** The digests of the versions as they stand, by seq. */
async function digestsOf(
	sql: postgres.Sql,
	region: string,
	types: Record<string, RecordType>,
	entries: Entry[]
): Promise<Map<number, string>> {
	const keys = new Map<string, string[]>();
	for (const { kind, key } of entries) {
		const name = kind.split('.')[0]!;
		keys.set(name, [...(keys.get(name) ?? []), key]);
	}
	const digests = new Map<number, string>();
	const from = entries[0]?.seq ?? 0;
	const to = entries.at(-1)?.seq ?? 0;
	for (const [name, list] of keys) {
		const type = types[name];
		if (!type) continue;
		const columns = type.fields.map(({ column }) => column);
		const rows = await sql`
			select ${sql(columns)} from ${sql(name)}
			where region = ${region} and key = any(${list}) and seq between ${from} and ${to}
			union all
			select ${sql(columns)} from ${sql(`${name}_past`)}
			where region = ${region} and key = any(${list}) and seq between ${from} and ${to}`;
		for (const row of rows) {
			digests.set(Number(row.seq), digestOf(fromColumns<object>(type, row)));
		}
	}
	return digests;
}

function fault(entry: Entry, previous: string, digests: Map<number, string>): string | null {
	if (hashOf(previous, entry) !== entry.hash)
		return 'its hash does not follow from the entry before it';
	const digest = digests.get(entry.seq);
	if (digest === undefined) return 'its record version is missing';
	if (digest !== entry.digest) return 'its record version does not match its digest';
	return null;
}
