/** A district that lives through a history: everything goes in by the real doors, on a real database. */
import canonicalize from 'canonicalize';
import { markSilent } from '../../src/lib/domain/monitoring/writes.server';
import { types } from '../../src/lib/domain/types.server';
import type { Answer } from '../../src/lib/ingest/door.server';
import { send as through } from '../core';
import type { Tile } from '../../src/lib/metrics/metric';
import { openApp, type App } from '../../src/lib/server/app.server';
import { tilesOf } from '../../src/lib/server/views.server';
import { READER, REGION, SECRET } from '../core';
import { freshDatabase } from '../postgres';
import { DEPARTMENTS, idOf, readingOf, rowOf, TOWNSHIPS } from './rows';
import type { Request, Step } from './history';

export const SCOPES = [
	'district',
	...DEPARTMENTS.map((code) => `department:${code}`),
	...TOWNSHIPS.map((code) => `township:${code}`),
	'township:none'
];

/** The third may serve one department alone. */
const SOURCES = [
	{ source: 'alpha', department: null },
	{ source: 'beta', department: null },
	{ source: 'gamma', department: DEPARTMENTS[0]! }
];

interface Sent {
	source: number;
	dataset: string;
	rows: { id: string; version: number }[];
}

/** What stood when an entry was the head. */
export interface Photo {
	seq: number;
	at: Date;
	rows: Map<string, string>;
}

export class District {
	readonly sent: (Sent & { answer: Answer })[] = [];
	readonly photos: Photo[] = [];
	/** Tiles as they were read while the history went on. */
	readonly served: Tile[] = [];
	#requests: Sent[] = [];
	#versions = new Map<string, number>();
	#reads = 0;

	private constructor(
		readonly app: App,
		readonly clock: { now: Date }
	) {}

	static async open(start: Date): Promise<District> {
		const clock = { now: start };
		const app = await openApp({
			databaseUrl: await freshDatabase(),
			region: REGION,
			secret: SECRET,
			now: () => clock.now
		});
		return new District(app, clock);
	}

	async live(steps: Step[]): Promise<void> {
		for (const step of steps) await this.#do(step);
		await this.#look(false);
		// From now on nothing is written, and figures may be asked for at any time up to this.
		await this.#do({ do: 'wait', minutes: 30 * 24 * 60 });
		await this.app.caughtUp();
	}

	async #do(step: Step): Promise<void> {
		switch (step.do) {
			case 'send': {
				const requests = step.requests.flatMap((request) => this.#asSent(request));
				this.#requests.push(...requests);
				await Promise.all([...requests.map((r) => this.#send(r)), ...this.#glances()]);
				return;
			}
			case 'resend': {
				const again = step.requests.flatMap((i) => this.#requests[i % this.#requests.length] ?? []);
				await Promise.all([...again.map((r) => this.#send(r)), ...this.#glances()]);
				return;
			}
			case 'read': {
				const batches = step.batches.map((batch) => ({
					source: 0,
					dataset: 'readings',
					rows: batch.map((reading) => readingOf(reading, this.clock.now)) as Sent['rows']
				}));
				await Promise.all([...batches.map((batch) => this.#send(batch)), ...this.#glances()]);
				return;
			}
			case 'wait':
				this.clock.now = new Date(this.clock.now.getTime() + step.minutes * 60_000 + 137);
				await markSilent(this.app, this.#context('job:clock'));
				return;
			case 'look':
				return this.#look(step.checkpoint);
		}
	}

	/** A request carries one dataset: a command of several becomes several. */
	#asSent({ source, rows }: Request): Sent[] {
		const byDataset = new Map<string, Sent>();
		for (const command of rows) {
			const { dataset } = command;
			const key = `${source} ${dataset} ${idOf(command)}`;
			const highest = this.#versions.get(key) ?? 0;
			const version = Math.max(1, highest + command.lift);
			this.#versions.set(key, Math.max(highest, version));
			const sent = byDataset.get(dataset) ?? { source, dataset, rows: [] };
			byDataset.set(dataset, sent);
			sent.rows.push(rowOf(command, version, this.clock.now) as Sent['rows'][number]);
		}
		return [...byDataset.values()];
	}

	async #send(sent: Sent): Promise<void> {
		const permission = SOURCES[sent.source]!;
		const answer = await through(
			this.app,
			this.#context(`source:${permission.source}`),
			permission,
			sent.dataset,
			sent.rows
		);
		this.sent.push({ ...sent, answer });
	}

	/** More at once than the database has connections, so that answers come while entries are folded. */
	#glances(): Promise<void>[] {
		return Array.from({ length: 14 }, async (_, i) => {
			this.#reads += 1;
			const scope = SCOPES[this.#reads % SCOPES.length]!;
			const period = ['today', 'month', 'quarter', 'year'][this.#reads % 4]!;
			// Half of them ask for the head by its number: it may be outrun while they wait.
			const at = i % 2 ? `${this.app.history.seq}@${this.clock.now.toISOString()}` : null;
			if (at !== null && this.app.history.seq === 0) return;
			this.served.push(...(await tilesOf(this.app, READER, { scope, period, at })).tiles);
		});
	}

	async #look(checkpoint: boolean): Promise<void> {
		await this.app.caughtUp();
		if (checkpoint) await this.app.history.checkpoint(this.clock.now);
		this.photos.push(await this.#photograph());
	}

	#photograph(): Promise<Photo> {
		return this.app.database.sql.begin('isolation level repeatable read', async (tx) => {
			const [head] = await tx<{ seq: string; at: string }[]>`
				select seq, at from ledger_head where region = ${REGION}`;
			const rows = new Map<string, string>();
			for (const name of Object.keys(types)) {
				const found = await tx<{ row: object }[]>`
					select to_jsonb(v) as row from ${tx(name)} v order by key`;
				rows.set(name, canonicalize(found.map(({ row }) => row))!);
			}
			return { seq: Number(head!.seq), at: new Date(head!.at), rows };
		}) as Promise<Photo>;
	}

	#context(actor: string) {
		return { region: REGION, actor, source: 'http', now: this.clock.now };
	}
}
