/** From a commit to the sockets of 1, 100 and 1,000 walls: how late, at what CPU, and with how many queries. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Undoing } from '../start/undo';
import { Child } from './child';
import { clock, setClock } from './clock';
import { quantile } from './numbers';
import { countStatements, REGION, trackStatements, type Place } from './place';
import { inspections } from './rows';
import type { Frame, Join, Mark, Seen } from './viewers';

/** Two, so that the viewers are not what is slow. */
const CLIENTS = 2;
/** Between two records: seven a second, at ever other moments of the second. */
const EVERY_MS = 143;
/** At the end of a measurement, for what was sent last. */
const TAIL_MS = 500;

export interface Latency {
	p50: number;
	p99: number;
}

/** What one process spent on what the viewers got. */
export interface Cost {
	/** Seconds of CPU, of all that it did meanwhile. */
	cpu: number;
	patches: number;
	messages: number;
	bytes: number;
	/** Share of a core that the busiest client process needed. */
	clients: number;
}

export interface LiveResult {
	viewers: number;
	/** From the commit, and from the moment at which the record was to be sent. */
	commit: Latency;
	sent: Latency;
	/** Bare `ws`, from before the first `send` of a message. */
	floor: Latency;
	/** Records of which a viewer heard nothing. */
	missing: number;
	hub: Cost;
	bare: Cost;
	/** How often the application sent each statement. */
	statements: Map<string, number>;
}

export class LiveBench {
	#clients: Child[];
	#bare: Child;

	constructor(
		private readonly place: Place,
		private readonly ms: number,
		undoing: Undoing
	) {
		const start = (script: string) => new Child(`scripts/bench/${script}.ts`, undoing);
		this.#clients = Array.from({ length: CLIENTS }, () => start('viewers'));
		this.#bare = start('broadcast');
	}

	async run(viewers: number, now: Date): Promise<LiveResult> {
		const { place, ms } = this;
		await this.#join(viewers, place.url, {
			token: place.screenKey,
			topic: `wall:${REGION}`
		});
		const count = Math.floor((ms - TAIL_MS) / EVERY_MS);
		const rows = inspections(`live-${viewers}-${now.getTime()}`, count, now, 1);
		await trackStatements(place, 'top');
		const before = await countStatements(place);
		const start = await this.#start();
		const live = await this.#measure(place.server, () => write(place, rows, start, ms));
		const after = await countStatements(place);
		await trackStatements(place, 'none');
		const sent = await this.#see(live.result);
		const commit = await this.#see(await commitsOf(place, live.result));
		const frames = await this.#clients[0]!.ask<Frame[]>({ type: 'recorded' }, 'recorded');
		await this.#leave();

		const [, url] = await this.#bare.printed(/listening: (\S+)/);
		await this.#join(viewers, url!, null);
		await this.#start();
		const play = { type: 'play', frames: frames.map((f) => ({ ...f, at: f.at - start })), ms };
		const bare = await this.#measure(this.#bare, () =>
			this.#bare.ask<Mark[]>(play, 'played', 2 * ms)
		);
		const floor = await this.#see(bare.result);
		await this.#leave();
		return {
			viewers,
			commit: latencyOf(commit),
			sent: latencyOf(sent),
			floor: latencyOf(floor),
			missing: sent.reduce((sum, { missing }) => sum + missing, 0),
			hub: { ...totalOf(sent), cpu: live.cpu, clients: live.clients },
			bare: { ...totalOf(floor), cpu: bare.cpu, clients: bare.clients },
			statements: differenceOf(before, after)
		};
	}

	async #join(viewers: number, url: string, watch: Join['watch']): Promise<void> {
		await Promise.all(this.#clients.map((client) => client.printed(/ready/)));
		const share = (i: number) => Math.floor((viewers + CLIENTS - 1 - i) / CLIENTS);
		await this.#ask((i) => ({ type: 'join', url, watch, count: share(i) }), 'joined');
	}

	async #start(): Promise<number> {
		setClock();
		await this.#ask(() => ({ type: 'start' }), 'started');
		return clock();
	}

	async #leave(): Promise<void> {
		await this.#ask(() => ({ type: 'leave' }), 'left');
	}

	#see(marks: Mark[]): Promise<Seen[]> {
		return this.#ask<Seen>(() => ({ type: 'seen', marks }), 'seen');
	}

	#ask<T>(message: (i: number) => object, name: string): Promise<T[]> {
		return Promise.all(this.#clients.map((client, i) => client.ask<T>(message(i), name)));
	}

	async #measure<T>(server: Child, work: () => Promise<T>) {
		const used = () =>
			Promise.all([server, ...this.#clients].map(async (child) => (await child.usage()).cpu));
		const before = await used();
		const start = performance.now();
		const result = await work();
		const seconds = (performance.now() - start) / 1000;
		const [cpu, ...clients] = (await used()).map((value, i) => value - before[i]!);
		return { result, cpu: cpu!, clients: Math.max(...clients) / seconds };
	}
}

/** At a fixed pace, whether the one before is answered or not: a slow answer does not make the next one late. */
async function write(
	{ url, sourceKey }: Place,
	rows: object[],
	start: number,
	ms: number
): Promise<Mark[]> {
	const posts = rows.map(async (row, i): Promise<Mark> => {
		const at = start + i * EVERY_MS;
		await delay(Math.max(0, at - clock()));
		const response = await fetch(`${url}/api/v1/records/inspections`, {
			method: 'POST',
			headers: { authorization: `Bearer ${sourceKey}`, 'content-type': 'application/json' },
			body: JSON.stringify([row])
		});
		const { seq } = (await response.json()) as { seq: number | null };
		if (!seq) throw new Error(`A record was not accepted: ${response.status}`);
		return { seq, at };
	});
	await Promise.all([...posts, delay(start + ms - clock())]);
	return Promise.all(posts);
}

/** PostgreSQL noted when each of these entries was committed. */
async function commitsOf({ owner }: Place, marks: Mark[]): Promise<Mark[]> {
	const rows = await owner.sql<{ seq: string; at: number }[]>`
		select seq, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::float8 as at
		from ledger_entry where region = ${REGION} and seq = any(${marks.map(({ seq }) => seq)})
		order by seq`;
	return rows.map(({ seq, at }) => ({ seq: Number(seq), at }));
}

function latencyOf(seen: Seen[]): Latency {
	const all = seen.flatMap(({ latencies }) => [...latencies]);
	return { p50: quantile(all, 0.5), p99: quantile(all, 0.99) };
}

function totalOf(seen: Seen[]) {
	const sum = (name: 'patches' | 'messages' | 'bytes') =>
		seen.reduce((total, one) => total + one[name], 0);
	return { patches: sum('patches'), messages: sum('messages'), bytes: sum('bytes') };
}

function differenceOf(before: Map<string, number>, after: Map<string, number>) {
	const changed = [...after].map(([query, n]) => [query, n - (before.get(query) ?? 0)] as const);
	return new Map(changed.filter(([, n]) => n > 0));
}
