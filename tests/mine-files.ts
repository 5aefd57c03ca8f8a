/** A coal mine with two points and a folder, and files as its system writes them. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetOf } from '../src/lib/ingest/datasets.server';
import { watchMineFolder, type Options, type Watch } from '../src/lib/ingest/mine/watch.server';
import { ingestRows } from '../src/lib/ingest/records.server';
import type { Core } from '../src/lib/server/core.server';
import { ANY, context, freshCore, READER } from './core';

export const NOW = new Date('2026-11-23T02:40:00Z');
export const MINE = '140603000123';
export const DONE = 'done/2026-11-23';

export const header = (mine = MINE) =>
	`${mine};平鲁某煤矿;30;主要通风机监控系统;2026-11-23 10:32:05~`;
export const nameOf = (type: string, time: string, mine = MINE) =>
	`${mine}_${type}_20261123${time}.txt`;
export const reading = (code: string, value: string, time = '10:32:00', unit = 'Pa') =>
	`${code};01;风压;TF01;${value};${unit};0;2026-11-23 ${time}~`;
export const alarm = (started: string, ended = '', level = '2', peak = '-3100') =>
	[
		...['A001', '01', '风压', 'TF01', '1', `2026-11-23 ${started}`],
		...[ended && `2026-11-23 ${ended}`, level, '', '', '', peak, '2026-11-23 10:39:00~']
	].join(';');

export class MineFolder {
	readonly path = mkdtempSync(join(tmpdir(), 'cockpit-mine-'));
	readonly logged: string[] = [];
	#watch: Watch | null = null;

	private constructor(readonly core: Core & { url: string }) {}

	static async open(): Promise<MineFolder> {
		const core = await freshCore();
		const point = { ...datasetOf('points')!.example('p', NOW), factor: 'pressure', unit: 'Pa' };
		const device = { id: 'fan', department: 'nengyuan', deviceName: '主通风机', kind: 'mine' };
		await ingestRows(core, context(new Date('2026-11-23T01:00:00Z')), ANY, [
			{ dataset: 'devices', row: { ...device, mineCode: MINE } },
			{ dataset: 'points', row: { ...point, id: 'a1', device: 'fan', code: 'A001' } },
			{ dataset: 'points', row: { ...point, id: 'a2', device: 'device/test/fan', code: 'A002' } }
		]);
		return new MineFolder(core);
	}

	watch(options: Partial<Options> = {}): Promise<void> {
		const log = (line: string) => void this.logged.push(line);
		const own = { folder: this.path, now: () => NOW, log, settle: 300 };
		this.#watch = watchMineFolder(this.core, { ...own, ...options });
		return this.#watch.ready;
	}

	put(name: string, content: string | Buffer): void {
		writeFileSync(join(this.path, name), content);
	}

	files(part = '.'): string[] {
		const path = join(this.path, part);
		if (!existsSync(path)) return [];
		return readdirSync(path)
			.filter((name) => name.includes('.'))
			.sort();
	}

	readings(): Promise<{ point: string; value: number; flag: string }[]> {
		return this.core.database.sql<{ point: string; value: number; flag: string }[]>`
			select point, value, flag from reading order by point, time`;
	}

	/** `<file>:<record> <code>` */
	async refused(): Promise<string[]> {
		const rows = await this.core.database.sql<{ id: string; code: string }[]>`
			select row_id as id, errors->0->>'code' as code from rejected_row
			where dataset = 'mine' order by row_id`;
		return rows.map(({ id, code }) => `${id} ${code}`);
	}

	async unknown(): Promise<string[]> {
		const rows = await this.core.rows.as(
			...([READER, NOW] as const),
			(sql) => sql<{ name: string }[]>`
				select name from unknown_device where door = 'mine' order by name`
		);
		return rows.map(({ name }) => name);
	}

	async close(): Promise<void> {
		await this.#watch?.close();
		await this.core.close();
		rmSync(this.path, { recursive: true, force: true });
	}
}
