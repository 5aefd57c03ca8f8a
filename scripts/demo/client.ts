/** What any source does: posts rows, waits while the cockpit cannot take them, and sends them again. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
	accepted: number;
	duplicates: number;
	corrected: number;
	rejected: { index: number; id: string | null }[];
}

/** The cockpit will never take this: sending it again is of no use. */
export class Refused extends Error {}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const ANSWER_MS = 30_000;

export class Client {
	#away = false;

	constructor(
		readonly url: string,
		readonly key: string,
		/** Aborted when the source is to stop. */
		readonly signal: AbortSignal,
		readonly log: (line: string) => void = () => {}
	) {}

	/** Rows are identified by their ids, so an answer that got lost does no harm. */
	async post(dataset: string, rows: unknown[]): Promise<Answer> {
		for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
			const answer = await this.#try(dataset, JSON.stringify(rows));
			if (typeof answer === 'object') {
				if (this.#away) this.log('The cockpit answers again.');
				this.#away = false;
				return answer;
			}
			if (!this.#away) this.log('The cockpit does not answer; rows are kept and sent again.');
			this.#away = true;
			// Not all sources at the same moment.
			const own = wait * (0.5 + Math.random());
			await delay(Math.max(answer, own), undefined, { signal: this.signal });
		}
	}

	/** The answer, or how long the cockpit wants us to wait (ms). */
	async #try(dataset: string, body: string): Promise<Answer | number> {
		let response: Response;
		try {
			response = await fetch(new URL(`/api/v1/records/${dataset}`, this.url), {
				method: 'POST',
				headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
				body,
				signal: AbortSignal.any([this.signal, AbortSignal.timeout(ANSWER_MS)])
			});
			if (response.ok) return (await response.json()) as Answer;
		} catch {
			this.signal.throwIfAborted();
			return 0;
		}
		const text = await response.text().catch(() => '');
		if (response.status === 429 || response.status >= 500) {
			return Number(response.headers.get('retry-after') ?? 0) * 1000;
		}
		throw new Refused(`${dataset}: ${response.status} ${text.slice(0, 300)}`);
	}
}
