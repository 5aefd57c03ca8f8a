/** Frames that were refused: kept with what came, so many a minute; the others are counted, and the next that is kept says how many. */
import { randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Core } from '../../server/core.server';
import { isAway } from '../../server/http.server';
import type { FieldError } from '../../standards/fields';
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
/** Addresses of which it is counted what was not kept; beyond them it is counted for all together. */
const ADDRESSES = 10_000;

export class Refusals {
	#perAddress: RateLimiterMemory;
	#inAll: RateLimiterMemory;
	#unkept = new Map<string, number>();
	#batch: Batch<Refusal>;

	constructor(core: Core, limits: Limits, log: (line: string) => void) {
		this.#perAddress = new RateLimiterMemory({ points: limits.keptPerAddress, duration: 60 });
		this.#inAll = new RateLimiterMemory({ points: limits.keptInAll, duration: 60 });
		this.#batch = new Batch({
			...{ gather: GATHER_MS, most: limits.rows, keep: limits.keep, isAway },
			write: (items) => write(core, items),
			failed: ({ address }, error) => log(`a refused frame of ${address} is lost: ${String(error)}`)
		});
	}

	/** What became of it; `counted` where there were too many to keep. */
	async keep(refusal: Refusal): Promise<Outcome | 'counted'> {
		const { address } = refusal;
		if (!(await this.#mayKeep(address))) {
			const name = this.#unkept.size < ADDRESSES ? address : '';
			this.#unkept.set(name, (this.#unkept.get(name) ?? 0) + 1);
			return 'counted';
		}
		const unkept = this.#unkept.get(address) ?? 0;
		this.#unkept.delete(address);
		if (unkept === 0) return this.#batch.add(refusal);
		const message = `此前另有 ${unkept} 帧被拒收，因过于集中未逐一保存`;
		const errors = [...refusal.errors, { field: '', code: 'unkept', message }];
		return this.#batch.add({ ...refusal, errors });
	}

	close(): Promise<void> {
		return this.#batch.close();
	}

	async #mayKeep(address: string): Promise<boolean> {
		try {
			await this.#perAddress.consume(address);
			await this.#inAll.consume('');
			return true;
		} catch (refused) {
			if (refused instanceof Error) throw refused;
			return false;
		}
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
			...{ index, id: mn, errors, raw: textOf(raw), row: null }
		}));
		await keepRejected(
			core,
			{ batch: randomUUID(), at: own[0]!.at, source, dataset: DATASET },
			rows
		);
	}
}

/** UTF-8 as it is; anything else, ciphertext or noise, as hex, so that no byte is lost. */
export function textOf(raw: Buffer): string {
	const text = raw.toString('utf8');
	return Buffer.from(text, 'utf8').equals(raw) ? text : `hex:${raw.toString('hex')}`;
}
