/** A real MQTT 5 broker for the tests: Mosquitto, one that is there, else the system's package. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../src/lib/server/port.server';

const exec = promisify(execFile);
const SYSTEM = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'];
/** Fetching the package takes as long as the network does: for the hook that opens the first broker. */
export const INSTALLING_MS = 300_000;
const STARTING_MS = 20_000;

/** On one port for its whole life, however often it is killed: its clients know it by that. */
export class Mosquitto {
	#child: ChildProcess | null = null;

	private constructor(
		private readonly program: string,
		private readonly folder: string,
		private readonly port: number
	) {}

	static async open(): Promise<Mosquitto> {
		const program = await findMosquitto();
		const broker = new Mosquitto(
			...([program, mkdtempSync(join(tmpdir(), 'cockpit-mosquitto-')), await freePort()] as const)
		);
		await broker.start();
		return broker;
	}

	get url(): string {
		return `mqtt://127.0.0.1:${this.port}`;
	}

	async start(): Promise<void> {
		const file = join(this.folder, 'mosquitto.conf');
		writeFileSync(file, settings(this.folder, this.port));
		const child = spawn(this.program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
		this.#child = child;
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		for (const deadline = Date.now() + STARTING_MS; !(await answers(this.port)); await delay(20)) {
			if (child.exitCode !== null || Date.now() > deadline)
				throw new Error(`Mosquitto did not start: ${said}`);
		}
	}

	/** As a machine that loses its power. What it had acknowledged stands in its file. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	async close(): Promise<void> {
		await this.#end('SIGTERM');
		rmSync(this.folder, { recursive: true, force: true });
	}

	async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
		const child = this.#child;
		this.#child = null;
		if (!child || child.exitCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}
}

/** Written at each change, so that nothing acknowledged is lost with it. As a root it would give up its rights. */
const settings = (folder: string, port: number) =>
	[
		`listener ${port} 127.0.0.1`,
		'allow_anonymous true',
		...(process.getuid?.() === 0 ? ['user root'] : []),
		'persistence true',
		`persistence_location ${folder}/`,
		'autosave_on_changes true',
		'autosave_interval 1',
		'max_queued_messages 0',
		'max_inflight_messages 0',
		'log_dest stderr',
		'log_type error',
		''
	].join('\n');

async function findMosquitto(): Promise<string> {
	const given = process.env.MOSQUITTO_PATH;
	if (given) return given;
	for (;;) {
		const found = await firstThatStarts();
		if (found) return found;
		try {
			await install();
		} catch (error) {
			// Another worker of this run is at it.
			if (!/get lock|lock-frontend/.test(String(error))) {
				const message = `No Mosquitto was found, and none could be installed: ${ASK}`;
				throw new Error(message, { cause: error });
			}
			await delay(500);
			continue;
		}
		const installed = await firstThatStarts();
		if (!installed) throw new Error(`The package's Mosquitto does not start: ${ASK}`);
		return installed;
	}
}

async function install(): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
	await exec('apt-get', ['update'], { env });
	await exec('apt-get', ['install', '-y', '--no-install-recommends', 'mosquitto'], { env });
}

async function firstThatStarts(): Promise<string | null> {
	for (const path of SYSTEM) if (existsSync(path) && (await starts(path))) return path;
	return null;
}

/** Its help ends with a code of its own; 127: a library is missing, as while the package is unpacked. */
const starts = (path: string): Promise<boolean> =>
	exec(path, ['-h'], { timeout: 10_000 }).then(
		() => true,
		(error: { code?: unknown }) => typeof error.code === 'number' && error.code !== 127
	);

const ASK = 'install it and name it in MOSQUITTO_PATH.';

function answers(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	return new Promise((done) => {
		socket.once('connect', () => {
			socket.destroy();
			done(true);
		});
		socket.once('error', () => done(false));
	});
}
