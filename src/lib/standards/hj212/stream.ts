/** Frames of HJ 212 out of a stream of bytes, however it is cut into chunks. */
import { HEADER_BYTES, hj212Crc, LIMIT, LIMIT_MAX, modbusCrc, TRAILER_BYTES } from './frame';
import { splitSegment } from './segment';

/**
 * Why bytes are no frame. `header`: no `##` and four digits where a frame should begin.
 * `length`: longer than the limit. `cut`: another frame, or the end, came before its own end.
 * `terminator`: no CR LF after the length that it told. `crc`: the CRC is another.
 * `locked`: encrypted, and there is no key. `segment`: not `…CP=&&…&&`.
 */
export type Fault = 'header' | 'length' | 'cut' | 'terminator' | 'crc' | 'locked' | 'segment';

/** `strict`: the CRC of HJ 212 only. `modbus`: the Modbus CRC will do too. */
export type CrcProfile = 'strict' | 'modbus';

export interface Frame {
	kind: 'frame';
	/** The data segment in the clear. */
	segment: Buffer;
	crc: 'hj212' | 'modbus';
	/** It came encrypted. */
	sealed: boolean;
	raw: Buffer;
}
export interface Refused {
	kind: 'refused';
	reason: Fault;
	raw: Buffer;
}

export interface DecoderOptions {
	/** Longest data segment, 1–9999 bytes; 1024 as in HJ 212-2017 unless given. */
	limit?: number;
	/**
	 * Opens an encrypted segment: HJ 212-2025 takes the CRC over the clear one. Gives the same bytes
	 * where nothing is encrypted, null where the key is missing. Must not throw.
	 */
	open?: (segment: Buffer) => Buffer | null;
}

/**
 * One per connection. What comes out depends on the bytes only, not on how they were cut; between
 * calls it holds at most the limit and 18 bytes. CR and LF between frames are passed over.
 */
export class FrameDecoder {
	readonly #limit: number;
	readonly #open: (segment: Buffer) => Buffer | null;
	#held: Buffer = Buffer.alloc(0);
	/** Why the bytes at the front are no frame, as soon as that is known; they end at the next header. */
	#fault: Fault | null = null;
	/** Up to here what is held has been searched for what it waits for. */
	#seen = 0;

	constructor({ limit = LIMIT, open = (segment) => segment }: DecoderOptions = {}) {
		if (!(limit >= 1 && limit <= LIMIT_MAX)) throw new RangeError(`limit: 1–${LIMIT_MAX}`);
		this.#limit = limit;
		this.#open = open;
	}

	/** Bytes that wait for more. */
	get held(): number {
		return this.#held.length;
	}

