/** What a door refused that is no row of a dataset: kept as it came, so many a minute; the others are counted, and the count is told. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import { keepRejected, type Refused } from './rejections.server';

export interface RawRefusal {
	/** Whose share of the minute it takes: a mine, an enterprise. */
	sender: string;
	/** A device id, a topic, a file name. */
	id: string | null;
	raw: string;
	errors: FieldError[];
}

interface Rates {
	perSender: number;
	inAll: number;
}

const A_MINUTE: Rates = { perSender: 30, inAll: 600 };
/** Senders of which it is counted what was not kept; beyond them it is counted for all together. */
const SENDERS = 10_000;
const LONGEST_RAW = 16_384;

export class RawRefusals {
	#perSender: RateLimiterMemory;
	#inAll: RateLimiterMemory;
	#unkept = new Map<string, number>();

	constructor(
		private readonly core: Core,
		/** Name of the door; it is also the source of what comes from nobody in particular. */
		private readonly dataset: string,
		{ perSender, inAll }: Rates = A_MINUTE
	) {
		this.#perSender = new RateLimiterMemory({ points: perSender, duration: 60 });
		this.#inAll = new RateLimiterMemory({ points: inAll, duration: 60 });
	}

	/**
	 * @param about.batch the same for the same content: what is kept already is not kept twice.
	 * @throws where the database is away
	 */
	async keep(
		about: { batch: string; at: Date; source?: string },
		refusals: RawRefusal[]
	): Promise<void> {
		const rows: Refused[] = [];
		for (const [index, { sender, id, raw, errors }] of refusals.entries()) {
			if (!(await this.#mayKeep(sender))) {
				this.#count(sender);
				continue;
			}
			rows.push({
				...{ index, id, row: null, raw: raw.slice(0, LONGEST_RAW) },
				errors: [...errors, ...this.#untold(sender)]
			});
		}
		if (rows.length === 0) return;
		const { batch, at, source = this.dataset } = about;
		try {
			await keepRejected(this.core, { batch, at, source, dataset: this.dataset }, rows);
		} catch (error) {
			if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
		}
	}

	#count(sender: string): void {
		const name = this.#unkept.size < SENDERS || this.#unkept.has(sender) ? sender : '';
		this.#unkept.set(name, (this.#unkept.get(name) ?? 0) + 1);
	}

	#untold(sender: string): FieldError[] {
		const count = this.#unkept.get(sender);
		if (count === undefined) return [];
		this.#unkept.delete(sender);
		const message = `此前另有 ${count} 条被拒收，因过于集中未逐一保存`;
		return [{ field: '', code: 'unkept', message }];
	}

	async #mayKeep(sender: string): Promise<boolean> {
		try {
			await this.#perSender.consume(sender);
			await this.#inAll.consume('');
			return true;
		} catch (refused) {
			if (refused instanceof Error) throw refused;
			return false;
		}
	}
}

const UNIQUE_VIOLATION = '23505';

/** UTF-8 as it is; anything else as hex, so that no byte is lost. */
export function rawText(bytes: Buffer): string {
	const text = bytes.toString('utf8');
	return Buffer.from(text, 'utf8').equals(bytes) ? text : `hex:${bytes.toString('hex')}`;
}
