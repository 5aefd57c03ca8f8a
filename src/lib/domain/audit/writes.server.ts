/** Writes security events into their own ledger. What happens at once is written together, the same thing as a count. */
import { randomUUID } from 'node:crypto';
import { changeWithin } from '../../ledger/change.server';
import { recordKey } from '../../ledger/record';
import { openDatabase } from '../../server/database.server';
import { isAway } from '../../server/http.server';
import { auditRegion } from '../access/actor';
import { auditType } from './reads.server';
import type { AuditRecord, Happening } from './model';

/** So many different events may wait; beyond them refusals are only counted, by whom they were. What was done never is. */
const WAITING = 1_000;
const TEXT = 500;

interface Waiting {
	row: AuditRecord;
	written: PromiseWithResolvers<void>;
}

export class Audit {
	#database;
	#region: string;
	#waiting = new Map<string, Waiting>();
	#writing: Promise<void> | null = null;

	constructor(url: string, region: string) {
		// A connection of its own: whatever else is busy, what happens is written down.
		this.#database = openDatabase(url, { max: 1 });
		this.#region = auditRegion(region);
	}

	/** Resolves when it is in the ledger. @throws where it could not be written: then it must not happen either. */
	record(happening: Happening, now = new Date()): Promise<void> {
		const row = this.#rowOf(happening, now);
		const id = JSON.stringify([
			row.event,
			row.outcome,
			row.actor,
			row.address,
			row.target,
			row.purpose,
			row.detail
		]);
		const full = this.#waiting.size >= WAITING && !this.#waiting.has(id);
		const flood = full && row.outcome === 'refused';
		const key = flood ? `${row.event}|${row.actor ?? row.address}` : id;
		const waiting = this.#waiting.get(key);
		if (waiting) {
			waiting.row.times += 1;
			return waiting.written.promise;
		}
		if (flood) Object.assign(row, { target: null, purpose: null, detail: '过多，合并计数' });
		const written = withResolvers<void>();
		this.#waiting.set(key, { row, written });
		this.#writing ??= this.#write();
		return written.promise;
	}

	async close(): Promise<void> {
		while (this.#writing) await this.#writing;
		await this.#database.close();
	}

	async #write(): Promise<void> {
		// Those of this turn of the loop go together.
		await Promise.resolve();
		while (this.#waiting.size > 0) {
			const batch = [...this.#waiting.values()];
			this.#waiting = new Map();
			await this.#writeAll(batch).catch(async (error: unknown) => {
				// One that cannot be stored must not take the others along.
				for (const one of batch) {
					if (isAway(error)) one.written.reject(error);
					else await this.#writeAll([one]).catch((own: unknown) => one.written.reject(own));
				}
			});
		}
		this.#writing = null;
	}

	async #writeAll(batch: Waiting[]): Promise<void> {
		const rows = batch.map(({ row }) => row);
		const now = rows.at(-1)!.happenedAt;
		const ctx = { region: this.#region, actor: 'system', source: 'audit', now };
		await this.#database.sql.begin((tx) =>
			changeWithin(tx, ctx, async () =>
				rows.map((row) => ({
					type: auditType,
					row,
					verb: row.event,
					replaces: false,
					at: row.happenedAt
				}))
			)
		);
		for (const { written } of batch) written.resolve();
	}

	#rowOf(happening: Happening, now: Date): AuditRecord {
		const id = randomUUID();
		const text = (value: string | null | undefined) =>
			value?.slice(0, TEXT).replaceAll('\u0000', '').toWellFormed() ?? null;
		return {
			region: this.#region,
			key: recordKey('audit', 'system', id),
			source: 'system',
			id,
			version: 1,
			department: happening.department ?? '-',
			township: null,
			withdrawn: false,
			rowHash: null,
			event: happening.event,
			outcome: happening.outcome ?? 'done',
			actor: text(happening.actor),
			actorName: text(happening.actorName),
			address: text(happening.address),
			target: text(happening.target),
			purpose: text(happening.purpose),
			detail: text(happening.detail),
			happenedAt: now,
			times: 1
		};
	}
}

interface PromiseWithResolvers<T> {
	promise: Promise<T>;
	resolve(value: T): void;
	reject(error: unknown): void;
}

/** `Promise.withResolvers` of later Node versions. */
function withResolvers<T>(): PromiseWithResolvers<T> {
	let resolve!: (value: T) => void;
	let reject!: (error: unknown) => void;
	const promise = new Promise<T>((done, failed) => {
		resolve = done;
		reject = failed;
	});
	// Whoever told of it hears of a failure; others did not ask.
	promise.catch(() => {});
	return { promise, resolve, reject };
}
