/** One connection: read no faster than its limits, and ended where it does harm. */
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { headOf, splitSegment } from '../../standards/hj212/segment';
import { hasSm4, opener } from '../../standards/hj212/sm4.server';
import {
	FrameDecoder,
	type CrcProfile,
	type Frame,
	type Refused
} from '../../standards/hj212/stream';
import { Conversation } from './conversation.server';
import type { Gateway } from './gateway.server';

const HANG_UP_MS = 1_000;

export class Line {
	#decoder: FrameDecoder;
	#conversation: Conversation;
	#faults = 0;
	/** When the next frame is due, were they read at their pace; `performance.now()`. */
	#due = -Infinity;
	/** Something that it sent is not dealt with yet: then it is not idle, it waits for us. */
	#busy = false;

	constructor(
		private readonly socket: Socket,
		private readonly address: string,
		private readonly gateway: Gateway
	) {
		const { registry, limits } = gateway;
		const sm4Of = (mn: string) => {
			const [device, ...others] = registry.find(mn);
			return others.length === 0 ? (device?.sm4 ?? null) : null;
		};
		this.#decoder = new FrameDecoder({
			limit: limits.segment,
			...(hasSm4() && { open: opener(sm4Of) })
		});
		this.#conversation = new Conversation(gateway, address, (bytes) => this.#send(bytes));
	}

	/** Resolves when it is over. Never throws: what happens on one line concerns no other. */
	async run(): Promise<void> {
		const { socket, gateway } = this;
		const { limits } = gateway;
		const stranger = setTimeout(() => {
			if (this.#conversation.devices.size === 0) this.end('no registered station spoke on it');
		}, limits.stranger);
		socket.setNoDelay(true).setKeepAlive(true, 60_000);
		socket.setTimeout(limits.idle, () => this.#busy || this.end('it was silent for too long'));
		// The iterator tells what went wrong, while it runs; after that nobody asks.
		socket.on('error', () => {});
		try {
			for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
				this.#busy = true;
				for (const piece of this.#decoder.push(chunk as Buffer, (s) => this.#crcOf(s))) {
					await this.#take(piece);
				}
				this.#busy = false;
			}
			for (const piece of this.#decoder.end()) await this.#take(piece);
			await this.settled();
			socket.destroySoon();
		} catch (error) {
			// A line that broke has told its end already.
			if (!socket.destroyed) this.end(`failed: ${String(error)}`);
		} finally {
			clearTimeout(stranger);
		}
	}

	settled(): Promise<void> {
		return this.#conversation.settled();
	}

	end(reason: string): void {
		if (this.socket.destroyed) return;
		this.gateway.tell(this.address, `closed: ${reason}`);
		this.socket.destroy();
	}

	/** Ends it once its answers are sent; one that does not read them is not waited for. */
	hangUp(): void {
		this.socket.destroySoon();
		setTimeout(() => this.socket.destroy(), HANG_UP_MS).unref();
	}

	async #take(piece: Frame | Refused): Promise<void> {
		const { limits, readings } = this.gateway;
		await this.#pace();
		await this.#conversation.below(limits.unanswered);
		await readings.below(limits.waiting);
		if (this.gateway.closing || this.socket.destroyed) return;
		const heard = await this.#conversation.hear(piece);
		if (heard === 'good') this.#faults = Math.max(0, this.#faults - 1);
		if (heard === 'fault') this.#faults += 1;
		if (this.#faults >= limits.faults) {
			await this.settled();
			this.end(`${this.#faults} of its frames were refused`);
		}
	}

	/** The generic cell rate: a burst at once, then one frame after another. */
	async #pace(): Promise<void> {
		const { framesPerSecond, burst } = this.gateway.limits;
		const step = 1_000 / framesPerSecond;
		const now = performance.now();
		this.#due = Math.max(this.#due, now - burst * step) + step;
		if (this.#due > now) await delay(this.#due - now);
	}

	#crcOf(segment: Buffer): CrcProfile {
		const mn = headOf(splitSegment(segment)?.head ?? '').values.get('MN') ?? '';
		const [device, ...others] = this.gateway.registry.find(mn);
		return device && others.length === 0 ? device.crc : 'strict';
	}

	#send(bytes: Buffer): void {
		if (this.socket.destroyed || !this.socket.writable) return;
		this.socket.write(bytes);
		if (this.socket.writableLength > this.gateway.limits.unread) {
			this.end('it does not read its answers');
		}
	}
}
