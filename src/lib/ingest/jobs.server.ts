/** A long request or a file on its way in: its progress is there to see, and it can be stopped. */
import { randomUUID } from 'node:crypto';
import type { Core } from '../server/core.server';
import { isAway } from '../server/http.server';
import type { Answer } from './door.server';
import type { Permission } from './validate.server';

/** How often progress is written down. A request that is over sooner leaves no job. */
const EVERY_MS = 1_000;

interface About {
	actor: string;
	permission: Permission;
	dataset: string;
	/** Name of the file; null for a request. */
	file: string | null;
	/** Bytes in all, where that is known. */
	size: number | null;
	now(): Date;
}

export class Job {
	/** Its refused rows go under the same name. */
	readonly id = randomUUID();
	readonly #abort = new AbortController();
	readonly #startedAt: Date;
	#bytes = 0;
	#listed = false;
	#toldAt: number;
	#counts = { accepted: 0, corrected: 0, duplicates: 0, rejected: 0 };

	constructor(
		private readonly core: Core,
		private readonly about: About
	) {
		this.#startedAt = about.now();
		this.#toldAt = performance.now();
	}

	/** Aborted when somebody stops it. */
	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	/** What passes through is counted. */
	async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunks) {
			this.#bytes += chunk.length;
			yield chunk;
		}
	}

	readonly onTurn = async (
		{ accepted, corrected, duplicates }: Answer,
		rejected: number
	): Promise<void> => {
		this.#counts = { accepted, corrected, duplicates, rejected };
		if (performance.now() - this.#toldAt < EVERY_MS) return;
		await this.#tell('running');
		this.#toldAt = performance.now();
	};

	/** Listed from its beginning. */
	list(): Promise<void> {
		return this.#tell('running');
	}

	/** @throws whatever the work throws. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		try {
			const result = await work();
			await this.#end(this.signal.aborted ? 'stopped' : 'done', null);
			return result;
		} catch (error) {
			await this.#end('failed', isAway(error) ? '数据库暂时不可用' : (error as Error).message);
			throw error;
		}
	}

	async #end(state: 'done' | 'stopped' | 'failed', error: string | null): Promise<void> {
		// What was written is written, whatever becomes of its listing.
		if (this.#listed) await this.#tell(state, error).catch(() => {});
	}

	async #tell(state: 'running' | 'done' | 'stopped' | 'failed', error: string | null = null) {
		const { core, about } = this;
		const { source, department } = about.permission;
		const now = about.now().toISOString();
		const { accepted, corrected, duplicates, rejected } = this.#counts;
		const [row] = await core.database.sql<{ state: string }[]>`
			insert into import_job (region, id, dataset, source, actor, department, file, state, bytes, size,
				accepted, corrected, duplicates, rejected, batch, error, started_at, updated_at, finished_at)
			values (${core.region}, ${this.id}, ${about.dataset}, ${source}, ${about.actor}, ${department},
				${about.file}, ${state}, ${this.#bytes}, ${about.size}, ${accepted}, ${corrected}, ${duplicates},
				${rejected}, ${this.id}, ${error}, ${this.#startedAt.toISOString()}, ${now},
				${state === 'running' ? null : now})
			on conflict (region, id) do update set
				-- Whoever stopped it has said so here.
				state = case when import_job.state = 'stopped' then 'stopped' else excluded.state end,
				bytes = excluded.bytes, accepted = excluded.accepted, corrected = excluded.corrected,
				duplicates = excluded.duplicates, rejected = excluded.rejected, error = excluded.error,
				updated_at = excluded.updated_at, finished_at = excluded.finished_at
			returning state`;
		this.#listed = true;
		if (row!.state === 'stopped') this.#abort.abort();
	}
}

/** After the turn under way; what was written stays. @returns whether it was running */
export async function stopJob(core: Core, id: string): Promise<boolean> {
	const stopped = await core.database.sql`
		update import_job set state = 'stopped'
		where region = ${core.region} and id = ${id} and state = 'running' returning id`;
	return stopped.length > 0;
}

/** Jobs that a process left when it ended: their clients were not answered. */
export async function endLeftJobs(core: Core, now: Date): Promise<void> {
	await core.database.sql`
		update import_job set state = 'failed', error = '服务重新启动，未处理完；重新报送即可，已收到的不会重复',
			finished_at = ${now.toISOString()}
		where region = ${core.region} and state = 'running'`;
}
