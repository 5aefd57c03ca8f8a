/** The fold, kept up with the ledger, and rebuilt as of any entry from the nearest checkpoint. */
import { hash } from 'node:crypto';
import type { Database } from '../server/database.server';
import { readBatch, type Batch, type TailFact } from '../ledger/tail.server';
import { metricsHash, readCheckpoint, storeCheckpoint, type Stored } from './checkpoint.server';
import { advance, cloneState, emptyState, fold, type FoldFact, type FoldState } from './fold';
import type { Metric } from './metric';
import { dayOf } from './period';
import { marksOf } from './tile';

/** A checkpoint is written after so many entries, but at most once a minute. */
const CHECKPOINT_ENTRIES = 5_000;
const CHECKPOINT_MS = 60_000;
/** While catching up from zero, one after so many. */
const CATCH_UP_ENTRIES = 20_000;
const REMEMBERED = 3;

export class History {
	#marks: Set<string>;
	#metrics: string;
	#written: { seq: number; ms: number };
	#remembered = new Map<number, Promise<Stored>>();

	private constructor(
		private readonly database: Database,
		readonly region: string,
		metrics: readonly Metric[],
		/** The live state: true as of entry `seq`, which was written at `at`. */
		public state: FoldState,
		public seq: number,
		public at: Date
	) {
		this.#marks = marksOf(metrics);
		this.#metrics = metricsHash(metrics);
		this.#written = { seq, ms: 0 };
	}

	/** Reads the newest checkpoint and folds what came after it. */
	static async open(
		database: Database,
		region: string,
		metrics: readonly Metric[]
	): Promise<History> {
		const stored = await readCheckpoint(
			database.orm,
			region,
			metricsHash(metrics),
			Number.MAX_SAFE_INTEGER
		);
		const history = new History(
			database,
			region,
			metrics,
			stored?.state ?? emptyState(0),
			stored?.seq ?? 0,
			stored?.at ?? new Date(0)
		);
		for (;;) {
			const batch = await readBatch(database.sql, region, history.seq);
			if (batch.entries.length === 0) break;
			history.apply(batch);
			if (history.seq - history.#written.seq >= CATCH_UP_ENTRIES) await history.checkpoint();
		}
		if (history.seq - history.#written.seq >= CHECKPOINT_ENTRIES) await history.checkpoint();
		return history;
	}

	/** Folds a batch into the live state, once: the ids of the cells it touched. */
	apply(batch: Batch): Set<string> {
		const touched = new Set<string>();
		const first = batch.entries[0];
		if (!first || first.seq <= this.seq) return touched;
		if (first.seq !== this.seq + 1) throw new Error(`#${first.seq} does not follow #${this.seq}`);
		foldBatch(this.state, this.#marks, batch, touched);
		const last = batch.entries.at(-1);
		if (last) {
			this.seq = last.seq;
			this.at = last.at;
		}
		return touched;
	}

	/** Whole seconds, never before the last entry: a clock that was set back makes no earlier figure. */
	clock(now: Date): Date {
		const ms = Math.max(now.getTime(), this.at.getTime());
		return new Date(Math.floor(ms / 1000) * 1000);
	}

	/** Writes a checkpoint when one is due; a failure costs only a longer start. */
	maintain(now: Date): void {
		if (this.seq - this.#written.seq < CHECKPOINT_ENTRIES) return;
		if (now.getTime() - this.#written.ms < CHECKPOINT_MS) return;
		this.checkpoint(now).catch(() => {});
	}

	async checkpoint(now = new Date(0)): Promise<void> {
		this.#written = { seq: this.seq, ms: now.getTime() };
		const { state, seq, at } = this;
		await storeCheckpoint(this.database.orm, this.region, this.#metrics, {
			state,
			seq,
			at
		});
	}

	/**
	 * Reads the state as of entry `n`, at most the last one folded; null: the live one. `use` is called at once and
	 * must not keep the state: the live one goes on changing.
	 */
	async read<T>(n: number | null, use: (state: FoldState, seq: number) => T): Promise<T> {
		if (n === null || n >= this.seq) return use(this.state, this.seq);
		const { state, seq } = await this.#stateAt(n);
		return use(state, seq);
	}

	/** A past state, shared by all who ask. */
	#stateAt(n: number): Promise<Stored> {
		let state = this.#remembered.get(n);
		if (!state) {
			state = this.#rebuild(n);
			state.catch(() => this.#remembered.delete(n));
			if (this.#remembered.size >= REMEMBERED) {
				this.#remembered.delete(this.#remembered.keys().next().value!);
			}
		}
		// The most recently used is the last to go.
		this.#remembered.delete(n);
		this.#remembered.set(n, state);
		return state;
	}

	async #rebuild(n: number): Promise<Stored> {
		let base = await readCheckpoint(this.database.orm, this.region, this.#metrics, n);
		for (const [seq, remembered] of this.#remembered) {
			if (seq < n && seq > (base?.seq ?? 0)) {
				const stored = await remembered;
				base = { ...stored, state: cloneState(stored.state) };
			}
		}
		const state = base?.state ?? emptyState(0);
		let seq = base?.seq ?? 0;
		let at = base?.at ?? new Date(0);
		while (seq < n) {
			const batch = await readBatch(this.database.sql, this.region, seq, Math.min(5_000, n - seq));
			const last = batch.entries.at(-1);
			if (!last) break;
			foldBatch(state, this.#marks, batch);
			({ seq, at } = last);
		}
		return { state, seq, at };
	}
}

function foldBatch(
	state: FoldState,
	marks: ReadonlySet<string>,
	batch: Batch,
	touched?: Set<string>
): void {
	fold(state, marks, batch.added.map(hashed), batch.taken.map(hashed), touched);
	const last = batch.entries.at(-1);
	// t is never before the entry's time, so the minutes of earlier days will not be asked for.
	if (last) advance(state, dayOf(last.at));
}

export function hashed(fact: Omit<TailFact, 'seq' | 'record'>): FoldFact {
	const bytes = hash('sha256', fact.key, 'buffer');
	return {
		at: fact.at,
		department: fact.department,
		township: fact.township,
		t: fact.t,
		marks: fact.marks,
		hi: bytes.readUInt32BE(0),
		lo: bytes.readUInt32BE(4)
	};
}
