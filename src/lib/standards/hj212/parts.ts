/** Messages that come in parts, PNUM and PNO of HJ 212. */
import type { Packet } from './segment';

export interface PartsLimits {
	/** Messages that may wait at once; the oldest is dropped for another. 32 unless given. */
	messages?: number;
	/** Parts of one message; 64 unless given. */
	parts?: number;
	/** How long a message may wait for its parts, ms from the first; 120 000 unless given. */
	age?: number;
}

/** A message that will not be whole: too old, one too many, or another came under its name. */
export interface Dropped {
	mn: string;
	qn: string | null;
	cn: string;
	have: number;
	of: number;
	reason: 'age' | 'messages' | 'replaced';
}

export type Joined = (
	| { kind: 'whole'; packet: Packet }
	| { kind: 'waiting'; have: number; of: number }
	| { kind: 'refused'; reason: 'parts' }
) & { dropped: Dropped[] };

interface Waiting {
	since: number;
	of: number;
	parts: Map<number, Packet>;
}

/**
 * Joins parts by (MN, QN, CN). One per connection, or one logger could push out the others' parts.
 * Holds at most `messages` × `parts` packets.
 */
export class Parts {
	readonly #limits: Required<PartsLimits>;
	readonly #waiting = new Map<string, Waiting>();

	constructor({ messages = 32, parts = 64, age = 120_000 }: PartsLimits = {}) {
		this.#limits = { messages, parts, age };
	}

	get size(): number {
		return this.#waiting.size;
	}

	/**
	 * Takes a packet. One that is not split is whole at once; a part sent again changes nothing.
	 * @param now ms since the epoch, never earlier than before
	 */
	add(packet: Packet, now: number): Joined {
		const dropped = this.expire(now);
		const { pnum, pno } = packet;
		if (pnum === null || pno === null) return { kind: 'whole', packet, dropped };
		if (pnum > this.#limits.parts) return { kind: 'refused', reason: 'parts', dropped };

		const key = JSON.stringify([packet.mn, packet.qn, packet.cn]);
		let waiting = this.#waiting.get(key);
		if (waiting && (waiting.of !== pnum || !mayTake(waiting, pno, packet))) {
			dropped.push(this.#drop(key, waiting, 'replaced'));
			waiting = undefined;
		}
		if (!waiting) {
			waiting = { since: now, of: pnum, parts: new Map() };
			this.#waiting.set(key, waiting);
		}
		waiting.parts.set(pno, packet);
		if (waiting.parts.size === pnum) {
			this.#waiting.delete(key);
			return { kind: 'whole', packet: joined(waiting), dropped };
		}
		for (const [oldest, message] of this.#waiting) {
			if (this.#waiting.size <= this.#limits.messages) break;
			dropped.push(this.#drop(oldest, message, 'messages'));
		}
		return { kind: 'waiting', have: waiting.parts.size, of: pnum, dropped };
	}

	/** Drops what has waited too long. @param now ms since the epoch */
	expire(now: number): Dropped[] {
		const dropped: Dropped[] = [];
		for (const [key, waiting] of this.#waiting) {
			// In order of their first part: whatever follows is younger.
			if (now - waiting.since <= this.#limits.age) break;
			dropped.push(this.#drop(key, waiting, 'age'));
		}
		return dropped;
	}

	#drop(key: string, waiting: Waiting, reason: Dropped['reason']): Dropped {
		this.#waiting.delete(key);
		const { mn, qn, cn } = [...waiting.parts.values()][0]!;
		return { mn, qn, cn, have: waiting.parts.size, of: waiting.of, reason };
	}
}

/** Uploads of 2005 carry no QN: a part that says something else belongs to the next message. */
function mayTake(waiting: Waiting, pno: number, packet: Packet): boolean {
	const known = waiting.parts.get(pno);
	return !known || JSON.stringify(known.cp) === JSON.stringify(packet.cp);
}

function joined({ parts, of }: Waiting): Packet {
	const inOrder = Array.from({ length: of }, (_, i) => parts.get(i + 1)!);
	const first = inOrder[0]!;
	return {
		...first,
		flag: { ...first.flag, answer: inOrder.some((part) => part.flag.answer), split: false },
		pnum: null,
		pno: null,
		// Every part repeats DataTime; readContent takes the same time for the same period.
		cp: inOrder.flatMap((part) => part.cp)
	};
}
