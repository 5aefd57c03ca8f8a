/** What people upload, in the doors' process: kept, checked, and imported once they have seen what would become of it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '../../server/core.server';
import { HttpError } from '../../server/http.server';
import type { Dataset } from '../dataset';
import { datasetOf } from '../datasets.server';
import { take } from '../door.server';
import { Job } from '../jobs.server';
import type { Permission } from '../validate.server';
import { checkFile } from './check.server';
import { openFile, type Choices } from './open.server';
import type { Preview } from './preview';
import type { FileRow } from './rows';
import { Spool, type Spooled } from './spool.server';

/** On whose behalf: the web server has asked already. */
export interface Reporter {
	permission: Permission;
	actor: string;
}

interface Options {
	core: Core;
	/** Where the files lie; only we may enter it. */
	folder: string;
	now(): Date;
}

/** Most files are checked by then: the page that comes after an upload shows what was found. */
const SOON_MS = 3_000;
const CLEAR_MS = 3_600_000;

interface Check {
	choices: Choices;
	preview: Preview;
	done: Promise<void>;
	abort: AbortController;
}

export class Files {
	#checks = new Map<string, Check>();
	#imports = new Set<Promise<void>>();
	#closing = new AbortController();

	private constructor(
		private readonly options: Options,
		private readonly spool: Spool
	) {
		const clear = setInterval(() => void this.#clear(), CLEAR_MS).unref();
		this.#closing.signal.addEventListener('abort', () => clearInterval(clear));
	}

	static async open(options: Options): Promise<Files> {
		return new Files(options, await Spool.open(options.folder, options.now));
	}

	/** @throws HttpError 404, 413, 422, 429. */
	async receive(
		{ actor, permission }: Reporter,
		dataset: string,
		name: string,
		chunks: AsyncIterable<Uint8Array>
	): Promise<{ id: string }> {
		const known = datasetFor(dataset);
		const file = await this.spool.keep(nameOf(name), actor, chunks);
		this.#begin(file, known, permission, { sheet: null, ignore: false });
		await this.#clear();
		return { id: file.id };
	}

	/** As it stands by now: checked, or still being checked. @throws HttpError 404 */
	async preview(reporter: Reporter, id: string, choices: Choices): Promise<Preview> {
		const file = this.#find(reporter, id);
		let check = this.#checks.get(id)!;
		const wanted = { sheet: choices.sheet ?? check.choices.sheet, ignore: choices.ignore };
		if (wanted.sheet !== check.choices.sheet || wanted.ignore !== check.choices.ignore) {
			check.abort.abort();
			check = this.#begin(file, datasetFor(check.preview.dataset), reporter.permission, wanted);
		}
		await Promise.race([check.done, delay(SOON_MS, undefined, { ref: false })]);
		return check.preview;
	}

	/** Begins it, by what the last check found. @throws HttpError 404, 409 */
	async import(
		reporter: Reporter,
		id: string,
		which: 'all' | 'good'
	): Promise<{ job: string; rows: number }> {
		const { core, now } = this.options;
		const file = this.#find(reporter, id);
		const { preview, choices } = this.#checks.get(id)!;
		if (file.inUse) throw conflict('这份文件已经开始导入');
		if (preview.state !== 'checked') throw conflict('文件还没有检查完，请稍候');
		if (preview.problem) throw conflict(preview.problem);
		if (which === 'all' && preview.bad > 0) {
			throw conflict(`有 ${preview.bad} 行不合格，未导入。请改正后重新上传，或选择只导入合格的行`);
		}
		if (preview.rows === preview.bad) throw conflict('没有可以导入的行');
		file.inUse = true;
		const dataset = datasetFor(preview.dataset);
		const { permission, actor } = reporter;
		const job = new Job(core, {
			...{ actor, permission, dataset: dataset.name, now },
			...{ file: file.name, size: file.size }
		});
		try {
			await job.list();
		} catch (error) {
			file.inUse = false;
			throw error;
		}
		const work = this.#run(job, file, dataset, reporter, choices).finally(() =>
			this.#imports.delete(work)
		);
		this.#imports.add(work);
		return { job: job.id, rows: preview.rows };
	}

