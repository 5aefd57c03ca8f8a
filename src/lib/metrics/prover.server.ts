/** Recounts figures from the record versions in the background, and remembers what came out. Shared by all who look. */
import type { Sql } from '../server/database.server';
import { recount, type Counted, type Question, type Recount } from './recount.server';

export type Proof = 'pending' | 'equal' | 'different';

const REMEMBERED = 2_000;

export class Prover {
	#known = new Map<string, Counted | null>();
	#queue: Promise<void> = Promise.resolve();

	constructor(
		private readonly sql: Sql,
		private readonly recountsOf: (metric: string, part: string) => Recount[] | null
	) {}

	/** What the recount of this question says against `expected`; starts it where it was not asked before. */
	prove(metric: string, part: string, question: Question, expected: Counted): Proof {
		const id = idOf(metric, part, question);
		const known = this.#known.get(id);
		if (known === undefined) {
			this.#remember(id, null);
			void this.count(metric, part, question);
		}
		if (!known) return 'pending';
		return known.n === expected.n && known.digest === expected.digest ? 'equal' : 'different';
	}

	/** One recount at a time: it is not to compete with the doors for the database. */
	count(metric: string, part: string, question: Question): Promise<Counted> {
		const recounts = this.recountsOf(metric, part);
		if (!recounts) throw new Error(`no recount is declared for ${metric} ${part}`);
		const id = idOf(metric, part, question);
		const counted = this.#queue.then(() => recount(this.sql, recounts, question));
		this.#queue = counted.then(
			(result) => this.#remember(id, result),
			() => void this.#known.delete(id)
		);
		return counted;
	}

	/** The oldest go first. */
	#remember(id: string, counted: Counted | null): void {
		this.#known.set(id, counted);
		if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
	}
}

const idOf = (metric: string, part: string, { scope, period, n, t }: Question): string =>
	[metric, part, scope, period.start.getTime(), period.end.getTime(), n, t.getTime()].join('|');