	/** @param crc which CRC will do, for all frames of this chunk or asked for each segment */
	push(
		chunk: Uint8Array,
		crc: CrcProfile | ((segment: Buffer) => CrcProfile) = 'strict'
	): (Frame | Refused)[] {
		const bytes = Buffer.concat([this.#held, chunk]);
		const all = this.#fault ? new Chunk(bytes, this.#seen, 0) : new Chunk(bytes, 0, this.#seen);
		const profile = typeof crc === 'function' ? crc : () => crc;
		const found: (Frame | Refused)[] = [];
		let at = 0;
		for (;;) {
			const step = this.#fault ? this.#skip(all, at, this.#fault) : this.#read(all, at, profile);
			if (!step) break;
			at += step.take;
			this.#fault = step.fault ?? null;
			if (step.found) found.push(step.found);
		}
		// A copy, so that a few bytes that wait do not keep a whole chunk.
		this.#held = copyOf(bytes.subarray(at));
		this.#seen = Math.max(0, this.#held.length - START_BYTES);
		return found;
	}

	/** The connection has ended: what is held will not be completed. */
	end(): (Frame | Refused)[] {
		const found: (Frame | Refused)[] = [];
		while (this.#held.length > 0) {
			const take = Math.min(new Chunk(this.#held, 0, 0).header(0), this.#held.length);
			found.push(refused(this.#fault ?? 'cut', this.#held.subarray(0, take)));
			this.#held = this.#held.subarray(take);
			this.#fault = null;
			this.#seen = 0;
			found.push(...this.push(Buffer.alloc(0)));
		}
		return found;
	}

	#read(all: Chunk, at: number, profile: (segment: Buffer) => CrcProfile): Step | null {
		const { bytes } = all;
		if (at === bytes.length) return null;
		if (bytes[at] === 0x0d || bytes[at] === 0x0a) return { take: 1 };
		const length = lengthAt(bytes, at);
		if (length === null) return null;
		if (Number.isNaN(length)) return { take: 0, fault: 'header' };
		if (length > this.#limit) return { take: 0, fault: 'length' };

		const end = at + HEADER_BYTES + length + TRAILER_BYTES;
		const inner = all.start(at);
		if (inner + START_BYTES <= end) {
			return { take: inner - at, found: refused('cut', bytes.subarray(at, inner)) };
		}
		if (bytes.length < end) return null;
		if (bytes[end - 2] !== 0x0d || bytes[end - 1] !== 0x0a) return { take: 0, fault: 'terminator' };

		const raw = copyOf(bytes.subarray(at, end));
		const sent = raw.subarray(HEADER_BYTES, HEADER_BYTES + length);
		const told = raw.toString('latin1', HEADER_BYTES + length, raw.length - 2).toUpperCase();
		const segment = this.#open(sent);
		const crc = segment && crcOf(segment, sent, told, profile);
		if (segment && crc && splitSegment(segment)) {
			const sealed = segment !== sent;
			return { take: raw.length, found: { kind: 'frame', segment, crc, sealed, raw } };
		}
		// Its length may be what is wrong: a frame may begin within.
		const next = all.header(at);
		const take = next + HEADER_BYTES <= end ? next - at : raw.length;
		const reason = segment === null ? 'locked' : crc === null ? 'crc' : 'segment';
		return { take, found: refused(reason, raw.subarray(0, take)) };
	}

	#skip(all: Chunk, at: number, fault: Fault): Step | null {
		const most = this.#limit + HEADER_BYTES + TRAILER_BYTES;
		const next = all.header(at) - at;
		const take = next <= most ? next : most;
		if (next > most && all.bytes.length - at < most + HEADER_BYTES) return null;
		const found = refused(fault, all.bytes.subarray(at, at + take));
		return { take, found, fault: next <= most ? undefined : 'header' };
	}
}

/** A header and the first name of the data segment. */
const START_BYTES = HEADER_BYTES + 3;

interface Step {
	take: number;
	found?: Frame | Refused;
	fault?: Fault;
}

function refused(reason: Fault, raw: Buffer): Refused {
	return { kind: 'refused', reason, raw: copyOf(raw) };
}

function copyOf(bytes: Buffer): Buffer {
	return Buffer.concat([bytes]);
}

/** The CRC is over the clear text; a sender that takes it over what it sent is understood too. */
function crcOf(
	segment: Buffer,
	sent: Buffer,
	told: string,
	profile: (segment: Buffer) => CrcProfile
): 'hj212' | 'modbus' | null {
	const texts = segment === sent ? [segment] : [segment, sent];
	if (texts.some((text) => hj212Crc(text) === told)) return 'hj212';
	if (profile(segment) !== 'modbus') return null;
	return texts.some((text) => modbusCrc(text) === told) ? 'modbus' : null;
}

/** The length that a header at `at` tells; NaN where it is none, null where too little is there. */
function lengthAt(bytes: Buffer, at: number): number | null {
	let length = 0;
	for (let i = 0; i < HEADER_BYTES; i++) {
		const byte = bytes[at + i];
		if (byte === undefined) return null;
		if (i < 2 ? byte !== 0x23 : byte < 0x30 || byte > 0x39) return NaN;
		if (i >= 2) length = length * 10 + byte - 0x30;
	}
	return length;
}

/** `QN=` and `ST=`, with which a data segment begins. */
const NAMES = [0x514e3d, 0x53543d];

/** The bytes of one call, and where headers stand in them. */
class Chunk {
	readonly bytes: Buffer;
	/** The next header behind a place; Infinity where none is seen. */
	readonly header: (behind: number) => number;
	/** The next header with a data segment behind it: no value and hardly any ciphertext holds that. */
	readonly start: (behind: number) => number;

	/** @param noHeader, noStart up to where there is known to be none */
	constructor(bytes: Buffer, noHeader: number, noStart: number) {
		const isHeader = (at: number) => (lengthAt(bytes, at) ?? NaN) >= 0;
		const isStart = (at: number) =>
			at + START_BYTES <= bytes.length &&
			isHeader(at) &&
			NAMES.includes(bytes.readUIntBE(at + HEADER_BYTES, 3));
		this.bytes = bytes;
		this.header = nextOf(bytes, isHeader, noHeader);
		this.start = nextOf(bytes, isStart, noStart);
	}
}

/** Asked for ever later places, it looks at each byte once: a flood of headers costs no more than others. */
function nextOf(bytes: Buffer, fits: (at: number) => boolean, none: number) {
	let next = -1;
	return (behind: number): number => {
		for (let at = Math.max(behind, none) + 1; next <= behind; at++) {
			at = bytes.indexOf('##', at);
			if (at < 0) return (next = Infinity);
			if (fits(at)) next = at;
		}
		return next;
	};
}
