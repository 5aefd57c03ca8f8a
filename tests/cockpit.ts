/** A cockpit of the tests' own: started as `npm start` does, in a folder of its own, on a free port. */
import { test as base } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ready } from '../scripts/start/ready';

export interface Cockpit extends Ready {
	/** Its data folder: a second run with it finds everything again. */
	data: string;
	process: ChildProcess;
	/** As Ctrl-C does; resolves to the exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

interface Options {
	/** A folder of an earlier run; else a new one. */
	data?: string;
	args?: string[];
	environment?: Record<string, string>;
}

/** A small district, and nothing in it moves but what a test moves. */
const QUIET = ['--demo-scale', '0.02', '--no-simulator'];

export async function startCockpit(options: Options = {}): Promise<Cockpit> {
	const { data = newFolder(), args = QUIET, environment = {} } = options;
	const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], {
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		env: { ...process.env, COCKPIT_DATA: data, PORT: '0', ...environment }
	});
	let output = '';
	child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
	// What the application complains of belongs beside the test that made it.
	child.stderr!.pipe(process.stderr);
	const exited = once(child, 'exit') as Promise<[number | null]>;
	const ready = await Promise.race([
		once(child, 'message').then(([message]) => message as Ready),
		exited.then(([code]) => {
			throw new Error(`the cockpit ended (${code}) before it was ready:\n${output}`);
		})
	]);
	const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
		child.kill(signal);
		return (await exited)[0];
	};
	return { ...ready, data, process: child, stop };
}

/** PostgreSQL may be another user than ours, and must get in. */
export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-e2e-'));
	chmodSync(folder, 0o711);
	return folder;
}

export const test = base.extend<object, { cockpit: Cockpit }>({
	cockpit: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern.
		async ({}, use) => {
			const cockpit = await startCockpit();
			await use(cockpit);
			await cockpit.stop();
			rmSync(cockpit.data, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 180_000 }
	],
	baseURL: ({ cockpit }, use) => use(cockpit.url)
});

export { expect } from '@playwright/test';
