/** The live feed: the last acts, complaints, warnings and alarms, newest last. Bounded. */
import type postgres from 'postgres';
import { readBatch, type Batch } from '../ledger/tail.server';
import type { EventItem } from './protocol';

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

export class Feed {
	readonly events: EventItem[] = [];

	async load(sql: postgres.Sql, region: string, seq: number): Promise<void> {
		this.push(await readBatch(sql, region, Math.max(0, seq - LOOK_BACK), LOOK_BACK));
	}

	push(batch: Batch): void {
		const townships = new Map(
			[...batch.taken, ...batch.added].map(({ key, township }) => [key, township])
		);
		for (const { seq, at, kind, key, department } of batch.entries.slice(-4 * KEPT)) {
			if (!SHOWN.includes(kind.slice(0, kind.indexOf('.')))) continue;
			this.events.push({
				id: `event|${seq}`,
				type: 'event',
				seq,
				at: at.toISOString(),
				kind,
				key,
				department,
				township: townships.get(key) ?? null
			});
		}
		this.events.splice(0, Math.max(0, this.events.length - KEPT));
	}
}
