/** A program of the bench in a process of its own, with a channel to it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Undoing } from '../start/undo';
import type { Usage } from './probe';

/** Nothing that we ask for takes longer. */
const PATIENCE_MS = 90_000;

interface Options {
	args?: string[];
	/** For V8: `--cpu-prof`. */
	flags?: string[];
	env?: NodeJS.ProcessEnv;
}

export class Child {
	/** What it printed, for whoever waits for a line and for an error's end. */
	output = '';
	readonly #process: ChildProcess;

	constructor(script: string, undoing: Undoing, { args = [], flags = [], env = {} }: Options = {}) {
		const imports = ['--import', 'tsx', '--import', './scripts/bench/probe.ts'];
		this.#process = spawn(process.execPath, [...flags, ...imports, script, ...args], {
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			// Typed arrays go over the channel as they are.
			serialization: 'advanced',
			env: { ...process.env, ...env }
		});
		for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
			stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
		}
		undoing.push(() => this.stop());
	}

	/** The first match in what it prints. */
	async printed(pattern: RegExp): Promise<RegExpExecArray> {
		for (const signal = AbortSignal.timeout(PATIENCE_MS); ;) {
			const match = pattern.exec(this.output);
			if (match) return match;
			await this.#orEnd(once(this.#process.stdout!, 'data', { signal }));
		}
	}

	/** Sends a message and waits for the one that answers it, an object with this name in it. */
	async ask<T>(message: object | string, name: string, ms = PATIENCE_MS): Promise<T> {
		const answer = new Promise<T>((resolve, reject) => {
			const listen = (heard: Record<string, unknown>) => {
				if (!(name in heard)) return;
				clearTimeout(timer);
				this.#process.off('message', listen);
				resolve(heard[name] as T);
			};
			const timer = setTimeout(() => {
				this.#process.off('message', listen);
				reject(new Error(`${name}: no answer within ${ms} ms\n${this.output}`));
			}, ms);
			this.#process.on('message', listen);
		});
		this.#process.send(message);
		return this.#orEnd(answer);
	}

	usage(): Promise<Usage> {
		return this.ask<Usage>('usage', 'usage');
	}

	async stop(): Promise<void> {
		if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
		const ended = once(this.#process, 'exit');
		this.#process.kill('SIGTERM');
		await ended;
	}

	async #orEnd<T>(work: Promise<T>): Promise<T> {
		const stopped = new AbortController();
		const end = once(this.#process, 'exit', { signal: stopped.signal }).then(() => {
			throw new Error(`${this.#process.spawnargs.at(-1)} ended early\n${this.output}`);
		});
		end.catch(() => {});
		work.catch(() => {});
		try {
			return await Promise.race([work, end]);
		} finally {
			stopped.abort();
		}
	}
}
