/** A file that has stopped growing: applied and done, bad, or not finished after all. */
import { readMineFile, type Limits } from '../../standards/mine-file';
import { isPassing } from '../passing.server';
import { rawText } from '../held-back';
import { noteUnknown } from '../unknown.server';
import { applyFile, batchOf, type Desk } from './file.server';
import { findMine, type Mine } from './register.server';
import type { Shelf } from './shelf.server';

export type Taken = 'done' | 'bad' | 'unfinished';

export class Taker {
	#mines = new Map<string, Mine | null>();
	#withBom = new Set<string>();

	constructor(
		private readonly desk: Desk,
		private readonly shelf: Shelf,
		private readonly limits: Limits
	) {}

	/** Who has been registered meanwhile is found. */
	forget(): void {
		this.#mines.clear();
	}

	/** @throws where the database is away, and where the file cannot be moved: it is applied again, and that is the same. */
	async take(name: string, bytes: Buffer): Promise<Taken> {
		const { core, now, log } = this.desk;
		const read = readMineFile(name, bytes, this.limits);
		if ('obstacle' in read) {
			if (read.obstacle === 'unfinished') return 'unfinished';
			return this.#refuse(name, bytes, read.obstacle, read.reason);
		}
		const { file } = read;
		const { mineCode } = file.name;
		if (file.bom && !this.#withBom.has(mineCode)) {
			this.#withBom.add(mineCode);
			log(`mine files: those of ${mineCode} begin with a BOM; they are read all the same`);
		}
		const mine = await this.#find(mineCode);
		if (!mine) {
			const reason = '没有登记此煤矿编码，请先报送 devices（kind 为 mine）；登记后把文件移回即可';
			const raw = rawText(bytes);
			noteUnknown(core, {
				...{ door: 'mine', name: mineCode, address: name, reason, raw, now: now() }
			}).catch((error: unknown) => log(`mine ${mineCode} could not be noted: ${String(error)}`));
			await this.shelf.bad(name, reason);
			return 'bad';
		}
		try {
			await applyFile(this.desk, mine, name, bytes, file);
		} catch (error) {
			// An alarm that another process wrote meanwhile is there at the next look.
			if (isPassing(error) || isTaken(error)) throw error;
			log(`mine files: ${name} cannot be written: ${String(error)}`);
			return this.#refuse(name, bytes, 'internal', '服务器内部错误，已记录；排除后把文件移回即可');
		}
		await this.shelf.done(name, now());
		return 'done';
	}

	/** It is not even read. */
	async refuseLarge(name: string, size: number): Promise<void> {
		const message = `文件 ${size} 字节，超过上限 ${this.limits.bytes} 字节，请分成多个文件`;
		await this.#refuse(name, Buffer.from(String(size)), 'too-large', message);
	}

	async #find(mineCode: string): Promise<Mine | null> {
		let mine = this.#mines.get(mineCode);
		if (mine === undefined) {
			mine = await findMine(this.desk.core, mineCode);
			this.#mines.set(mineCode, mine);
		}
		return mine;
	}

	async #refuse(name: string, bytes: Buffer, code: string, message: string): Promise<Taken> {
		const { refusals, now } = this.desk;
		const sender = name.slice(0, 12);
		const refusal = {
			sender,
			id: name,
			raw: rawText(bytes),
			errors: [{ field: '', code, message }]
		};
		await refusals.keep({ batch: batchOf(name, bytes), at: now() }, [refusal]);
		await this.shelf.bad(name, message);
		return 'bad';
	}
}

const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === '23505';
