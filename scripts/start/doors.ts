/** The doors' process beside the web server: opened, opened again when it ends, and closed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from './fail';
import type { Undoing } from './undo';

const PAUSE_MS = { first: 200, longest: 10_000 };
/** Having run so long, it starts anew as if for the first time. */
const STEADY_MS = 60_000;

/** In the demo all doors stand open, on any port that is free. */
export function openDemoDoors(): void {
	process.env.HJ212_PORT ||= '0';
	process.env.DOORS_BROKER = '1';
}

/** Open when it returns. @throws Problem where they do not open at all. */
export async function openDoors(undoing: Undoing): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-doors-'));
	undoing.push(() => rmSync(folder, { recursive: true, force: true }));
	process.env.DOORS_SOCKET = join(folder, 'doors');
	let child = start();
	undoing.push(() => end(child));
	if (!(await isOpen(child))) throw new Problem('The doors did not open.');
	void keepOpen();

	async function keepOpen(): Promise<void> {
		for (let pause = PAUSE_MS.first; ;) {
			const since = performance.now();
			const [code, signal] = await ended(child);
			if (undoing.signal.aborted) return;
			if (performance.now() - since > STEADY_MS) pause = PAUSE_MS.first;
			console.error(`The doors ended (${code ?? signal}); they are opened again.`);
			await delay(pause, undefined, { signal: undoing.signal }).catch(() => {});
			if (undoing.signal.aborted) return;
			pause = Math.min(2 * pause, PAUSE_MS.longest);
			rmSync(process.env.DOORS_SOCKET!, { force: true });
			child = start();
		}
	}
}

function start(): ChildProcess {
	return spawn(process.execPath, ['--import', 'tsx', 'scripts/doors.ts'], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		env: process.env,
		// A Ctrl-C at the terminal is ours to pass on, once the web server takes no more.
		detached: true
	});
}

const isOpen = (child: ChildProcess): Promise<boolean> =>
	Promise.race([once(child, 'message').then(() => true), ended(child).then(() => false)]);

async function ended(child: ChildProcess): Promise<[number | null, string | null]> {
	if (child.exitCode !== null || child.signalCode !== null) {
		return [child.exitCode, child.signalCode];
	}
	return (await once(child, 'exit')) as [number | null, string | null];
}

async function end(child: ChildProcess): Promise<void> {
	child.kill('SIGTERM');
	await ended(child);
}
