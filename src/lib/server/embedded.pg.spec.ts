import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.server';

const OWNER = `
	const { startEmbedded } = await import(${JSON.stringify(resolve('src/lib/server/embedded.server.ts'))});
	process.on('SIGUSR2', () => process.exit(0));
	console.log((await startEmbedded({ dir: process.argv[1], keep: process.argv[2] === 'keep' })).url);
	setInterval(() => {}, 1e6);`;

let folder: string;
let dir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'cockpit-embedded-'));
	chmodSync(folder, 0o711);
	dir = join(folder, 'postgres');
});
afterEach(async () => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	await (await startEmbedded({ dir })).stop();
	rmSync(folder, { recursive: true, force: true });
});

/** A process of its own that runs the database of `dir`. */
async function owner(keep = ''): Promise<{ child: ChildProcess; url: string }> {
	const args = ['--import', 'tsx', '--input-type=module', '-e', OWNER, dir, keep];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	const [url] = (await once(child.stdout!, 'data')) as [Buffer];
	return { child, url: String(url).trim() };
}

function postmaster(): number {
	return Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** PostgreSQL removes the file as the last thing it does. */
function isRunning(): boolean {
	return existsSync(join(dir, 'postmaster.pid'));
}

async function answer(url: string): Promise<number> {
	const sql = postgres(url, { max: 1, connect_timeout: 2 });
	try {
		const [row] = await sql<{ n: number }[]>`select 1 as n`;
		return row!.n;
	} finally {
		await sql.end();
	}
}

test('a database that a killed run left is adopted, then stopped', async () => {
	const { child, url } = await owner();
	const pid = postmaster();
	child.kill('SIGKILL');
	await once(child, 'exit');
	const embedded = await startEmbedded({ dir });
	expect(embedded).toMatchObject({ adopted: true, url });
	expect(postmaster()).toBe(pid);
	await embedded.stop();
	expect(isRunning()).toBe(false);
	await expect(answer(url)).rejects.toThrow('ECONNREFUSED');
});

test('one that another run uses is lent to a short command, and refused to a second run', async () => {
	const { url } = await owner();
	const lent = await startEmbedded({ dir, borrow: true });
	await lent.stop();
	expect(await answer(url)).toBe(1);
	await expect(startEmbedded({ dir })).rejects.toThrow('in use by another run');
	expect(await answer(url)).toBe(1);
}, 60_000);

test.each(['SIGKILL', 'SIGTERM'])(
	'one that ends by %s is brought back on its port',
	async (signal) => {
		const { url } = await owner('keep');
		const pid = postmaster();
		process.kill(pid, signal);
		await expect.poll(() => isRunning() && postmaster() !== pid, { timeout: 30_000 }).toBe(true);
		await expect.poll(() => answer(url).catch(() => 0), { timeout: 30_000 }).toBe(1);
		await expect(startEmbedded({ dir })).rejects.toThrow('in use by another run');
	},
	60_000
);

test('a short command never stops what runs: it says why it cannot use it', async () => {
	const { url } = await owner();
	const sql = postgres(url, { max: 1 });
	await sql`select 1`;
	// Gently: it takes nobody in and waits for those who are there.
	process.kill(postmaster(), 'SIGTERM');
	await expect.poll(() => answer(url).catch(() => 0)).toBe(0);
	await expect(startEmbedded({ dir, borrow: true })).rejects.toThrow('takes no connections');
	const [row] = await sql`select 1 as n`;
	expect(row).toEqual({ n: 1 });
	process.kill(postmaster(), 'SIGINT');
	await expect.poll(isRunning, { timeout: 10_000 }).toBe(false);
	await sql.end();
}, 60_000);

test('a process that ends without stopping it takes it along', async () => {
	const { child, url } = await owner();
	child.kill('SIGUSR2');
	await once(child, 'exit');
	await expect.poll(isRunning, { timeout: 10_000 }).toBe(false);
	await expect(answer(url)).rejects.toThrow('ECONNREFUSED');
});

test('a stale pid file does not stand in the way, even if its number is in use', async () => {
	const first = await startEmbedded({ dir });
	await first.stop();
	const stale = [process.pid, dir, 1, new URL(first.url).port, '', '127.0.0.1', '', 'ready'];
	writeFileSync(join(dir, 'postmaster.pid'), stale.join('\n'));
	const second = await startEmbedded({ dir });
	expect(second).toMatchObject({ adopted: false, url: first.url });
	await second.stop();
});

test('its password is for its owner alone', async () => {
	await (await startEmbedded({ dir })).stop();
	expect(statSync(`${dir}.json`).mode & 0o777).toBe(0o600);
	expect(statSync(dir).mode & 0o777).toBe(0o700);
});
