/** Builds the pages when what they are made of has changed since the last build. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from './fail';

const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
/** Tests are not built. */
const IGNORED = /\.spec\.ts$/;
const MARK = 'build/.sources';
const LOCK = '.svelte-kit/building';

export function isFresh(): boolean {
	return existsSync(MARK) && readFileSync(MARK, 'utf8') === fingerprint();
}

/** Builds unless someone else did so meanwhile. @throws Problem with what Vite said. */
export async function build(signal: AbortSignal): Promise<void> {
	await alone(signal, async () => {
		if (isFresh()) return;
		const sources = fingerprint();
		const output = await run(signal);
		if (output !== null) throw new Problem(`The pages could not be built.\n${output}`);
		writeFileSync(MARK, sources);
	});
}

/** Two builds at once would write into one folder. A lock whose process is gone holds nobody up. */
async function alone(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
	mkdirSync(dirname(LOCK), { recursive: true });
	while (!tryLock()) await delay(250, undefined, { signal });
	const unlock = () => rmSync(LOCK, { force: true });
	process.once('exit', unlock);
	try {
		await work();
	} finally {
		process.off('exit', unlock);
		unlock();
	}
}

function tryLock(): boolean {
	try {
		writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
	if (holder && !isAlive(holder)) rmSync(LOCK, { force: true });
	return false;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** @returns what it printed if it failed. */
function run(signal: AbortSignal): Promise<string | null> {
	const child = spawn(process.execPath, [findVite(), 'build', '--logLevel', 'warn'], {
		signal,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', (code) => done(code === 0 ? null : output));
	});
}

function findVite(): string {
	const vite = resolve('node_modules/vite/bin/vite.js');
	if (existsSync(vite)) return vite;
	throw new Problem(
		'The pages must be built and Vite is not installed: run "npm ci --include=dev".'
	);
}

function fingerprint(): string {
	const hash = createHash('sha256').update(process.version);
	for (const file of SOURCES.flatMap(filesIn)) {
		hash.update(`\0${file}\0`).update(readFileSync(file));
	}
	return hash.digest('hex');
}

function filesIn(path: string): string[] {
	if (!existsSync(path)) return [];
	if (/\.\w+$/.test(path)) return [path];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !IGNORED.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}
