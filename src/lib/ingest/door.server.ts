/** A door: takes rows as they come, writes them in turns, keeps what was refused. Memory does not grow with the rows. */
import { randomUUID } from 'node:crypto';
import type { Context } from '../ledger/record';
import type { Core } from '../server/core.server';
import { HttpError } from '../server/http.server';
import { collapse } from './collapse.server';
import { datasetOf } from './datasets.server';
import { tallyIntake } from './intake.server';
import type { RawRow } from './read/row';
import { recordReadings } from './readings.server';
import { prepareTurn, TURN, writeTurn, type RowOutcome, type TurnResult } from './records.server';
import { keepRefused } from './refused.server';
import type { Refused, Rejected } from './rejections.server';
import type { Permission } from './validate.server';

/** Refused rows told in the answer itself; the rest under its link. */
export const INLINE = 1_000;
/** Requests that may wait for their turns at once. */
const WAITING = 32;
/** Of so many rows one id counts once; further apart they follow one another, as two requests would. */
export const WINDOW = 10 * TURN;

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

export interface Request {
	core: Core;
	/** `now` is asked anew for each turn. */
	ctx: Omit<Context, 'now'> & { now(): Date };
	permission: Permission;
	dataset: string;
	/** The refused rows go under this name. */
	batch?: string;
	/** Called after each turn with what stands so far. */
	onTurn?(answer: Answer, rejected: number): Promise<void> | void;
	/** Stops after the turn under way: what was written stays written. */
	signal?: AbortSignal;
}

let waiting = 0;

/** @throws HttpError 429 where too many requests wait already; whatever the rows throw. */
export async function take(request: Request, rows: AsyncIterable<RawRow>): Promise<Answer> {
	if (waiting >= WAITING) {
		throw new HttpError(429, 'busy', '报送过于集中，请稍后重发', { 'retry-after': '1' });
	}
	waiting += 1;
	const taking = new Taking(request);
	try {
		for await (const window of windows(rows, request.signal)) await taking.write(window);
		return taking.answer;
	} finally {
		waiting -= 1;
		await taking.tally();
	}
}

async function* windows(
	rows: AsyncIterable<RawRow>,
	signal: AbortSignal | undefined
): AsyncGenerator<RawRow[]> {
	let window: RawRow[] = [];
	for await (const row of rows) {
		if (signal?.aborted) break;
		window.push(row);
		if (window.length < WINDOW) continue;
		yield window;
		window = [];
	}
	if (window.length > 0 && !signal?.aborted) yield window;
}

interface Begun {
	indexes: number[];
	now: Date;
	write(): Promise<TurnResult>;
}

class Taking {
	readonly answer: Answer = { accepted: 0, duplicates: 0, corrected: 0, rejected: [], seq: null };
	readonly #request: Request;
	readonly #batch: string;
	/** Rows read before this window. */
	#before = 0;
	#rejected = 0;

	constructor(request: Request) {
		this.#request = request;
		this.#batch = request.batch ?? randomUUID();
	}

	async write(rows: RawRow[]): Promise<void> {
		const { core, ctx, permission, dataset, signal, onTurn } = this.#request;
		const outcomes: (RowOutcome | undefined)[] = rows.map(({ errors }) =>
			errors ? { errors } : undefined
		);
		if (dataset !== 'readings') {
			const at = { ...ctx, now: ctx.now() };
			collapse(core, at, permission, datasetOf(dataset)!, rows, outcomes);
		}
		const open = rows.flatMap((_, index) => (outcomes[index] ? [] : [index]));
		let turn = this.#begin(rows, open.slice(0, TURN));
		let settled = 0;
		// Each turn commits alone: what was written stays written, and a resend finds it there.
		for (let start = 0; start < open.length; start += TURN) {
			const { indexes, write } = turn;
			const writing = write();
			// While this one is written, the next is prepared.
			turn = this.#begin(rows, open.slice(start + TURN, start + 2 * TURN));
			const result = await writing;
			indexes.forEach((index, i) => (outcomes[index] = result.outcomes[i]));
			this.answer.seq = result.seq ?? this.answer.seq;
			const end = start + TURN >= open.length ? rows.length : indexes.at(-1)! + 1;
			await this.#settle(rows, outcomes, settled, end);
			settled = end;
			await onTurn?.(this.answer, this.#rejected);
			if (signal?.aborted) break;
		}
		if (open.length === 0) await this.#settle(rows, outcomes, 0, rows.length);
		this.#before += rows.length;
	}

	/** Prepares a turn; what it returns writes it. */
	#begin(rows: RawRow[], indexes: number[]): Begun {
		const { core, ctx, permission, dataset } = this.#request;
		const now = ctx.now();
		const at = { ...ctx, now };
		const turn = indexes.map((index) => rows[index]!.row);
		if (dataset === 'readings') {
			return { indexes, now, write: () => recordReadings(core, at, permission, turn) };
		}
		const prepared = prepareTurn(
			core,
			at,
			permission,
			turn.map((row) => ({ dataset, row }))
		);
		// Told to whoever writes it; where the turn before fails, nobody does.
		prepared.catch(() => {});
		return { indexes, now, write: async () => writeTurn(core, permission, await prepared) };
	}

	/** Counts the rows from `start` to before `end`, and keeps what was refused of them. */
	async #settle(
		rows: RawRow[],
		outcomes: (RowOutcome | undefined)[],
		start: number,
		end: number
	): Promise<void> {
		const { answer } = this;
		const refused: Refused[] = [];
		for (let index = start; index < end; index++) {
			const outcome = outcomes[index];
			if (outcome === 'accepted') answer.accepted += 1;
			else if (outcome === 'duplicate') answer.duplicates += 1;
			else if (outcome === 'corrected') answer.corrected += 1;
			else refused.push(toRefused(rows[index]!, this.#before + index, outcome?.errors ?? []));
		}
		if (refused.length === 0) return;
		const { core, ctx, permission, dataset } = this.#request;
		const at = { ...ctx, now: ctx.now() };
		const seq = await keepRefused(core, at, permission, dataset, this.#batch, refused);
		answer.seq = seq ?? answer.seq;
		this.#rejected += refused.length;
		for (const { index, id, errors } of refused.slice(0, INLINE - answer.rejected.length)) {
			answer.rejected.push({ index, id, errors });
		}
		answer.more = `/api/v1/rejections/${this.#batch}`;
		if (this.#rejected > INLINE) answer.rejectedTotal = this.#rejected;
	}

	tally(): Promise<void> {
		const { core, ctx, permission, dataset } = this.#request;
		return tallyIntake(core, permission, dataset, this.answer, this.#rejected, ctx.now());
	}
}

function toRefused({ row, raw }: RawRow, index: number, errors: Refused['errors']): Refused {
	const id = (row as { id?: unknown } | null)?.id;
	return {
		index,
		id: typeof id === 'string' ? id : null,
		errors,
		raw: raw || JSON.stringify(row),
		row
	};
}
