/** Figures and the lists behind them, against brute force. */
import { expect } from 'vitest';
import { METRICS } from '../../src/lib/domain/metrics';
import { recountsOf } from '../../src/lib/domain/recounts.server';
import { periodOf } from '../../src/lib/metrics/period';
import { recount } from '../../src/lib/metrics/recount.server';
import { drill, tilesOf } from '../../src/lib/server/views.server';
import { READER, REGION } from '../core';
import { boundsOf, count, stateAsOf, turningPoints, type State, type Versions } from './brute';
import { SCOPES, type District, type Photo } from './district';

export const PERIODS = ['today', 'month', 'quarter', 'year', '2026-09', '2026-12'];

export interface Question {
	metric: string;
	part: string;
	scope: string;
	period: string;
}

const DAY_MS = 24 * 3_600_000;

/** Every part of every metric in every scope and period; what is the same in every period, in one. */
export const QUESTIONS: Question[] = METRICS.flatMap((metric) => {
	const { id, numerator, denominator, parts } = metric;
	const measures = Object.entries({ numerator, ...(denominator && { denominator }), ...parts });
	return measures.flatMap(([part, { when }]) =>
		(when === 'period' || when === 'due' ? PERIODS : ['month']).flatMap((period) =>
			SCOPES.map((scope) => ({ metric: id, part, scope, period }))
		)
	);
});

/** A time at which this photograph may be asked about: when a duty falls due, a second before, or when it was taken. */
export function timeOf(
	{ clock }: District,
	versions: Versions,
	{ seq, at }: Photo,
	chance: number
): Date {
	const first = Math.ceil(at.getTime() / 1000) * 1000;
	const turns = turningPoints(stateAsOf(versions, seq))
		.flatMap((time) => [time, time - 1000])
		.filter((time) => time >= first && time <= clock.now.getTime());
	return new Date(turns[chance % (turns.length + 1)] ?? first);
}

/** Every tile as of N at t is what brute force counts. */
export async function tilesAreCounted(
	district: District,
	versions: Versions,
	n: number,
	t: Date
): Promise<void> {
	const second = Math.floor(t.getTime() / 1000) * 1000;
	const state = stateAsOf(versions, n);
	for (const scope of SCOPES) {
		for (const period of PERIODS) {
			const { tiles } = await tilesOf(district.app, READER, {
				scope,
				period,
				at: `${n}@${t.toISOString()}`
			});
			for (const tile of tiles) {
				const due = (part: string) => count(state, [tile.metric, part], scope, period, second).n;
				const denominator = tile.denominator === null ? null : due('denominator');
				const numerator = due('numerator');
				const parts =
					tile.parts &&
					Object.fromEntries(Object.keys(tile.parts).map((part) => [part, due(part)]));
				expect(tile, `${tile.metric} ${scope} ${period} as of #${n}`).toMatchObject({
					numerator,
					denominator,
					value:
						denominator === null ? numerator : denominator === 0 ? null : numerator / denominator,
					excluded: ['K-06', 'K-07', 'K-11', 'K-12', 'K-19'].includes(tile.metric)
						? due('excluded')
						: null,
					asOf: { seq: n, at: new Date(second).toISOString() },
					...(parts && { parts })
				});
				if (tile.trend) expect(tile.trend).toEqual(trendOf(state, tile.metric, scope, second));
			}
		}
	}
}

/** The last 14 whole days before that of t, oldest first. */
function trendOf(state: State, metric: string, scope: string, t: number): (number | null)[] {
	const [today] = boundsOf('today', t);
	return Array.from({ length: 14 }, (_, i) => {
		// At its last millisecond all that falls due on a day has.
		const last = today - (13 - i) * DAY_MS - 1;
		const onDay = (part: string) => count(state, [metric, part], scope, 'today', last).n;
		if (metric === 'K-05') return onDay('numerator');
		const denominator = onDay('denominator');
		return denominator === 0 ? null : onDay('numerator') / denominator;
	});
}

/** Number = list, paged to its end = SQL over the versions = brute force; and the digests too. */
export async function listIsTheNumber(
	{ app }: District,
	versions: Versions,
	n: number,
	t: Date,
	{ metric, part, scope, period }: Question
): Promise<number> {
	const seconds = new Date(Math.floor(t.getTime() / 1000) * 1000);
	const brute = count(stateAsOf(versions, n), [metric, part], scope, period, seconds.getTime());
	const about = `${metric} ${part} ${scope} ${period} as of #${n}`;
	const keys: string[] = [];
	let cursor: string | null = null;
	do {
		const asked = { metric, part, scope, period, at: `${n}@${t.toISOString()}`, cursor };
		const page: Awaited<ReturnType<typeof drill>> = await drill(app, READER, asked);
		expect([page.total, page.digest], about).toEqual([brute.n, brute.digest]);
		expect(page.proof, about).not.toBe('different');
		if (page.total > 0) expect(page.rows.length, about).toBeGreaterThan(0);
		keys.push(...page.rows.map(({ key }) => key));
		for (const row of page.rows) expect(row.fields, `${about}: ${row.key}`).not.toEqual({});
		cursor = page.next;
	} while (cursor !== null);
	expect(keys.sort(), about).toEqual(brute.keys);
	const question = { region: REGION, scope, period: periodOf(period, seconds)!, n, t: seconds };
	const recounted = await recount(app.database.sql, recountsOf(metric, part)!, question);
	expect(recounted, about).toEqual({ n: brute.n, digest: brute.digest });
	return brute.n;
}
