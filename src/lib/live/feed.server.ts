/** The live feed: the last acts, complaints, warnings and alarms of each scope, newest last. Bounded. */
import type postgres from 'postgres';
import { readBatch, type Batch } from '../ledger/tail.server';
import type { EventItem } from './protocol';

/** Of each scope: a busy department leaves the others theirs. */
const KEPT = 30;
/** Entries to look back over at a start. */
const LOOK_BACK = 500;
const SHOWN = [
	'inspection',
	'penalty',
	'coercion',
	'other_act',
	'complaint',
	'warning',
	'alarm',
	'point'
];

/** What the cockpit learnt of a record by itself is no news of it. */
const UNTOLD = ['matched', 'unmatched'];

export class Feed {
	#kept = new Map<string, EventItem[]>();

	/** `district`, `department:<code>`, `township:<code>`, `township:none`. */
	eventsOf(scope: string): readonly EventItem[] {
		return this.#kept.get(scope) ?? [];
	}

	async load(sql: postgres.Sql, region: string, seq: number): Promise<void> {
		this.push(await readBatch(sql, region, Math.max(0, seq - LOOK_BACK), LOOK_BACK));
	}

	push(batch: Batch): void {
		const townships = new Map(
			[...batch.taken, ...batch.added].map(({ key, township }) => [key, township])
		);
		for (const { seq, at, kind, key, department } of batch.entries) {
			const [type, verb] = kind.split('.') as [string, string];
			if (!SHOWN.includes(type) || UNTOLD.includes(verb)) continue;
			const township = townships.get(key) ?? null;
			const id = `event|${seq}`;
			const when = at.toISOString();
			const event: EventItem = {
				id,
				type: 'event',
				seq,
				at: when,
				kind,
				key,
				department,
				township
			};
			const scopes = ['district', `department:${department}`, `township:${township ?? 'none'}`];
			for (const scope of scopes) this.#keep(scope, event);
		}
	}

	#keep(scope: string, event: EventItem): void {
		const events = this.#kept.get(scope) ?? [];
		events.push(event);
		if (events.length > KEPT) events.shift();
		this.#kept.set(scope, events);
	}
}
