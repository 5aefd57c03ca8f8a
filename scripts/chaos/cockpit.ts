/** The built application as a process of its own, in a folder of its own: it can be killed and started again. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../../src/lib/domain/access/keys.server';
import { openDatabase, type Database } from '../../src/lib/server/database.server';
import { startEmbedded } from '../../src/lib/server/embedded.server';
import { freePort } from '../../src/lib/server/port.server';
import * as clusters from '../../src/lib/server/postgres-cluster.server';
import type { Demo } from '../start/demo';
import type { Ready } from '../start/ready';
import type { Undoing } from '../start/undo';

export const REGION = '140603';

export class Cockpit {
	/** Of this start. */
	url = '';
	keys!: Demo;
	/** Reads tiles, records and the ledger. */
	readerKey = '';
	cluster!: clusters.Cluster;
	/** As the owner of the database, who may do anything to it. */
	owner!: Database;
	#process!: ChildProcess;

	private constructor(
		readonly folder: string,
		private readonly port: number,
		/** Of a PostgreSQL that the cockpit does not run itself; empty where it does. */
		private readonly databaseUrl: string
	) {}

	/** @param apart give it a PostgreSQL that it does not bring back when that ends. */
	static async open(undoing: Undoing, apart = false): Promise<Cockpit> {
		const folder = mkdtempSync(join(tmpdir(), 'cockpit-chaos-'));
		// mkdtemp closes it to others, and under root PostgreSQL is someone else.
		chmodSync(folder, 0o711);
		const database = apart ? await startEmbedded({ dir: join(folder, 'postgres') }) : null;
		const cockpit = new Cockpit(folder, await freePort(), database?.url ?? '');
		undoing.push(() => cockpit.#close());
		await cockpit.start();
		cockpit.cluster = await clusters.prepare(join(folder, 'postgres'), () => {});
		cockpit.owner = openDatabase(clusters.urlOf(cockpit.cluster, 'cockpit'), {
			max: 2,
			role: null
		});
		cockpit.readerKey = await createKey(cockpit.owner, REGION, {
			...{ kind: 'reader', name: 'chaos', now: new Date() }
		});
		return cockpit;
	}

	/** Serving when it returns. */
	async start(): Promise<void> {
		const options = ['--demo', '--no-simulator', '--demo-scale', '0.001'];
		const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...options], {
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			env: { ...this.#settings(), PORT: String(this.port) }
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream!.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
		}
		this.#process = child;
		child.once('exit', (code, signal) => {
			if (signal !== 'SIGKILL' && code !== 0)
				console.error(`the cockpit ended (${code ?? signal}):\n${output}`);
		});
		const ready = await Promise.race([
			once(child, 'message').then(([message]) => message as Ready),
			once(child, 'exit').then(([code]) => {
				throw new Error(`the cockpit ended (${code}) before it was ready:\n${output}`);
			})
		]);
		this.url = `http://127.0.0.1:${this.port}`;
		this.keys = ready.demo!;
	}

	/** `kill -9`: nothing of it can be said goodbye to. Its PostgreSQL lives on. */
	async kill(): Promise<void> {
		const ended = once(this.#process, 'exit');
		this.#process.kill('SIGKILL');
		await ended;
	}

	get pid(): number {
		return this.#process.pid!;
	}

	get isRunning(): boolean {
		return this.#process.exitCode === null && this.#process.signalCode === null;
	}

	/** Asks the API as a reader. */
	async read<T>(path: string): Promise<T> {
		const answer = await fetch(`${this.url}/api/v1/${path}`, {
			headers: { authorization: `Bearer ${this.readerKey}` }
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	/** `npm run ledger:verify`: its exit code, and what it printed. */
	verify(): Promise<{ code: number; output: string }> {
		return new Promise((done) => {
			execFile(
				'npm',
				['run', '--silent', 'ledger:verify'],
				{ env: this.#settings() },
				(error, stdout, stderr) =>
					done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}`.trim() })
			);
		});
	}

	/** @throws where an entry or a record is not as it was written. */
	async requireVerified(): Promise<string> {
		const { code, output } = await this.verify();
		if (code !== 0) throw new Error(`npm run ledger:verify does not find it clean:\n${output}`);
		return output.split('\n').at(-1)!;
	}

	#settings(): NodeJS.ProcessEnv {
		return { ...process.env, DATABASE_URL: this.databaseUrl, COCKPIT_DATA: this.folder };
	}

	async #close(): Promise<void> {
		await this.owner?.close();
		if (this.isRunning) {
			const ended = once(this.#process, 'exit');
			this.#process.kill('SIGTERM');
			await ended;
		}
		// What a killed server left behind.
		if (this.cluster) await clusters.stop(this.cluster);
		rmSync(this.folder, { recursive: true, force: true });
	}
}
