/** The verification of a ledger from a page: one at a time, its state in sight while it runs. */
import { setTimeout as delay } from 'node:timers/promises';
import { Conflict } from '../../ledger/errors';
import type { RecordType } from '../../ledger/type.server';
import { verify, type Verified } from '../../ledger/verify.server';
import type { Core } from '../../server/core.server';
import { isAway } from '../../server/http.server';
import { auditRegion } from '../access/actor';
import { auditType } from './reads.server';
import { printedRoots } from './roots.server';

export const LEDGERS = ['audit', 'records'] as const;
/** `audit`: security events; `records`: what is supervised. */
export type Ledger = (typeof LEDGERS)[number];

export interface VerificationState {
	running: boolean;
	/** Entries read, of so many. */
	done: number;
	of: number;
	/** The last that came to its end; null before the first since the start of this process. */
	result: Verified | null;
	at: Date | null;
	/** Why the last one came to no end. */
	ended: 'stopped' | 'failed' | null;
}

const NOTHING: VerificationState = {
	running: false,
	done: 0,
	of: 0,
	result: null,
	at: null,
	ended: null
};

/** Few entries at a time, and a pause: the wall is served beside it. */
const STEP = 500;
const PAUSE_MS = 5;

export class Verification {
	#states: Record<Ledger, VerificationState> = { audit: NOTHING, records: NOTHING };
	#running: { stop: AbortController; done: Promise<void> } | null = null;

	/** `types`: those of the records; the audit has its own. */
	constructor(
		private readonly core: Pick<Core, 'fold' | 'region'>,
		private readonly types: Record<string, RecordType>,
		private readonly now: () => Date
	) {}

	state(ledger: Ledger): VerificationState {
		return this.#states[ledger];
	}

	/** Returns at once. @throws Conflict while one is running. */
	start(ledger: Ledger): void {
		if (this.#running) throw new Conflict('正在核验，请待其完成或者停止后再试');
		const stop = new AbortController();
		this.#put(ledger, { running: true, done: 0, of: 0, ended: null });
		const done = this.#run(ledger, stop.signal).finally(() => (this.#running = null));
		this.#running = { stop, done };
	}

	/** Resolves when it has stopped; what was found before stays. */
	async stop(): Promise<void> {
		this.#running?.stop.abort();
		await this.finished();
	}

	async finished(): Promise<void> {
		await this.#running?.done;
	}

	async #run(ledger: Ledger, signal: AbortSignal): Promise<void> {
		const { fold, region: own } = this.core;
		const region = ledger === 'audit' ? auditRegion(own) : own;
		try {
			const roots = await printedRoots(fold.orm, region);
			const types = ledger === 'audit' ? { audit: auditType } : this.types;
			const result = await verify(fold.sql, region, types, {
				roots,
				step: STEP,
				progress: async (done, of) => {
					this.#put(ledger, { done, of });
					await delay(PAUSE_MS);
					signal.throwIfAborted();
				}
			});
			this.#put(ledger, { running: false, result, at: this.now() });
		} catch (error) {
			if (!signal.aborted && !isAway(error)) console.error(error);
			this.#put(ledger, { running: false, ended: signal.aborted ? 'stopped' : 'failed' });
		}
	}

	#put(ledger: Ledger, change: Partial<VerificationState>): void {
		this.#states[ledger] = { ...this.#states[ledger], ...change };
	}
}
