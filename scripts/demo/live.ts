/** What a real district adds to the plan: fresh, late, corrected, resent and wrong rows. */
import { draw } from './act';
import { inspection } from './acts';
import { Random } from './random';
import { DAY, shift, timeText } from './time';
import type { DemoEvent, Row, World } from './world';

export interface Sent {
	dataset: string;
	row: Row;
}

const KINDS = { fresh: 52, late: 9, corrected: 13, withdrawn: 1, resent: 14, wrong: 11 };
/** So many rows are remembered, to be corrected or sent again. */
const MEMORY = 60;

/** Makes one extra row at a time; the same sequence for the same name and times. */
export class Live {
	readonly #r: Random;
	readonly #weights: Record<string, number>;
	/** The latest version of each row of its own that may still change. */
	readonly #own = new Map<string, Row>();
	readonly #recent: Sent[] = [];
	#number = 0;

	constructor(
		readonly world: World,
		/** Tells the rows of one run from those of another. */
		readonly run: string
	) {
		this.#r = new Random(world.seed, 'live', run);
		this.#weights = Object.fromEntries(world.departments.map(({ code, acts }) => [code, acts]));
	}

	/** Whatever was sent may be sent again. */
	remember(sent: Sent): void {
		this.#recent.push(sent);
		if (this.#recent.length > MEMORY) this.#recent.shift();
	}

	/** @param rate extra rows a minute */
	wait(rate: number): number {
		return this.#r.exponential(60_000 / rate);
	}

	next(now: Date): Sent {
		const kind = this.#r.weighted(KINDS);
		if (kind === 'resent' && this.#recent.length > 0) return this.#r.pick(this.#recent);
		if (kind === 'wrong') return wrong(this.#r, this.#fresh(now).row);
		const own = [...this.#own.values()];
		if (kind === 'corrected' && own.length > 0) return this.#change(this.#r.pick(own), false);
		if (kind === 'withdrawn' && own.length > 0) return this.#change(this.#r.pick(own), true);
		const days = kind === 'late' ? this.#r.between(1, 20) : 0;
		const sent = this.#fresh(shift(now, -days * DAY - this.#r.between(20, 600) * 1000));
		this.#keep(sent.row);
		return sent;
	}

	#fresh(at: Date): Sent & { row: DemoEvent['row'] } {
		for (;;) {
			const code = this.#r.weighted(this.#weights);
			const profile = this.world.departments.find((department) => department.code === code)!;
			const act = draw(this.world, profile, at, 'live', this.run, ++this.#number);
			if (act) return { dataset: 'inspections', row: inspection(act) };
		}
	}

	#change(before: Row, withdrawn: boolean): Sent {
		const version = Number(before.version ?? 1) + 1;
		const checkResult = this.#r.pick(['passed', 'rectify', 'transferred']);
		const row = withdrawn ? { ...before, version, withdrawn } : { ...before, version, checkResult };
		if (withdrawn) this.#own.delete(String(before.id));
		else this.#keep(row);
		return { dataset: 'inspections', row };
	}

	#keep(row: Row): void {
		this.#own.set(String(row.id), row);
		const oldest = this.#own.keys().next().value;
		if (this.#own.size > MEMORY && oldest !== undefined) this.#own.delete(oldest);
	}
}

/** Mistakes as sources make them; each must come back with its field. */
function wrong(r: Random, row: DemoEvent['row']): Sent {
	const dataset = 'inspections';
	const tomorrow = timeText(shift(new Date(String(row.checkDate)), 2 * DAY));
	return r.pick<Sent>([
		{ dataset, row: { ...row, superviseItemImplementCode: '1406030001' } },
		{ dataset, row: { ...row, department: 'shijianju' } },
		{ dataset, row: { ...row, checkDate: tomorrow } },
		{ dataset, row: { ...row, checkResult: '合格' } },
		{ dataset, row: { ...row, township: '平鲁区' } },
		{ dataset, row: { ...row, checkPerson: '未知' } },
		{ dataset, row: { ...row, administrativeCp: '' } },
		{ dataset: 'readings', row: { point: 'ch4-999', time: String(row.checkDate), value: 0.4 } }
	]);
}
