/** Rows of any dataset into the ledger: one turn, one transaction. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { digestOf } from '../ledger/chain.server';
import { change } from '../ledger/change.server';
import type { Context } from '../ledger/record';
import { subjectsOf } from '../domain/subjects/reads.server';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import { datasetOf } from './datasets.server';
import { decide } from './decide.server';
import { keep } from './keep.server';
import type { Dataset, Parsed } from './dataset';
import {
	checkRow,
	parseRow,
	sealingSubject,
	toRecord,
	type Permission,
	type Valid
} from './validate.server';

/** Bulk writers write at most so many records a turn: a person's command waits for one turn, not for all. */
export const TURN = 1_000;

export interface Incoming {
	dataset: string;
	row: unknown;
	/** When it was received, where the caller may pass a clock: the demo's history. */
	at?: Date;
}

/** What became of each row, in the order of the rows. */
export type RowOutcome = 'accepted' | 'corrected' | 'duplicate' | { errors: FieldError[] };

export interface TurnResult {
	outcomes: RowOutcome[];
	/** Last entry caused; null if none. */
	seq: number | null;
}

/** Rows checked and sealed, before the head is held. */
export interface Turn {
	ctx: Context;
	outcomes: RowOutcome[];
	valid: Indexed[];
}

export type Indexed = Valid & { index: number; digest: string };

/** So many rows are prepared at a stretch: the wall and the turn being written come in between. */
const STRETCH = 100;

/**
 * Writes one turn of at most 1,000 rows; an id may appear in it only once (`collapse` sees to that).
 * Rows of several datasets may be mixed. Bad rows are told, good rows kept.
 */
export async function ingestRows(
	core: Core,
	ctx: Context,
	permission: Permission,
	rows: Incoming[]
): Promise<TurnResult> {
	return writeTurn(core, permission, await prepareTurn(core, ctx, permission, rows));
}

export async function writeTurn(
	core: Core,
	permission: Permission,
	{ ctx, outcomes, valid }: Turn
): Promise<TurnResult> {
	if (valid.length === 0) return { outcomes, seq: null };
	const { seq } = await change(
		core.database.sql,
		core.wake,
		ctx,
		(tx, head) => decide(core, ctx, permission, valid, outcomes, tx, head),
		{ bulk: true }
	);
	return { outcomes, seq };
}

export async function prepareTurn(
	core: Core,
	ctx: Context,
	permission: Permission,
	rows: Incoming[]
): Promise<Turn> {
	const outcomes = new Array<RowOutcome>(rows.length);
	const good: {
		index: number;
		dataset: Dataset;
		parsed: Parsed;
		bare: boolean;
		at?: Date | undefined;
	}[] = [];
	for (const [index, { dataset: name, row, at }] of rows.entries()) {
		if (index % STRETCH === STRETCH - 1) await othersFirst();
		const dataset = datasetOf(name);
		if (!dataset) throw new Error(`no dataset ${name}`);
		const parsed = parseRow(dataset, row);
		const errors =
			'errors' in parsed
				? parsed.errors
				: checkRow(core, permission, dataset, parsed.row, at ?? ctx.now);
		if ('errors' in parsed || errors.length > 0) outcomes[index] = { errors };
		else good.push({ index, dataset, parsed: parsed.row, bare: parsed.bare, at });
	}
	const codeOf = ({ dataset, parsed }: (typeof good)[number]) =>
		dataset.subjectCode ? (parsed[dataset.subjectCode] as string | undefined) : undefined;
	const [subjects] = await Promise.all([
		subjectsOf(
			core.database.sql,
			core.region,
			good.map(codeOf).filter((code) => code !== undefined)
		),
		core.privacy.prepare(
			good.flatMap(({ dataset, parsed }) => sealingSubject(core, permission, dataset, parsed))
		)
	]);
	const valid: Indexed[] = [];
	for (const item of good) {
		if (valid.length % STRETCH === STRETCH - 1) await othersFirst();
		const { index, dataset, parsed, bare, at } = item;
		const code = codeOf(item) ?? '';
		const township = parsed.township ?? subjects.get(code) ?? null;
		const kept = keep(core, ctx, dataset, parsed, { known: subjects.has(code), at });
		const row = toRecord(core, permission, dataset, parsed, township);
		Object.assign(row, kept);
		valid.push({ index, dataset, bare, at, row, digest: digestOf(row) });
	}
	return { ctx, outcomes, valid };
}
