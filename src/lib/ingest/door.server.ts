/** The HTTP door: collapses repeated ids, writes in turns, keeps what was refused. */
import { randomUUID } from 'node:crypto';
import type { Context } from '../ledger/record';
import type { Core } from '../server/core.server';
import { HttpError } from '../server/http.server';
import type { RawRow } from './body.server';
import { collapse } from './collapse.server';
import { datasetOf } from './datasets.server';
import { recordReadings } from './readings.server';
import { keepRejected, type Refused, type Rejected } from './rejections.server';
import { prepareTurn, TURN, writeTurn, type RowOutcome, type TurnResult } from './records.server';
import type { Permission } from './validate.server';

/** Refused rows told in the answer itself; the rest under its link. */
export const INLINE = 1_000;
/** Requests that may wait for their turns at once. */
const WAITING = 32;

export interface Answer {
	accepted: number;
	duplicates: number;
	corrected: number;
	rejected: Rejected[];
	/** How many were refused in all, where `rejected` holds only the first of them. */
	rejectedTotal?: number;
	/** Where the others are. */
	more?: string;
	seq: number | null;
}

let waiting = 0;

/** @throws HttpError 429 where too many requests wait already. */
export async function take(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	rows: RawRow[]
): Promise<Answer> {
	if (waiting >= WAITING) {
		throw new HttpError(429, 'busy', '报送过于集中，请稍后重发', { 'retry-after': '1' });
	}
	waiting += 1;
	try {
		return await takeAll(core, ctx, permission, dataset, rows);
	} finally {
		waiting -= 1;
	}
}

async function takeAll(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	rows: RawRow[]
): Promise<Answer> {
	const outcomes: (RowOutcome | undefined)[] = rows.map(({ errors }) =>
		errors ? { errors } : undefined
	);
	if (dataset !== 'readings') collapse(core, ctx, permission, datasetOf(dataset)!, rows, outcomes);
	const open = rows.flatMap((_, index) => (outcomes[index] ? [] : [index]));
	const begin = (start: number) => {
		const indexes = open.slice(start, start + TURN);
		const write = beginTurn(
			core,
			{ ...ctx, now: start === 0 ? ctx.now : new Date() },
			permission,
			dataset,
			indexes.map((index) => rows[index]!.row)
		);
		return { indexes, write };
	};
	let seq: number | null = null;
	let turn = begin(0);
	// Each turn commits alone: what was written stays written, and a resend finds it there.
	for (let start = 0; start < open.length; start += TURN) {
		const { indexes, write } = turn;
		const writing = write();
		// While this one is written, the next is prepared.
		turn = begin(start + TURN);
		const result = await writing;
		indexes.forEach((index, i) => (outcomes[index] = result.outcomes[i]));
		seq = result.seq ?? seq;
	}
	return tally(core, ctx, permission, dataset, rows, outcomes, seq);
}

/** Prepares a turn; what it returns writes it. */
function beginTurn(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	rows: unknown[]
): () => Promise<TurnResult> {
	if (dataset === 'readings') return () => recordReadings(core, ctx, permission, rows);
	const prepared = prepareTurn(
		core,
		ctx,
		permission,
		rows.map((row) => ({ dataset, row }))
	);
	// Told to whoever writes it; where the turn before fails, nobody does.
	prepared.catch(() => {});
	return async () => writeTurn(core, permission, await prepared);
}

async function tally(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: string,
	rows: RawRow[],
	outcomes: (RowOutcome | undefined)[],
	seq: number | null
): Promise<Answer> {
	const answer: Answer = { accepted: 0, duplicates: 0, corrected: 0, rejected: [], seq };
	const refused: Refused[] = [];
	outcomes.forEach((outcome, index) => {
		if (outcome === 'accepted') answer.accepted += 1;
		else if (outcome === 'duplicate') answer.duplicates += 1;
		else if (outcome === 'corrected') answer.corrected += 1;
		else {
			const { row, raw } = rows[index]!;
			const id = (row as { id?: unknown } | null)?.id;
			refused.push({
				index,
				id: typeof id === 'string' ? id : null,
				errors: outcome?.errors ?? [],
				raw: raw || JSON.stringify(row),
				row
			});
		}
	});
	if (refused.length === 0) return answer;
	const batch = randomUUID();
	await keepRejected(core, { batch, at: ctx.now, source: permission.source, dataset }, refused);
	answer.rejected = refused
		.slice(0, INLINE)
		.map(({ index, id, errors }) => ({ index, id, errors }));
	answer.more = `/api/v1/rejections/${batch}`;
	if (refused.length > INLINE) answer.rejectedTotal = refused.length;
	return answer;
}
