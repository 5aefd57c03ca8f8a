/** The other end of 第13条 as a process of its own, at one address for its whole life, however often it is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../src/lib/server/port.server';
import type { Counts, Envelope, Row } from '../src/lib/province/message';

export const TOKEN = 'what the province gave us';

export interface Fault {
	status?: number;
	hangUp?: true;
	delay?: number;
	lasts?: true;
}

export class Receiver {
	#child: ChildProcess | null = null;

	private constructor(
		private readonly folder: string,
		private readonly port: number
	) {}

	static async open(): Promise<Receiver> {
		const folder = mkdtempSync(join(tmpdir(), 'cockpit-receiver-'));
		const receiver = new Receiver(folder, await freePort());
		await receiver.start();
		return receiver;
	}

	get upload(): { url: string; token: string } {
		return { url: `http://127.0.0.1:${this.port}`, token: TOKEN };
	}

	/** Answering when it returns. */
	async start(): Promise<void> {
		const options = ['--folder', this.folder, '--port', String(this.port)];
		const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/receiver.ts', ...options], {
			stdio: ['ignore', 'pipe', 'inherit'],
			env: { ...process.env, RECEIVER_TOKEN: TOKEN }
		});
		this.#child = child;
		await once(child.stdout, 'data');
	}

	async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		const child = this.#child;
		this.#child = null;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	async close(): Promise<void> {
		await this.kill('SIGTERM');
		rmSync(this.folder, { recursive: true, force: true });
	}

	async fail(...faults: Fault[]): Promise<void> {
		await this.#ask('faults', { method: 'PUT', body: JSON.stringify(faults) });
	}

	/** As if it were new. */
	async clear(): Promise<void> {
		await this.#ask('batches', { method: 'DELETE' });
	}

	async counts(region: string): Promise<Counts> {
		return (await (await this.#ask(`counts?region=${region}`)).json()) as Counts;
	}

	/** As they are kept, in the order in which they came. */
	batches(): Envelope[] {
		return this.#lines().map((line) => (JSON.parse(line) as { envelope: Envelope }).envelope);
	}

	rows(): Row[] {
		return this.batches().flatMap(({ rows }) => rows);
	}

	/** Something is lost there that had its receipt: the row of this entry. To be done while it is stopped. */
	lose(cdId: string): void {
		const lines = this.#lines().map((line) => {
			const kept = JSON.parse(line) as { envelope: Envelope };
			kept.envelope.rows = kept.envelope.rows.filter(({ cd_id }) => cd_id !== cdId);
			return `${JSON.stringify(kept)}\n`;
		});
		writeFileSync(this.#file, lines.join(''));
	}

	get #file(): string {
		return join(this.folder, 'batches.jsonl');
	}

	#lines(): string[] {
		// What has no end yet is being written.
		return readFileSync(this.#file, 'utf8').split('\n').slice(0, -1);
	}

	async #ask(path: string, init: RequestInit = {}): Promise<Response> {
		const { url, token } = this.upload;
		const headers = { authorization: `Bearer ${token}` };
		const response = await fetch(`${url}/${path}`, { ...init, headers });
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return response;
	}
}
