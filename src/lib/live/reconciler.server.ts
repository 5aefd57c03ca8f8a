/** Goes round the figures of the wall in the background and recounts them from the record versions. */
import { cellId, digestText } from '../metrics/fold';
import type { History } from '../metrics/history.server';
import { tileId, type Metric, type Tile } from '../metrics/metric';
import { periodOf } from '../metrics/period';
import type { Prover } from '../metrics/prover.server';
import { lastTouched, measure } from '../metrics/tile';
import type { View } from './topics';

/** One figure at a time, so often. */
const EVERY_MS = 1_000;

interface Finding {
	numerator: number;
	denominator: number | null;
	lastAt: string | null;
	equal: boolean;
}

export class Reconciler {
	#findings = new Map<string, Finding>();
	#timer: ReturnType<typeof setInterval> | null = null;
	#next = 0;
	#busy = false;

	constructor(
		private readonly prover: Prover,
		private readonly history: History,
		private readonly region: string,
		private readonly metrics: readonly Metric[],
		private readonly now: () => Date,
		private readonly onFound: (cells: Set<string>) => void
	) {}

	/** A finding holds while the figure stands as it was counted. */
	proofOf(tile: Tile): 'equal' | 'different' | undefined {
		const found = this.#findings.get(tileId(tile));
		if (
			!found ||
			found.numerator !== tile.numerator ||
			found.denominator !== tile.denominator ||
			found.lastAt !== tile.source.lastAt
		)
			return undefined;
		return found.equal ? 'equal' : 'different';
	}

	start(tiles: View['tiles']): void {
		this.#timer = setInterval(() => {
			if (this.#busy) return;
			const spec = tiles[this.#next++ % tiles.length];
			if (!spec) return;
			this.#busy = true;
			this.#check(spec)
				// A database out of reach is told by the tail; the round goes on.
				.catch(() => {})
				.finally(() => (this.#busy = false));
		}, EVERY_MS);
	}

	stop(): void {
		if (this.#timer) clearInterval(this.#timer);
	}

	async #check({ metric: id, scope, period: periodId }: View['tiles'][number]): Promise<void> {
		const metric = this.metrics.find((m) => m.id === id)!;
		const t = this.history.clock(this.now());
		const period = periodOf(periodId, t)!;
		const { state, seq } = this.history;
		const measures = [metric.numerator, metric.denominator].flatMap((m) => m ?? []);
		// Read now, before anything else is folded: the recount is of this very entry.
		const sums = measures.map((m) => measure(state, m, scope, period, t));
		const lastAt = lastTouched(state, metric, scope);
		const question = { region: this.region, scope, period, n: seq, t };
		let equal = true;
		for (const [i, part] of ['numerator', 'denominator'].slice(0, sums.length).entries()) {
			const counted = await this.prover.count(id, part, question);
			const sum = sums[i]!;
			equal &&= counted.n === sum.n && counted.digest === digestText(sum);
		}
		this.#findings.set(tileId({ metric: id, scope, period: periodId }), {
			numerator: sums[0]!.n,
			denominator: sums[1]?.n ?? null,
			lastAt,
			equal
		});
		this.onFound(new Set([cellId(metric.numerator.mark, scope)]));
	}
}
