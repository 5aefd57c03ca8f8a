/** Writes the demo's events and readings through the very doors that every source uses, in turns. */
import { recordAlarms, type KnownAlarm } from '../../src/lib/domain/monitoring/writes.server';
import { recordReadings } from '../../src/lib/ingest/readings.server';
import { ingestRows, TURN, type RowOutcome } from '../../src/lib/ingest/records.server';
import { recordKey, type Context } from '../../src/lib/ledger/record';
import type { Core } from '../../src/lib/server/core.server';
import type { AlarmFlip, DemoAlarm } from './alarms';
import type { DemoReading } from './telemetry';
import type { DemoEvent } from './world';

/** Name of the source, and of the key that the simulator must use: a record belongs to its source. */
export const DEMO_SOURCE = 'demo';
const PERMISSION = { source: DEMO_SOURCE, department: null };

export interface Tally {
	rows: number;
	rejected: number;
}

export class Writer {
	readonly tally: Tally = { rows: 0, rejected: 0 };
	/** By point and rule: the alarm that is open, as the district knows it. */
	#open = new Map<string, KnownAlarm>();

	constructor(readonly core: Core) {}

	context(now: Date): Context {
		return { region: this.core.region, actor: `source:${DEMO_SOURCE}`, source: 'demo', now };
	}

	/** In order, a turn ending where it is full or where a record comes again. */
	async events(events: Iterable<DemoEvent>, now: Date): Promise<void> {
		let turn: DemoEvent[] = [];
		let ids = new Set<string>();
		const write = async () => {
			const { outcomes } = await ingestRows(this.core, this.context(now), PERMISSION, turn);
			this.#count(
				outcomes,
				turn.map(({ row }) => row)
			);
			turn = [];
			ids = new Set();
		};
		for (const event of events) {
			const id = `${event.dataset}/${event.row.id}`;
			if (ids.has(id) || turn.length === TURN) await write();
			turn.push(event);
			ids.add(id);
		}
		if (turn.length > 0) await write();
	}

	/** A point's readings stay in one turn, so that its state is written once and turns can run beside each other. */
	async readings(readings: Iterable<DemoReading>, now: Date): Promise<void> {
		const byPoint = new Map<string, DemoReading[]>();
		for (const reading of readings) {
			const own = byPoint.get(reading.point);
			if (own) own.push(reading);
			else byPoint.set(reading.point, [reading]);
		}
		const turns: DemoReading[][] = [[]];
		for (const own of byPoint.values()) {
			if (turns.at(-1)!.length + own.length > TURN) turns.push([]);
			turns.at(-1)!.push(...own);
		}
		const write = async () => {
			for (let turn = turns.shift(); turn; turn = turns.shift()) {
				const { outcomes } = await recordReadings(this.core, this.context(now), PERMISSION, turn);
				this.#count(outcomes, turn);
			}
		};
		await Promise.all([write(), write(), write()]);
	}

	/** When a point of the district was last heard; null where none ever was. */
	async lastReading(): Promise<Date | null> {
		const [row] = await this.core.database.sql<{ at: string | null }[]>`
			select max(last_at) as at from point_state
			where region = ${this.core.region} and point like ${recordKey('point', DEMO_SOURCE, '%')}`;
		return row?.at ? new Date(row.at) : null;
	}

	/** What is open in the ledger already: of one point and rule only one alarm may be. */
	async learnOpenAlarms(): Promise<void> {
		const rows = await this.core.database.sql<
			{
				point: string;
				rule: string;
				level: number;
				threshold: number;
				value: number;
				raised: string;
			}[]
		>`
			select point, rule, level, threshold, value, raised_at as raised from alarm
			where region = ${this.core.region} and cleared_at is null and not withdrawn`;
		for (const { point, rule: id, level, threshold, value, raised } of rows) {
			const rule = { id, level, threshold };
			const raisedAt = new Date(raised);
			this.#open.set(`${point} ${id}`, { point, rule, value, raisedAt, clearedAt: null });
		}
	}

	/** Raised and cleared at their times; one call holds an alarm only once. */
	async alarms(flips: AlarmFlip[], now: Date): Promise<void> {
		let turn = new Map<string, KnownAlarm>();
		const write = async () => {
			await recordAlarms(this.core, this.context(now), [...turn.values()]);
			this.tally.rows += turn.size;
			turn = new Map();
		};
		for (const { alarm, at, isRaise } of flips) {
			const name = `${recordKey('point', DEMO_SOURCE, alarm.point.id)} ${alarm.rule.id}`;
			const known = this.#flip(name, alarm, at, isRaise);
			if (!known) continue;
			if (turn.has(name)) await write();
			turn.set(name, known);
		}
		if (turn.size > 0) await write();
	}

	/** Null where an alarm of that point and rule is open already, or there is none to clear. */
	#flip(
		name: string,
		{ point, rule, value }: DemoAlarm,
		at: Date,
		isRaise: boolean
	): KnownAlarm | null {
		const open = this.#open.get(name);
		if (isRaise) {
			if (open) return null;
			const key = recordKey('point', DEMO_SOURCE, point.id);
			const raised = { point: key, rule, value, raisedAt: at, clearedAt: null, at };
			this.#open.set(name, raised);
			return raised;
		}
		if (!open || open.raisedAt >= at) return null;
		this.#open.delete(name);
		return { ...open, clearedAt: at, at };
	}

	#count(outcomes: RowOutcome[], rows: object[]): void {
		this.tally.rows += rows.length;
		outcomes.forEach((outcome, i) => {
			if (typeof outcome === 'string') return;
			// The first few are enough to see what is wrong with the generator.
			if (this.tally.rejected++ < 5) {
				console.error(
					`demo row refused: ${JSON.stringify(outcome.errors)} ${JSON.stringify(rows[i])}`
				);
			}
		});
	}
}