	async discard(reporter: Reporter, id: string): Promise<void> {
		const file = this.#find(reporter, id);
		if (file.inUse) throw conflict('这份文件正在导入，可在导入页停止');
		await this.#forget(file);
	}

	/** Imports under way stop after their turn, and say so. */
	async close(): Promise<void> {
		this.#closing.abort();
		for (const { abort } of this.#checks.values()) abort.abort();
		await Promise.all([...this.#imports, ...[...this.#checks.values()].map(({ done }) => done)]);
		await this.spool.close();
	}

	#find({ actor }: Reporter, id: string): Spooled {
		const file = this.spool.find(id, actor);
		if (!file || !this.#checks.has(id)) {
			throw new HttpError(
				404,
				'not_found',
				'没有这份文件：已导入、已放弃，或超过一天未确认，请重新上传'
			);
		}
		return file;
	}

	#begin(file: Spooled, dataset: Dataset, permission: Permission, choices: Choices): Check {
		const { core, now } = this.options;
		const preview = blank(file, dataset.name, choices);
		const abort = new AbortController();
		const chunks = this.spool.read(file);
		const done = checkFile(preview, {
			...{ core, permission, dataset, chunks, choices, now, signal: abort.signal }
		}).catch((error: unknown) => {
			// The database was away, or the file went meanwhile.
			if (!abort.signal.aborted) console.error(error);
			preview.state = 'unreadable';
			preview.problem = '检查没有完成，请重新上传';
		});
		const check: Check = { choices, preview, done, abort };
		this.#checks.set(file.id, check);
		return check;
	}

	async #run(
		job: Job,
		file: Spooled,
		dataset: Dataset,
		{ permission, actor }: Reporter,
		choices: Choices
	): Promise<void> {
		const { core, now } = this.options;
		const closing = this.#closing.signal;
		try {
			await job.run(async () => {
				const chunks = job.count(this.spool.read(file));
				const open = await openFile(core, permission, dataset, chunks, { ...choices, now: now() });
				const ctx = { region: core.region, actor, source: 'batch', now };
				const signal = AbortSignal.any([job.signal, closing]);
				const { id: batch, onTurn } = job;
				const request = { core, ctx, permission, dataset: dataset.name, batch, onTurn, signal };
				await take(request, rawRows(open.rows));
				if (closing.aborted) {
					const message = '服务重新启动，未处理完；重新上传即可，已收到的不会重复';
					throw new HttpError(503, 'unavailable', message);
				}
			});
		} catch (error) {
			// The job says it to the person; what nobody foresaw is ours to know.
			if (!(error instanceof HttpError)) console.error(error);
		}
		await this.#forget(file);
	}

	async #clear(): Promise<void> {
		await this.spool.clear();
		for (const [id, { abort }] of this.#checks) {
			if (this.spool.has(id)) continue;
			abort.abort();
			this.#checks.delete(id);
		}
	}

	async #forget(file: Spooled): Promise<void> {
		this.#checks.get(file.id)?.abort.abort();
		this.#checks.delete(file.id);
		await this.spool.remove(file);
	}
}

async function* rawRows(rows: AsyncIterable<FileRow>) {
	for await (const { row, raw, errors } of rows) yield { row, raw, errors };
}

/** @throws HttpError 404 */
export function datasetFor(name: string): Dataset {
	const dataset = datasetOf(name);
	if (!dataset) throw new HttpError(404, 'not_found', '没有这个数据集');
	return dataset;
}

const conflict = (message: string): HttpError => new HttpError(409, 'conflict', message);

/** Without folders, and short enough to be shown. */
const nameOf = (name: string): string =>
	(name.split(/[\\/]/).at(-1) ?? '').toWellFormed().replaceAll('\0', '').slice(0, 120) || '未命名';

const blank = ({ id, name, size }: Spooled, dataset: string, choices: Choices): Preview => ({
	...{ id, dataset, name, size, state: 'checking', problem: null },
	...{ ignorable: false, ignored: choices.ignore, sheets: [], sheet: null },
	...{ matched: [], unknown: [], missing: [] },
	...{ rows: 0, fresh: 0, corrected: 0, duplicates: 0, bad: 0, first: [], faulty: [] }
});
