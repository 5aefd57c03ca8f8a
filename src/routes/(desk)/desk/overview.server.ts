/** What a page of a scope loads: figures as of one entry, and where to follow them from there. */
import { METRICS } from '$lib/domain/metrics';
import { topic, type Snapshot } from '$lib/live/protocol';
import type { Tile } from '$lib/metrics/metric';
import { dateOf, periodOf } from '$lib/metrics/period';
import { tileOf } from '$lib/metrics/tile';
import { app } from '$lib/server/app.server';
import { momentIn } from '$lib/server/views.server';
import { answered } from '../../answered.server';
import { DEFAULT_PERIOD, type Choice } from './places';

/** Months that can be chosen besides the present periods. */
const MONTHS_BACK = 12;

export interface Overview {
	choice: Choice;
	months: string[];
	asOf: { seq: number; at: string };
	/** Of each scope asked for, every metric; all of the same entry and second. */
	tiles: Map<string, Tile[]>;
	/** Of the first scope; null while an earlier entry is shown, and under a grant, of which sockets know nothing. */
	snapshot: Snapshot | null;
}

export async function overviewOf(scopes: [string, ...string[]], choice: Choice): Promise<Overview> {
	const running = app();
	const { history, hub, bands, region, caughtUp } = running;
	await caughtUp();
	const { n, t } = await answered(momentIn(running, choice.at));
	const period = periodOf(choice.period, t) ?? periodOf(DEFAULT_PERIOD, t)!;
	const { asOf, tiles } = await history.read(n, (state, seq) => ({
		asOf: { seq, at: t.toISOString() },
		tiles: new Map(
			scopes.map((scope) => [
				scope,
				METRICS.map((m) => tileOf(state, m, scope, period, { seq, t }, bands.get(m.id)))
			])
		)
	}));
	return {
		choice,
		months: monthsUntil(t),
		asOf,
		tiles,
		snapshot:
			choice.at === null && choice.grant === null ? hub.snapshot(topicOf(region, scopes[0])) : null
	};
}

function topicOf(region: string, scope: string): string {
	const [kind, code] = scope.split(':');
	if (code === undefined) return topic.wall(region);
	return kind === 'department' ? topic.department(region, code) : topic.township(region, code);
}

/** The whole months before that of `t`, the latest first. */
function monthsUntil(t: Date): string[] {
	const [year, month] = dateOf(t).split('-').map(Number) as [number, number];
	return Array.from({ length: MONTHS_BACK }, (_, i) =>
		new Date(Date.UTC(year, month - 2 - i, 1)).toISOString().slice(0, 7)
	);
}
