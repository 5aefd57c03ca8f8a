/**
 * The mine door: files of MT/T 1201 in a folder, whole files only, each applied once, in the order of the times in
 * their names. Whoever writes them needs no rename: a file is whole when it ends with `||` and has stopped growing.
 */
import { watch, type FSWatcher } from 'node:fs';
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Flag } from '../../domain/monitoring/model';
import type { Core } from '../../server/core.server';
import { isAway } from '../../server/http.server';
import { RawRefusals } from '../rejected-raw.server';
import { Arrivals } from './arrivals.server';
import { FOLDERS, Shelf } from './shelf.server';
import { Taker } from './taker.server';

export interface Options {
	/** Made where it is not there. Whoever writes into it is trusted: he may speak for any mine. */
	folder: string;
	now(): Date;
	log(line: string): void;
	/** How long applied files are kept, days. */
	keepDays?: number;
	/** A file is whole when its size has stood for so long, ms. */
	settle?: number;
	/** One without its end mark is given up when its size has stood for so long, ms. */
	giveUp?: number;
	/** What one file may be. */
	limits?: { bytes: number; rows: number };
	/** What the status codes of real-time rows mean at these mines: their list is not public. */
	flags?: Readonly<Record<string, Flag>>;
}

export interface Watch {
	/** It has looked into the folder. */
	ready: Promise<void>;
	/** The file at hand is finished first. */
	close(): Promise<void>;
}

const LOOK_MS = 1_000;
/** Between two looks at least, however often something is written. */
const PAUSE_MS = 250;
/** Files of one look: the oldest by name. The others are not even opened. */
const WINDOW = 2_000;

export function watchMineFolder(core: Core, options: Options): Watch {
	const { folder, now, log, keepDays = 30, settle = 1_000, giveUp = 600_000 } = options;
	const { limits = { bytes: 8 * 1024 * 1024, rows: 20_000 }, flags = {} } = options;
	const shelf = new Shelf(folder, keepDays);
	const refusals = new RawRefusals(core, 'mine');
	const taker = new Taker({ core, refusals, flags, now, log }, shelf, limits);
	const arrivals = new Arrivals(settle, giveUp);
	const closing = new AbortController();
	let woken = new AbortController();
	let told = '';
	const say = (line: string) => {
		if (line !== told && line !== '') log(`mine files: ${line}`);
		told = line;
	};

	async function look(): Promise<void> {
		const names = inOrder(await readdir(folder)).slice(0, WINDOW);
		await arrivals.see(names, (name) => lstat(join(folder, name)).catch(() => null));
		taker.forget();
		let failed: unknown = null;
		for (const name of names) {
			if (closing.signal.aborted) return;
			try {
				await open(name);
			} catch (error) {
				if (isAway(error)) throw error;
				failed ??= error;
			}
		}
		if (failed) throw failed;
	}

	async function open(name: string): Promise<void> {
		const state = arrivals.stateOf(name);
		if (state === 'growing') return;
		const size = arrivals.sizeOf(name);
		if (size > limits.bytes) return taker.refuseLarge(name, size);
		const bytes = /\.txt$/i.test(name) && (await readFile(join(folder, name)).catch(() => null));
		const taken = bytes ? await taker.take(name, bytes) : 'unfinished';
		if (taken !== 'unfinished') return;
		if (state === 'stale') await shelf.bad(name, UNFINISHED);
		else arrivals.wait(name);
	}

	async function run(first: () => void): Promise<void> {
		let watcher: FSWatcher | null = null;
		while (!closing.signal.aborted) {
			try {
				await mkdir(folder, { recursive: true });
				watcher ??= watching(folder, () => woken.abort());
				await look();
				say('');
				first();
			} catch (error) {
				say(isAway(error) ? 'the database is away; the files wait' : String(error));
			}
			await delay(PAUSE_MS, undefined, { signal: closing.signal }).catch(() => {});
			await delay(LOOK_MS - PAUSE_MS, undefined, { signal: woken.signal }).catch(() => {});
			woken = new AbortController();
		}
		watcher?.close();
		first();
	}

	let running: Promise<void> | null = null;
	const ready = new Promise<void>((first) => (running = run(first)));
	return {
		ready,
		async close() {
			closing.abort();
			woken.abort();
			await running;
		}
	};
}

const UNFINISHED = '文件没有写完（缺少文件结束符 ||），或不是 .txt 文件，且已长时间没有变化';

/** By the time in the name, as text; hidden files are somebody's own. */
function inOrder(names: string[]): string[] {
	const timeOf = (name: string) => name.slice(-18, -4);
	return names
		.filter((name) => !name.startsWith('.') && !FOLDERS.includes(name))
		.map((name) => ({ name, time: timeOf(name) }))
		.sort((a, b) => compare(a.time, b.time) || compare(a.name, b.name))
		.map(({ name }) => name);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Only hastens the next look: some file systems tell nothing. */
function watching(folder: string, wake: () => void): FSWatcher | null {
	try {
		return watch(folder, wake).on('error', () => {});
	} catch {
		return null;
	}
}
