/** What must hold after any history. */
import canonicalize from 'canonicalize';
import { expect } from 'vitest';
import { METRICS } from '../../src/lib/domain/metrics';
import { recountsOf } from '../../src/lib/domain/recounts.server';
import { types } from '../../src/lib/domain/types.server';
import { readBatch } from '../../src/lib/ledger/tail.server';
import { verify } from '../../src/lib/ledger/verify.server';
import { asOf } from '../../src/lib/ledger/versions.server';
import { advance, emptyState, fold, type FoldState } from '../../src/lib/metrics/fold';
import { hashed, History } from '../../src/lib/metrics/history.server';
import { dayOf, periodOf } from '../../src/lib/metrics/period';
import { recount } from '../../src/lib/metrics/recount.server';
import { marksOf } from '../../src/lib/metrics/tile';
import { drill, tilesOf } from '../../src/lib/server/views.server';
import { REGION } from '../core';
import {
	boundsOf,
	count,
	SHANGHAI,
	stateAsOf,
	turningPoints,
	type State,
	type Versions
} from './brute';
import { SCOPES, type District, type Photo } from './district';

export const PERIODS = ['today', 'month', 'quarter', 'year', '2026-09', '2026-12'];

export interface Question {
	metric: string;
	part: string;
	scope: string;
	period: string;
}

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

/** The live fold, one from zero in steps of `step` entries, and one from the newest checkpoint are the same. */
export async function foldsAgree({ app }: District, step: number): Promise<void> {
	const marks = marksOf(METRICS);
	const zero = emptyState(0);
	const { state, seq } = app.history;
	for (let n = 0; n < seq;) {
		const { entries, added, taken } = await readBatch(
			app.database.sql,
			REGION,
			n,
			Math.min(step, seq - n)
		);
		fold(zero, marks, added.map(hashed), taken.map(hashed));
		advance(zero, dayOf(entries.at(-1)!.at));
		n += entries.length;
	}
	expect(plain(zero), 'from zero').toBe(plain(state));
	const reopened = await History.open(app.database, REGION, METRICS);
	expect(reopened.seq).toBe(seq);
	expect(plain(reopened.state), 'from a checkpoint').toBe(plain(state));
}

const plain = ({ horizon, cells }: FoldState): string =>
	canonicalize({
		horizon,
		cells: [...cells]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([id, { now, days, minutes, lastAt }]) => [
				id,
				now,
				lastAt,
				[...days].sort(bySlot),
				[...minutes].sort(bySlot)
			])
	})!;
const bySlot = ([a]: [number, unknown], [b]: [number, unknown]) => a - b;

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
			const { tiles } = await tilesOf(district.app, {
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
					excluded: ['K-11', 'K-12', 'K-19'].includes(tile.metric) ? due('excluded') : null,
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
	const today = boundsOf('today', t)[0];
	return Array.from({ length: 14 }, (_, i) => {
		const noon = today - (14 - i) * 86_400_000 + 12 * 3_600_000;
		const end = boundsOf('today', noon)[1];
		const onDay = (part: string) => countOn(state, metric, part, scope, noon, end);
		const numerator = onDay('numerator');
		if (metric === 'K-05') return numerator;
		const denominator = onDay('denominator');
		return denominator === 0 ? null : numerator / denominator;
	});
}

const countOn = (
	state: State,
	metric: string,
	part: string,
	scope: string,
	noon: number,
	end: number
) => {
	const day = new Date(noon + SHANGHAI).toISOString().slice(0, 10);
	if (boundsOf('today', noon)[1] !== end) throw new Error(`${day} has no end`);
	// At its last millisecond all that falls due on the day has.
	return count(state, [metric, part], scope, 'today', end - 1).n;
};

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
		const page: Awaited<ReturnType<typeof drill>> = await drill(app, asked);
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

/** `asOf(N)` is what stood when N was the head. */
export async function photosStand({ app, photos }: District): Promise<void> {
	for (const { seq, rows } of photos) {
		for (const [name, before] of rows) {
			const type = types[name as keyof typeof types];
			const { sql } = app.database;
			const now = await sql<{ row: object }[]>`
				select to_jsonb(v) as row from ${asOf(sql, type, REGION, seq)} v order by key`;
			expect(canonicalize(now.map(({ row }) => row)), `${name} as of #${seq}`).toBe(before);
		}
	}
}

/** What was served while the history went on can be had again by its N and t. */
export async function servedStands({ app, served }: District): Promise<void> {
	const asked = new Map(served.map((tile) => [canonicalize(tile)!, tile]));
	const answers = new Map<string, Promise<Map<string, string>>>();
	for (const [
		text,
		{
			metric,
			scope,
			period,
			asOf: { seq, at }
		}
	] of asked) {
		if (seq === 0) continue;
		const id = `${scope} ${period} ${seq}@${at}`;
		let answer = answers.get(id);
		if (!answer) {
			answer = tilesOf(app, { scope, period, at: `${seq}@${at}` }).then(
				({ tiles }) => new Map(tiles.map((tile) => [tile.metric, canonicalize(tile)!]))
			);
			answers.set(id, answer);
		}
		expect((await answer).get(metric), `${metric} ${id}`).toBe(text);
	}
}

/** Gapless, in order, verified; one entry for every row that was taken; versions only rise. */
export async function ledgerStands({ app, sent }: District, versions: Versions): Promise<void> {
	const { sql } = app.database;
	const entries = await sql<{ seq: string; at: string; kind: string; actor: string }[]>`
		select seq, at, kind, actor from ledger_entry order by seq`;
	expect(entries.map(({ seq }) => Number(seq))).toEqual(entries.map((_, i) => i + 1));
	entries.forEach(({ at }, i) => {
		if (i > 0) expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(entries[i - 1]!.at));
	});
	expect(await verify(sql, REGION, types)).toMatchObject({ bad: null, entries: entries.length });
	let taken = 0;
	for (const { rows, answer, dataset } of sent) {
		const { accepted, corrected, duplicates, rejected } = answer;
		expect(accepted + corrected + duplicates + rejected.length).toBe(rows.length);
		if (dataset !== 'readings') taken += accepted + corrected;
	}
	const written = entries.filter(({ kind }) => {
		const [type, verb] = kind.split('.');
		return type !== 'obligation' && ['recorded', 'corrected', 'withdrawn'].includes(verb!);
	});
	expect(written.length).toBe(taken);
	for (const rows of versions.rows.values()) versionsRise(rows as unknown as Risen[]);
}

interface Risen {
	key: string;
	seq: number;
	until: number | null;
	version: number;
}

/** Each version of a record ends where the next begins, and only one is open. */
function versionsRise(rows: Risen[]): void {
	const last = new Map<string, Risen>();
	for (const row of rows) {
		const before = last.get(row.key);
		if (before) {
			expect(before.until, row.key).toBe(row.seq);
			expect(row.version, row.key).toBeGreaterThanOrEqual(before.version);
		}
		last.set(row.key, row);
	}
	for (const row of last.values()) expect(row.until, row.key).toBeNull();
}
