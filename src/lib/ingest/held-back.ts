/** Refusals of devices that nobody can stop: so many of a sender a minute, so many of all; what is held back is counted. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface Rates {
	perSender: number;
	inAll: number;
}

/** Senders of which it is counted what was held back; beyond them it is counted for all together. */
const SENDERS = 10_000;

export class HeldBack {
	#perSender: RateLimiterMemory;
	#inAll: RateLimiterMemory;
	#counts = new Map<string, number>();

	constructor({ perSender, inAll }: Rates) {
		this.#perSender = new RateLimiterMemory({ points: perSender, duration: 60 });
		this.#inAll = new RateLimiterMemory({ points: inAll, duration: 60 });
	}

	/** Is this one kept? If not it is counted. */
	async keeps(sender: string): Promise<boolean> {
		try {
			await this.#perSender.consume(sender);
			await this.#inAll.consume('');
			return true;
		} catch (refused) {
			if (refused instanceof Error) throw refused;
			const name = this.#counts.size < SENDERS || this.#counts.has(sender) ? sender : '';
			this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
			return false;
		}
	}

	/** How many of this sender were held back since it was last asked. */
	take(sender: string): number {
		const count = this.#counts.get(sender) ?? 0;
		this.#counts.delete(sender);
		return count;
	}
}

/** UTF-8 as it is; anything else, ciphertext or noise, as hex, so that no byte is lost. */
export function rawText(bytes: Buffer): string {
	const text = bytes.toString('utf8');
	return Buffer.from(text, 'utf8').equals(bytes) ? text : `hex:${bytes.toString('hex')}`;
}
