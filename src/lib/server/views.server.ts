/** Tiles and the records behind them, for the API and the desk alike. */
import { mayReadRecords, mayReadScope, type Actor } from '../domain/access/actor';
import { metricOf, METRICS } from '../domain/metrics';
import { isRecord, presentDepartment, rowsOf, type RecordRow } from '../domain/records.server';
import { Forbidden, Invalid, NotFound } from '../ledger/errors';
import { factsOf, measureOf } from '../metrics/drill.server';
import { digestText } from '../metrics/fold';
import type { Tile } from '../metrics/metric';
import { momentOf, type At } from '../metrics/moment.server';
import { PERIODS, periodOf, type Period } from '../metrics/period';
import type { Proof } from '../metrics/prover.server';
import { measure, tileOf } from '../metrics/tile';
import type { App } from './app.server';

export interface Tiles {
	asOf: Tile['asOf'];
	tiles: Tile[];
}

const REFUSED = '您只能查看本部门（乡镇）的数据。需要其他部门数据的，请向数据提供部门申请授权。';

/** Every metric in a scope and a period. @throws Invalid, NotFound, Forbidden */
export async function tilesOf(
	app: App,
	actor: Actor,
	{ scope, period: id, at }: { scope: string; period: string; at: string | null }
): Promise<Tiles> {
	if (!mayReadScope(actor, scope)) throw new Forbidden(REFUSED);
	const { n, t } = await resolve(app, scope, at);
	const period = periodIn(id, t);
	return app.history.read(n, (state, seq) => ({
		asOf: { seq, at: t.toISOString() },
		tiles: METRICS.map((metric) =>
			tileOf(state, metric, scope, period, { seq, t }, app.bands.get(metric.id))
		)
	}));
}

export interface Drill {
	tile: Tile;
	total: number;
	/** Sum mod 2^64 of the first 8 bytes of sha256 of each key, 16 hex digits. */
	digest: string;
	proof: Proof;
	rows: RecordRow[];
	next: string | null;
}

/** The records behind a figure, as of the same N and t. @throws Invalid, NotFound, Forbidden */
export async function drill(
	app: App,
	actor: Actor,
	input: {
		metric: string;
		part: string;
		scope: string;
		period: string;
		at: string | null;
		cursor: string | null;
	}
): Promise<Drill> {
	const { scope, part, cursor } = input;
	if (!mayReadRecords(actor, scope)) throw new Forbidden(REFUSED);
	const metric = metricOf(input.metric);
	if (!metric) throw new NotFound(`没有指标 ${input.metric}`);
	const counted = measureOf(metric, part);
	const at = await resolve(app, scope, input.at);
	const { t } = at;
	const period = periodIn(input.period, t);
	// All from one state: nothing may be folded in between.
	const { sum, tile, n } = await app.history.read(at.n, (state, seq) => ({
		n: seq,
		sum: measure(state, counted, scope, period, t),
		tile: tileOf(state, metric, scope, period, { seq, t }, app.bands.get(metric.id))
	}));
	const { region } = app;
	const digest = digestText(sum);
	const question = { region, scope, period, n, t };
	const proof = app.prover.prove(metric.id, part, question, { n: sum.n, digest });
	const { rows, next } = await app.rows.as(actor, app.now(), async (sql) => {
		const { facts, next } = await factsOf(sql, { ...question, measure: counted, cursor });
		return { rows: await rowsOf(sql, region, facts, n), next };
	});
	return {
		tile,
		total: sum.n,
		digest,
		proof,
		rows,
		next
	};
}

/** Is there such a record, out of the asker's sight? Then he is refused it, and that is written down. */
export const foreignRecord = ({ fold, region }: App, key: string): Promise<boolean> =>
	isRecord(fold.sql, region, key);

/** The department that answers for a record now, also where that is no longer the asker's. */
export const ownerOf = ({ fold, region }: App, key: string): Promise<string | null> =>
	presentDepartment(fold.sql, region, key);

/** `at=` of a page: the times of entries are no secret. @throws Invalid, NotFound */
export const momentIn = (app: App, at: string | null): Promise<At> =>
	momentOf(app.fold.sql, app.history, at, app.now());

async function resolve(app: App, scope: string, at: string | null): Promise<At> {
	if (!app.reference.hasScope(scope)) {
		throw new Invalid(`没有范围 ${scope}，应为 district、department:<代码> 或 township:<代码>`);
	}
	await app.caughtUp();
	return momentIn(app, at);
}

function periodIn(id: string, t: Date): Period {
	const period = periodOf(id, t);
	if (!period) throw new Invalid(`没有期间 ${id}，应为 ${PERIODS.join('、')} 或月份如 2026-10`);
	return period;
}
