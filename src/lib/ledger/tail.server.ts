/** Follows the ledger: every entry once, in order, gapless, also across a lost database connection. */
import type postgres from 'postgres';
import { CHANNEL, type Wake } from './wake.server';

/** What an entry tells the fold and the hub. */
export interface TailEntry {
	seq: number;
	at: Date;
	kind: string;
	key: string;
	department: string;
}

export interface TailFact {
	/** The entry that added it, or that took it away. */
	at: Date;
	seq: number;
	record: string;
	key: string;
	department: string;
	township: string | null;
	t: Date | null;
	marks: string[];
}

export interface Batch {
	entries: TailEntry[];
	added: TailFact[];
	taken: TailFact[];
}

const STEP = 5_000;
/** Every tail also looks by itself, should a notice be lost. */
const LOOK_MS = 1_000;
/** A read that takes longer means that the database is out of reach. */
const PATIENCE_MS = 3_000;

type RawFact = Omit<TailFact, 'at' | 't' | 'seq' | 'marks'> & {
	seq: string;
	t: string | null;
	marks: string;
};

/** Entries after `from`, at most `limit`, with the facts they added and took away. */
export async function readBatch(
	sql: postgres.Sql,
	region: string,
	from: number,
	limit = STEP
): Promise<Batch> {
	const raw = await sql<
		{ seq: string; at: string; kind: string; key: string; department: string }[]
	>`
		select seq, at, kind, key, department from ledger_entry
		where region = ${region} and seq > ${from} and seq <= ${from + limit} order by seq`;
	const entries = raw.map((e) => ({ ...e, seq: Number(e.seq), at: new Date(e.at) }));
	if (entries.length === 0) return { entries, added: [], taken: [] };
	const to = entries[entries.length - 1]!.seq;
	const timeOf = (seq: number) => entries[seq - from - 1]!.at;
	// The entries fix `to`; whatever commits meanwhile lies beyond it, so no snapshot is needed.
	const [added, taken] = await Promise.all([
		sql<RawFact[]>`
			select seq, record, key, department, township, t, array_to_string(marks, ' ') as marks from fact
			where region = ${region} and seq > ${from} and seq <= ${to} order by seq, n`,
		sql<RawFact[]>`
			select until as seq, record, key, department, township, t, array_to_string(marks, ' ') as marks
			from fact where region = ${region} and until > ${from} and until <= ${to} order by until, n`
	]);
	const toFact = (f: RawFact): TailFact => ({
		...f,
		seq: Number(f.seq),
		at: timeOf(Number(f.seq)),
		t: f.t === null ? null : new Date(f.t),
		marks: splitMarks(f.marks)
	});
	return { entries, added: added.map(toFact), taken: taken.map(toFact) };
}

/** There are few combinations of marks: each is split once. */
const combinations = new Map<string, string[]>();
function splitMarks(text: string): string[] {
	let marks = combinations.get(text);
	if (!marks) combinations.set(text, (marks = text.split(' ')));
	return marks;
}

export class Tail {
	/** Since when the database has been out of reach; null while it is there. */
	cutSince: Date | null = null;
	#position: number;
	#running = true;
	#again = true;
	#wakeUp: (() => void) | null = null;
	#release: (() => void)[] = [];
	#done: Promise<void>;

	constructor(
		private readonly sql: postgres.Sql,
		private readonly region: string,
		from: number,
		private readonly onBatch: (batch: Batch) => Promise<void> | void,
		private readonly onFeed: (cutSince: Date | null) => void,
		private readonly now: () => Date
	) {
		this.#position = from;
		this.#done = this.#follow();
	}

	/** Look at once: something was committed. */
	wake = (): void => {
		this.#again = true;
		this.#wakeUp?.();
	};

	/** Hears the commits of this process and, by NOTIFY, those of others. */
	listen(wake: Wake): void {
		this.#release.push(wake.onCommit(this.wake));
		// postgres.js listens again by itself after a lost connection.
		this.sql.listen(CHANNEL, this.wake, this.wake).then(
			({ unlisten }) => this.#release.push(() => void unlisten().catch(() => {})),
			() => {}
		);
	}

	async close(): Promise<void> {
		this.#running = false;
		for (const release of this.#release) release();
		this.wake();
		await this.#done;
	}

	async #follow(): Promise<void> {
		while (this.#running) {
			if (!this.#again) await this.#sleep();
			this.#again = false;
			try {
				const batch = await within(PATIENCE_MS, readBatch(this.sql, this.region, this.#position));
				const last = batch.entries.at(-1);
				if (last) {
					await within(PATIENCE_MS, Promise.resolve(this.onBatch(batch)));
					this.#position = last.seq;
					this.#again = true;
				}
				// Read and handed on: a batch that fails again and again is no live feed.
				this.#setCut(null);
			} catch (error) {
				if (!this.#running) return;
				this.#setCut(this.cutSince ?? this.now(), error);
				await this.#sleep();
			}
		}
	}

	#setCut(since: Date | null, error?: unknown): void {
		if ((since === null) === (this.cutSince === null)) return;
		this.cutSince = since;
		if (error) console.error('The ledger cannot be read; trying again every second.', error);
		this.onFeed(since);
	}

	#sleep(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(done, LOOK_MS);
			const wakeUp = () => done();
			function done() {
				clearTimeout(timer);
				resolve();
			}
			this.#wakeUp = wakeUp;
		});
	}
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
