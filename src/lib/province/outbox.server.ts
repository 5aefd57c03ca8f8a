/**
 * Sends the ledger to the province, batch after batch, and never past one that has no receipt. One process at a time
 * sends for a region; the others look now and then whether it is still there.
 */
import type { Core } from '../server/core.server';
import { attempted, entriesOf, failed, nextBatch, receipted, type Batch } from './batches.server';
import { askCounts, postBatch, type Upload } from './post.server';
import { readLag, type Lag } from './reads.server';
import { lastReconciled, reconcile } from './reconcile.server';
import { rowsOf } from './rows.server';
import { FULL, PACE, pauseAfter, type Pace } from './rules';

export interface Outbox {
	/** A batch under way is left as it is: it goes again under its number. */
	close(): Promise<void>;
	lag(): Promise<Lag>;
}

interface Options extends Upload {
	now(): Date;
	log(line: string): void;
	pace?: Partial<Pace>;
}

export function openOutbox(core: Core, options: Options): Outbox {
	const line = new Line(core, options);
	return {
		close: () => line.close(),
		async lag() {
			const { entries, since } = await readLag(core.database.sql, core.region);
			return { entries, since };
		}
	};
}

class Line {
	#ended = new AbortController();
	#wakeUp: (() => void) | null = null;
	#pace: Pace;
	/** In a row. */
	#failures = 0;
	/** What was said last: the same is not said twice. */
	#said = '';
	/** Much was sent, or something went wrong: once it has caught up, the counts are compared. */
	#behind = true;
	#done: Promise<void>;

	constructor(
		private readonly core: Core,
		private readonly options: Options
	) {
		this.#pace = { ...PACE, ...options.pace };
		this.#done = this.#run();
	}

	async close(): Promise<void> {
		this.#ended.abort();
		this.#wakeUp?.();
		await this.#done;
	}

	async #run(): Promise<void> {
		while (!this.#ended.signal.aborted) {
			const pause = await this.#turn().catch((error: unknown) => {
				if (this.#ended.signal.aborted) return 0;
				return this.#fail(`nothing can be sent: ${String(error)}`);
			});
			if (pause > 0) await this.#rest(pause);
		}
	}

	/** @returns how long to rest */
	async #turn(): Promise<number> {
		const { database, region } = this.core;
		return database.sql.begin(async (tx) => {
			// Held over the call and by nothing else: this transaction reads no row and keeps none from being cleaned up.
			const [lock] = await tx<{ mine: boolean }[]>`
				select pg_try_advisory_xact_lock(hashtext('province'), ${Number(region)}) as mine`;
			return lock!.mine ? this.#send() : this.#pace.gather;
		});
	}

	async #send(): Promise<number> {
		const { core, options } = this;
		const batch = await nextBatch(core, options.now());
		if (!batch) return this.#compare();
		await attempted(core, batch, options.now());
		const entries = await entriesOf(core, batch);
		const answer = await postBatch(
			options,
			{
				cd_batch: batch.batch,
				region: core.region,
				after: batch.after,
				upTo: batch.upTo,
				hash: entries.at(-1)!.hash,
				rows: await rowsOf(core, batch.batch, entries)
			},
			this.#signal()
		);
		if (this.#ended.signal.aborted && !('told' in answer)) return 0;
		if ('told' in answer) {
			await receipted(core, batch, answer.told, options.now());
			return this.#received(batch);
		}
		await failed(core, batch, answer.why);
		const what = `batch ${batch.batch}`;
		if (answer.is === 'failed') {
			return this.#fail(`${what} did not arrive (${answer.code}); it goes again.`);
		}
		this.#fail(`${what} is refused (${answer.code}): nothing goes until that is settled.`);
		return this.#pace.refused;
	}

	#received({ batch, after, upTo }: Batch): number {
		if (this.#failures > 0) this.#say(`batch ${batch} is received, the line is free again.`);
		const isFull = upTo - after === FULL;
		this.#behind ||= isFull || this.#failures > 0;
		this.#failures = 0;
		return isFull ? 0 : this.#pace.gather;
	}

	/** Everything is there: now both ends can be counted. */
	async #compare(): Promise<number> {
		const { core, options } = this;
		const last = await lastReconciled(core);
		const isDue = !last || options.now().getTime() - last.getTime() >= this.#pace.reconcile;
		if (!isDue && !this.#behind) return this.#pace.gather;
		const answer = await askCounts(options, core.region, this.#signal());
		if (this.#ended.signal.aborted) return 0;
		if (!('told' in answer)) return this.#fail(`no counts come (${answer.code}).`);
		const differing = await reconcile(core, answer.told, options.now());
		this.#behind = false;
		this.#failures = 0;
		if (differing.length > 0) {
			this.#say(`as of entry ${answer.told.upTo} these counts differ: ${differing.join(', ')}.`);
		}
		return this.#pace.gather;
	}

	#signal(): AbortSignal {
		return AbortSignal.any([this.#ended.signal, AbortSignal.timeout(this.#pace.patience)]);
	}

	/** @returns how long to rest */
	#fail(what: string): number {
		this.#failures += 1;
		this.#say(what);
		return pauseAfter(this.#failures, this.#pace, Math.random());
	}

	#say(what: string): void {
		if (what !== this.#said) this.options.log(`To the province: ${what}`);
		this.#said = what;
	}

	#rest(ms: number): Promise<void> {
		if (this.#ended.signal.aborted) return Promise.resolve();
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#wakeUp = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}
