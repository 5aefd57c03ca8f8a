/** What must hold after any history. */
import canonicalize from 'canonicalize';
import { expect } from 'vitest';
import { METRICS } from '../../src/lib/domain/metrics';
import { types } from '../../src/lib/domain/types.server';
import { readBatch } from '../../src/lib/ledger/tail.server';
import { verify } from '../../src/lib/ledger/verify.server';
import { asOf } from '../../src/lib/ledger/versions.server';
import { advance, emptyState, fold, type FoldState } from '../../src/lib/metrics/fold';
import { hashed, History } from '../../src/lib/metrics/history.server';
import { dayOf } from '../../src/lib/metrics/period';
import { marksOf } from '../../src/lib/metrics/tile';
import { tilesOf } from '../../src/lib/server/views.server';
import { READER, REGION } from '../core';
import type { Versions } from './brute';
import type { District } from './district';

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
	const reopened = await History.open(app.fold, REGION, METRICS);
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
			answer = tilesOf(app, READER, { scope, period, at: `${seq}@${at}` }).then(
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
		const own = type === 'obligation' || type === 'anomaly';
		return !own && ['recorded', 'corrected', 'withdrawn'].includes(verb!);
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
