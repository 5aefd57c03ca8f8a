/** What a door refused that is no row of a dataset: kept as it came, so many a minute; the others are counted, and the count is told. */
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import { HeldBack, type Rates } from './held-back';
import { keepRejected, type Refused } from './rejections.server';

export interface RawRefusal {
	/** Whose share of the minute it takes: a mine, an enterprise. */
	sender: string;
	/** A device id, a topic, a file name. */
	id: string | null;
	raw: string;
	errors: FieldError[];
}

const A_MINUTE: Rates = { perSender: 30, inAll: 600 };
const LONGEST_RAW = 16_384;

export class RawRefusals {
	#heldBack: HeldBack;

	constructor(
		private readonly core: Core,
		/** Name of the door; it is also the source of what comes from nobody in particular. */
		private readonly dataset: string,
		rates: Rates = A_MINUTE
	) {
		this.#heldBack = new HeldBack(rates);
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
			if (!(await this.#heldBack.keeps(sender))) continue;
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

	#untold(sender: string): FieldError[] {
		const count = this.#heldBack.take(sender);
		if (count === 0) return [];
		const message = `此前另有 ${count} 条被拒收，因过于集中未逐一保存`;
		return [{ field: '', code: 'unkept', message }];
	}
}

const UNIQUE_VIOLATION = '23505';
