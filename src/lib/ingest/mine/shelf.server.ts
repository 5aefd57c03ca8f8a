/** Where files go: `done/<day>/`, kept for some days; `bad/` beside the reason, kept until somebody deals with it. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { dateOf } from '../../metrics/period';

export const FOLDERS = ['done', 'bad'];

/** Bytes. A file system takes 255. */
const LONGEST_NAME = 200;

export class Shelf {
	#pruned = '';

	constructor(
		private readonly folder: string,
		private readonly keepDays: number
	) {}

	async done(name: string, now: Date): Promise<void> {
		const day = dateOf(now);
		if (day !== this.#pruned) await this.#prune(now);
		this.#pruned = day;
		const folder = join(this.folder, 'done', day);
		await mkdir(folder, { recursive: true });
		await this.#move(name, folder);
	}

	async bad(name: string, reason: string): Promise<void> {
		const folder = join(this.folder, 'bad');
		await mkdir(folder, { recursive: true });
		await this.#move(name, folder, reason);
	}

	/** One of the same name and other content keeps its place; another process may have been first. */
	async #move(name: string, folder: string, reason?: string): Promise<void> {
		const from = join(this.folder, name);
		try {
			const to = await this.#place(from, join(folder, this.#nameOf(name)));
			// First, so that no file lies there without one.
			if (reason !== undefined) await writeFile(`${to}.reason.txt`, `${reason}\n`);
			await rename(from, to);
		} catch (error) {
			if ((error as { code?: unknown }).code !== 'ENOENT' || existsSync(from)) throw error;
		}
	}

	/** A long name leaves no room for what is added to it. */
	#nameOf(name: string): string {
		if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
		return `${name.slice(0, 40)}.${hash('sha256', name, 'hex').slice(0, 16)}`;
	}

	async #place(from: string, to: string): Promise<string> {
		if (!existsSync(to)) return to;
		const [mine, theirs] = await Promise.all([readFile(from), readFile(to)]);
		return mine.equals(theirs) ? to : `${to}.${hash('sha256', mine, 'hex').slice(0, 8)}`;
	}

	async #prune(now: Date): Promise<void> {
		const done = join(this.folder, 'done');
		const oldest = dateOf(new Date(now.getTime() - this.keepDays * 86_400_000));
		for (const day of await readdir(done).catch(() => [])) {
			if (/^\d{4}-\d\d-\d\d$/.test(day) && day < oldest)
				await rm(join(done, day), { recursive: true, force: true });
		}
	}
}
