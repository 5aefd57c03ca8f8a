/**
 * CSV into records. Where a record ends is found here, so that each keeps its text and its limit and a quote that
 * is never closed costs one line; what a record says is csv-parse's to read.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { linesOf } from './lines';

export type CsvRecord = { cells: string[]; raw: string } | { bad: 'quotes' | 'long'; raw: string };

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * The records of each piece together, blank lines left out.
 * @param text with LF alone as line break. @param limit characters in a record.
 */
export async function* recordsOf(
	text: AsyncIterable<string>,
	delimiter: Delimiter,
	limit: number
): AsyncGenerator<CsvRecord[]> {
	const reader = new Reader(delimiter, limit);
	for await (const lines of linesOf(text, limit)) {
		let part: string[] = [];
		for (const line of lines) {
			if (typeof line === 'string') part.push(line);
			else {
				reader.read(part, true);
				reader.records.push({ bad: 'long', raw: line.cut });
				part = [];
			}
		}
		reader.read(part, false);
		yield reader.taken();
	}
	reader.read([], true);
	yield reader.taken();
}

/** Records parsed at once: few enough that one bad record costs little, many enough that the parser's start does. */
const TOGETHER = 256;

/**
 * A record ends with the line that closes its quotes. Where it never ends, or does not parse, its first line is
 * refused and the next one begins a record of its own.
 */
class Reader {
	records: CsvRecord[] = [];
	/** Lines still to be read, the next one last. */
	private todo: string[] = [];
	/** The lines of records that have ended. */
	private ended: string[][] = [];
	private open: string[] = [];
	private openSize = 0;
	private isQuoted = false;
	/** Where one is bad, its neighbours often are. */
	private together = TOGETHER;

	constructor(
		private readonly delimiter: Delimiter,
		private readonly limit: number
	) {}

	taken(): CsvRecord[] {
		const { records } = this;
		this.records = [];
		return records;
	}

	/** @param last nothing follows that could close what is open. */
	read(lines: string[], last: boolean): void {
		this.readAgain(lines);
		for (;;) {
			const isDone = this.todo.length === 0;
			if (this.ended.length >= this.together || (isDone && this.ended.length > 0)) this.parse();
			else if (!isDone) this.readLine(this.todo.pop()!);
			else if (last && this.open.length > 0) this.giveUp();
			else return;
		}
	}

	private readLine(line: string): void {
		if (this.open.length === 0 && line.trim() === '') return;
		this.open.push(line);
		this.openSize += line.length + 1;
		if (hasOddQuotes(line)) this.isQuoted = !this.isQuoted;
		if (!this.isQuoted) this.ended.push(this.close());
		else if (this.openSize > this.limit) this.giveUp();
	}

	private close(): string[] {
		const { open } = this;
		this.open = [];
		this.openSize = 0;
		this.isQuoted = false;
		return open;
	}

	private readAgain(lines: string[]): void {
		for (let at = lines.length - 1; at >= 0; at--) this.todo.push(lines[at]!);
	}

	private giveUp(): void {
		const lines = this.close();
		if (this.ended.length > 0) {
			// What stands before it comes first, and may change where this begins.
			this.readAgain(lines);
			this.parse();
			return;
		}
		this.records.push({ bad: 'quotes', raw: lines[0]! });
		this.readAgain(lines.slice(1));
	}

	private parse(): void {
		const { ended } = this;
		this.ended = [];
		const texts = ended.map((lines) => lines.join('\n'));
		const bad = this.parsed(texts);
		if (bad === null) return;
		this.parsed(texts.slice(0, bad));
		this.records.push({ bad: 'quotes', raw: ended[bad]![0]! });
		this.readAgain([...ended[bad]!.slice(1), ...ended.slice(bad + 1).flat(), ...this.close()]);
	}

	/** @returns which one cannot be parsed; then none is taken. */
	private parsed(texts: string[]): number | null {
		const quoted = texts.flatMap((text, at) => (text.includes('"') ? [at] : []));
		try {
			const cells = this.cellsOf(quoted.map((at) => texts[at]!));
			let next = 0;
			texts.forEach((raw, at) => {
				// Without a quote there is nothing to it; csv-parse takes ten times as long.
				const own = quoted[next] === at ? cells[next++]! : raw.split(this.delimiter);
				this.records.push({ cells: own, raw });
			});
			this.together = Math.min(this.together * 2, TOGETHER);
			return null;
		} catch (error) {
			const bad = error instanceof CsvError ? quoted[Number(error.records)] : undefined;
			if (bad === undefined) throw error;
			this.together = 1;
			return bad;
		}
	}

	private cellsOf(texts: string[]): string[][] {
		if (texts.length === 0) return [];
		return parse(texts.join('\n'), {
			delimiter: this.delimiter,
			record_delimiter: '\n',
			relax_column_count: true,
			// Blanks around a cell are no part of it; between tabs they are all there is.
			trim: this.delimiter !== '\t'
		});
	}
}

function hasOddQuotes(line: string): boolean {
	let odd = false;
	for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) odd = !odd;
	return odd;
}
