/** Says on the terminal what a long step is doing. Where nobody watches, one line for each tenth. */

export async function step<T>(
	title: string,
	work: (progress: (share: number, note?: string) => void) => Promise<T>
): Promise<T> {
	const from = performance.now();
	const line = new Line(title);
	const result = await work((share, note) => line.show(share, note));
	line.end(`${((performance.now() - from) / 1000).toFixed(1)} s`);
	return result;
}

class Line {
	#tenth = 0;

	constructor(private readonly title: string) {
		process.stdout.write(process.stdout.isTTY ? `${title} …` : `${title} …\n`);
	}

	show(share: number, note = ''): void {
		const text = `${this.title} … ${Math.floor(share * 100)} % ${note}`.trimEnd();
		if (process.stdout.isTTY) {
			process.stdout.write(`\r\x1b[K${text.slice(0, process.stdout.columns - 1)}`);
		} else if (Math.floor(share * 10) > this.#tenth) {
			this.#tenth = Math.floor(share * 10);
			process.stdout.write(`${text}\n`);
		}
	}

	end(note: string): void {
		process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${this.title}: ${note}\n`);
	}
}
