/** Frames that were refused: kept with what came, so many a minute; the others are counted, and the next that is kept says how many. */
import { randomUUID } from 'node:crypto';
import type { Core } from '../../server/core.server';
import { isAway } from '../../server/http.server';
import type { FieldError } from '../../standards/fields';
import { HeldBack, rawText } from '../held-back';
import { keepRejected, type Refused } from '../rejections.server';
import { Batch, type Outcome } from './batch';
import type { Limits } from './limits';

export const DATASET = 'hj212';

export interface Refusal {
	address: string;
	/** Source of the device, where it is known. */
	source: string | null;
	mn: string | null;
	raw: Buffer;
	errors: FieldError[];
	at: Date;
}

const GATHER_MS = 100;

export class Refusals {
	#heldBack: HeldBack;
	#batch: Batch<Refusal>;

	constructor(core: Core, limits: Limits, log: (line: string) => void) {
		const { keptPerAddress: perSender, keptInAll: inAll } = limits;
		this.#heldBack = new HeldBack({ perSender, inAll });
		this.#batch = new Batch({
			...{ gather: GATHER_MS, most: limits.rows, keep: limits.keep, isAway },
			write: (items) => write(core, items),
			failed: ({ address }, error) => log(`a refused frame of ${address} is lost: ${String(error)}`)
		});
	}

	/** What became of it; `counted` where there were too many to keep. */
	async keep(refusal: Refusal): Promise<Outcome | 'counted'> {
		const { address } = refusal;
		if (!(await this.#heldBack.keeps(address))) return 'counted';
		const unkept = this.#heldBack.take(address);
		if (unkept === 0) return this.#batch.add(refusal);
		const message = `此前另有 ${unkept} 帧被拒收，因过于集中未逐一保存`;
		const errors = [...refusal.errors, { field: '', code: 'unkept', message }];
		return this.#batch.add({ ...refusal, errors });
	}

	close(): Promise<void> {
		return this.#batch.close();
	}
}

async function write(core: Core, items: Refusal[]): Promise<void> {
	const sources = new Map<string, Refusal[]>();
	for (const item of items) {
		const source = item.source ?? DATASET;
		sources.set(source, [...(sources.get(source) ?? []), item]);
	}
	for (const [source, own] of sources) {
		const rows = own.map(({ mn, errors, raw }, index): Refused => ({
			...{ index, id: mn, errors, raw: rawText(raw), row: null }
		}));
		await keepRejected(
			core,
			{ batch: randomUUID(), at: own[0]!.at, source, dataset: DATASET },
			rows
		);
	}
}
