/** Messages wait here until they are written; each is told once it is. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isPassing } from '../passing.server';
import { rawText } from '../held-back';
import { takeMessages, type Desk, type Message } from './batch.server';

export interface Waiting extends Message {
	written(): void;
}

/** At most so many in one transaction. */
const TURN = 1_000;
const RETRY_MS = 250;

export class Inbox {
	#queue: Waiting[] = [];
	#running: Promise<void> | null = null;
	#room: (() => void)[] = [];
	#closing = false;

	constructor(
		private readonly desk: Desk,
		/** Messages that may wait at once. */
		private readonly most: number
	) {}

	/** @param room called once there is room for another. */
	add(message: Waiting, room: () => void): void {
		this.#queue.push(message);
		if (this.#queue.length < this.most) room();
		else this.#room.push(room);
		this.#running ??= this.#run();
	}

	/** What is being written is written, where that goes at once; what waits is left to the broker. */
	async close(): Promise<void> {
		this.#closing = true;
		await this.#running;
	}

	/** While one batch is written the next gathers: the busier, the larger. */
	async #run(): Promise<void> {
		while (this.#queue.length > 0 && !this.#closing) {
			const batch = this.#queue.slice(0, TURN);
			if (!(await this.#write(batch))) continue;
			this.#queue.splice(0, batch.length);
			for (const { written } of batch) written();
			if (this.#queue.length < this.most) for (const room of this.#room.splice(0)) room();
		}
		this.#running = null;
	}

	/** False where the cockpit closes before it is written. */
	async #write(batch: Waiting[]): Promise<boolean> {
		while (!this.#closing) {
			try {
				await takeMessages(this.desk, batch);
				return true;
			} catch (error) {
				if (isPassing(error)) await delay(RETRY_MS);
				else if (batch.length === 1) return this.#setAside(batch[0]!, error);
				else {
					// One of them is at fault, and the others shall not suffer for it.
					for (const message of batch) if (!(await this.#write([message]))) return false;
					return true;
				}
			}
		}
		return false;
	}

	/** Sent again it would fail again: it is kept, and holds up nobody. */
	async #setAside({ topic, payload }: Message, error: unknown): Promise<boolean> {
		const { log, refusals, now } = this.desk;
		log(`a message under ${topic} cannot be written: ${String(error)}`);
		const errors = [{ field: '', code: 'internal', message: '服务器内部错误，已记录' }];
		const refusal = { sender: topic, id: topic, raw: rawText(payload), errors };
		while (!this.#closing) {
			try {
				await refusals.keep({ batch: randomUUID(), at: now() }, [refusal]);
				return true;
			} catch (reason) {
				if (!isPassing(reason)) {
					log(`…nor be kept: ${String(reason)}`);
					return true;
				}
				await delay(RETRY_MS);
			}
		}
		return false;
	}
}
