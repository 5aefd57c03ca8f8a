/** Makes the items of a topic from the fold, the open matters, the feed and the exposures. No I/O. */
import type { Matters } from '../domain/matters/reads.server';
import { rank } from '../domain/matters/rules';
import type { Reference } from '../domain/regions/reads.server';
import { cellId } from '../metrics/fold';
import type { History } from '../metrics/history.server';
import { tileId, type Bands, type Metric, type Tile } from '../metrics/metric';
import { periodOf } from '../metrics/period';
import { measuresOf, tileOf } from '../metrics/tile';
import type { Composition } from './channel.server';
import type { Dirt } from './dirt';
import type { EventItem, ExposureItem, Item, MatterItem, TileItem } from './protocol';
import { viewOf, type View } from './topics';

/** Of the open matters, a topic carries the worst; how many there are in all is an item of its own. */
const MATTERS = 60;

export interface Sources {
	region: string;
	metrics: readonly Metric[];
	bands: ReadonlyMap<string, Bands>;
	reference: Reference;
	history: History;
	matters: Matters;
	/** The last ones of a scope, newest last. */
	eventsOf(scope: string): readonly EventItem[];
	exposures: readonly ExposureItem[];
	/** What the last recount of a tile said, while the tile stands as it was counted. */
	proofOf(tile: Tile): TileItem['proof'];
}

export class Composer {
	#metrics: Map<string, { metric: Metric; marks: string[] }>;

	constructor(private readonly sources: Sources) {
		this.#metrics = new Map(
			sources.metrics.map((metric) => [
				metric.id,
				{ metric, marks: measuresOf(metric).map(({ mark }) => mark) }
			])
		);
	}

	viewOf(topic: string): View | null {
		const { region, metrics, reference } = this.sources;
		return viewOf(topic, { region, metrics, ...reference.places });
	}

	/** @param t whole seconds */
	compose(view: View, dirt: Dirt, t: Date): Composition {
		const tiles = view.tiles
			.filter((spec) => this.#isDirty(spec, dirt.cells))
			.flatMap((spec) => this.tile(spec, t) ?? []);
		return { tiles, lists: dirt.lists ? this.#lists(view, t) : null };
	}

	tile(spec: View['tiles'][number], t: Date): TileItem | null {
		const { history, bands } = this.sources;
		const metric = this.#metrics.get(spec.metric)?.metric;
		const period = periodOf(spec.period, t);
		if (!metric || !period) return null;
		const moment = { seq: history.seq, t };
		const tile = tileOf(history.state, metric, spec.scope, period, moment, bands.get(metric.id));
		const proof = this.sources.proofOf(tile);
		return { id: tileId(tile), type: 'tile', ...tile, ...(proof && { proof }) };
	}

	#isDirty({ metric, scope }: View['tiles'][number], cells: Dirt['cells']): boolean {
		if (cells === 'all') return true;
		const marks = this.#metrics.get(metric)?.marks ?? [];
		return marks.some((mark) => cells.has(cellId(mark, scope)));
	}

	#lists(view: View, t: Date): Item[] {
		const items: Item[] = view.exposures ? [...this.sources.exposures] : [];
		if (view.scope === null) return items;
		const mine = inScope(view.scope);
		const matters = rank(this.sources.matters, t).filter(mine);
		items.push({ id: 'total|matters', type: 'total', value: matters.length });
		items.push(
			...matters.slice(0, MATTERS).map((matter, rank): MatterItem => ({
				...matter,
				type: 'matter',
				rank,
				since: matter.since.toISOString(),
				dueAt: matter.dueAt?.toISOString() ?? null
			}))
		);
		items.push(...this.sources.eventsOf(view.scope));
		return items;
	}
}

function inScope(scope: string) {
	const [kind, code] = scope.split(':');
	return (of: { department: string; township: string | null }): boolean =>
		kind === 'district' ||
		(kind === 'department' ? of.department === code : (of.township ?? 'none') === code);
}
