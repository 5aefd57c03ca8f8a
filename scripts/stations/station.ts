/** One station as HJ 212 has it: it sends a frame, waits for the answer to its QN, and sends again without one. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeFrame } from '../../src/lib/standards/hj212/frame';
import { readItems } from '../../src/lib/standards/hj212/cp';
import { encodeSegment, parseSegment, type Packet } from '../../src/lib/standards/hj212/segment';
import { seal, type Sm4 } from '../../src/lib/standards/hj212/sm4.server';
import { FrameDecoder } from '../../src/lib/standards/hj212/stream';
import { digitsOf } from '../../src/lib/standards/hj212/time';

export interface StationOptions {
	mn: string;
	pw?: string;
	/** 31 gas, 32 water. */
	st?: string;
	version?: Packet['flag']['version'];
	sm4?: Sm4;
}

export class Station {
	/** All that it was told, in order. */
	readonly told: Packet[] = [];
	#waiting = new Map<string, (packet: Packet | null) => void>();
	#decoder = new FrameDecoder();
	#qn = 0;

	private constructor(
		readonly socket: Socket,
		private readonly options: StationOptions
	) {
		socket.on('data', (chunk) => this.#hear(chunk));
		// An end in the middle of a frame is an answer that did not come.
		socket.on('error', () => {});
		socket.on('close', () => this.#waiting.forEach((tell) => tell(null)));
	}

	/** @throws where nobody listens there */
	static async open(port: number, options: StationOptions, host = '127.0.0.1'): Promise<Station> {
		const socket = connect({ port, host });
		await once(socket, 'connect');
		return new Station(socket, options);
	}

	/** A QN that it has not used: the time, and never the same millisecond twice. */
	qn(now: Date): string {
		this.#qn = Math.max(this.#qn + 1, now.getTime());
		return digitsOf(new Date(this.#qn), 17);
	}

	/** @param cp the data area as text: `DataTime=…;w01018-Rtd=40.1,w01018-Flag=N` */
	frame(qn: string, cn: string, cp: string, more: Partial<Packet> = {}): Buffer {
		const { mn, pw = '123456', st = '32', version = 2017, sm4 } = this.options;
		const segment = encodeSegment({
			...{ qn, st, cn, pw, mn, pnum: null, pno: null, resent: false },
			flag: { version, answer: true, split: more.pnum != null },
			cp: readItems(cp).items,
			...more
		});
		return encodeFrame(segment, sm4 && { sent: seal(segment, sm4) });
	}

	/** Real-time data of now. */
	readings(now: Date, values: Record<string, number>): { qn: string; frame: Buffer } {
		const qn = this.qn(now);
		const items = Object.entries(values).map(([code, v]) => `${code}-Rtd=${v},${code}-Flag=N`);
		return {
			qn,
			frame: this.frame(qn, '2011', [`DataTime=${digitsOf(now, 14)}`, ...items].join(';'))
		};
	}

	/** Sends it, and waits for what answers this QN: null where the line ended without. */
	ask({ qn, frame }: { qn: string; frame: Buffer }): Promise<Packet | null> {
		const answer = this.answerTo(qn);
		this.socket.write(frame);
		return answer;
	}

	answerTo(qn: string): Promise<Packet | null> {
		if (this.socket.destroyed) return Promise.resolve(null);
		return new Promise((resolve) => this.#waiting.set(qn, resolve));
	}

	async close(): Promise<void> {
		if (this.socket.destroyed) return;
		const closed = once(this.socket, 'close');
		this.socket.end();
		await closed;
	}

	#hear(chunk: Buffer): void {
		for (const piece of this.#decoder.push(chunk)) {
			const parsed = piece.kind === 'frame' ? parseSegment(piece.segment) : null;
			if (!parsed?.ok) throw new Error(`no answer of HJ 212: ${piece.raw.toString()}`);
			this.told.push(parsed.packet);
			const qn = parsed.packet.qn ?? '';
			this.#waiting.get(qn)?.(parsed.packet);
			this.#waiting.delete(qn);
		}
	}
}
