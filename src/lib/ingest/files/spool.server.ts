/** Files on their way in, in a folder of our own: nobody else may read them, and none outlives its day. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HttpError } from '../../server/http.server';
import { FILE_LIMITS } from '../read/workbook.server';

const MB = 1024 * 1024;
/** A CSV file is read as a stream; a workbook is unpacked in memory, and has the limit of `FILE_LIMITS`. */
export const CSV_LIMIT = 512 * MB;
/** Files of one person that may wait to be confirmed; an older one gives way. */
const PER_PERSON = 3;
/** In all: the disk is not theirs alone. */
const IN_ALL = 8 * 1024 * MB;
const KEPT_MS = 86_400_000;

export interface Spooled {
	id: string;
	/** As it was called on the person's machine. */
	name: string;
	size: number;
	path: string;
	/** `user:<id>`. */
	actor: string;
	at: Date;
	/** Read to be imported: it stays until that is over. */
	inUse: boolean;
}

export class Spool {
	#files = new Map<string, Spooled>();

	private constructor(
		private readonly folder: string,
		private readonly now: () => Date
	) {}

	/** What a former process left behind is removed: nobody knows whose it was. */
	static async open(folder: string, now: () => Date): Promise<Spool> {
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true, mode: 0o700 });
		return new Spool(folder, now);
	}

	/** @throws HttpError 413 where it is too large, 422 where it is empty, 429 where there is no room. */
	async keep(name: string, actor: string, chunks: AsyncIterable<Uint8Array>): Promise<Spooled> {
		await this.clear();
		const used = [...this.#files.values()].reduce((sum, { size }) => sum + size, 0);
		if (used > IN_ALL) throw new HttpError(429, 'busy', '待处理的文件过多，请稍后上传');
		const id = randomUUID();
		const path = join(this.folder, id);
		let size = 0;
		try {
			await pipeline(
				async function* () {
					for await (const chunk of chunks) {
						size += chunk.length;
						if (size > CSV_LIMIT) throw tooLarge(CSV_LIMIT);
						yield chunk;
					}
				},
				createWriteStream(path, { mode: 0o600, flags: 'wx' })
			);
			if (size === 0) throw new HttpError(422, 'empty', '文件是空的，请选择有内容的文件');
			if (size > FILE_LIMITS.file && (await isZip(path))) throw tooLarge(FILE_LIMITS.file);
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		}
		const file: Spooled = { id, name, size, path, actor, at: this.now(), inUse: false };
		this.#files.set(id, file);
		await this.#giveWay(actor);
		return file;
	}

	/** Null where it is gone, or another's. */
	find(id: string, actor: string): Spooled | null {
		const file = this.#files.get(id);
		return file?.actor === actor ? file : null;
	}

	has(id: string): boolean {
		return this.#files.has(id);
	}

	read({ path }: Spooled): AsyncIterable<Uint8Array> {
		return createReadStream(path);
	}

	async remove({ id, path }: Spooled): Promise<void> {
		this.#files.delete(id);
		await rm(path, { force: true });
	}

	/** Removes those that nobody has confirmed within a day. */
	async clear(): Promise<void> {
		const since = this.now().getTime() - KEPT_MS;
		const old = [...this.#files.values()].filter(({ at, inUse }) => !inUse && at.getTime() < since);
		for (const file of old) await this.remove(file);
	}

	async close(): Promise<void> {
		this.#files.clear();
		await rm(this.folder, { recursive: true, force: true });
	}

	async #giveWay(actor: string): Promise<void> {
		const own = [...this.#files.values()].filter((file) => file.actor === actor && !file.inUse);
		for (const file of own.slice(0, Math.max(0, own.length - PER_PERSON))) await this.remove(file);
	}
}

const tooLarge = (bytes: number): HttpError =>
	new HttpError(
		413,
		'too_large',
		`文件不得超过 ${bytes / MB} MB，请拆分后上传；.xlsx 也可另存为 CSV`
	);

async function isZip(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.toString('latin1') === 'PK\x03\x04';
	} finally {
		await file.close();
	}
}
