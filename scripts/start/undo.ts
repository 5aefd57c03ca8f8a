/** What has to be taken down again, last thing first: at Ctrl-C and SIGTERM as well as after an error. */

const TWICE_MS = 1000;

type Undo = () => Promise<void> | void;

export class Undoing {
	#undos: Undo[] = [];
	#running: Promise<void> | null = null;
	readonly #abort = new AbortController();
	/** Aborted as soon as the process is to end. */
	readonly signal = this.#abort.signal;

	push(undo: Undo): void {
		this.#undos.push(undo);
	}

	/** The first call does it; later ones wait for the same end. */
	run(): Promise<void> {
		this.#abort.abort();
		this.#running ??= this.#run();
		return this.#running;
	}

	/**
	 * A second signal ends the process at once; what must not outlive it has its own exit hook. One Ctrl-C comes twice
	 * under npm, which passes on what the terminal has sent to everybody already.
	 */
	onSignals(): void {
		let first: number | null = null;
		const stop = () => {
			if (first !== null && performance.now() - first > TWICE_MS) process.exit(1);
			if (first !== null) return;
			first = performance.now();
			this.run().then(
				() => process.exit(0),
				(error: unknown) => {
					console.error(error);
					process.exit(1);
				}
			);
		};
		process.on('SIGINT', stop);
		process.on('SIGTERM', stop);
		process.on('SIGHUP', stop);
	}

	async #run(): Promise<void> {
		const failures: unknown[] = [];
		for (let undo = this.#undos.pop(); undo; undo = this.#undos.pop()) {
			try {
				await undo();
			} catch (error) {
				failures.push(error);
			}
		}
		if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped');
	}
}
