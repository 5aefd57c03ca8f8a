/** Text into lines, in memory that does not grow with the text: of a line that is too long, a beginning is kept. */
import { KEPT } from './row';

/** Or the beginning of one that went on beyond the limit. */
export type Line = string | { cut: string };

/**
 * The lines of each piece together; the last one also where no line break follows it.
 * @param limit characters in a line.
 */
export async function* linesOf(text: AsyncIterable<string>, limit: number): AsyncGenerator<Line[]> {
	let open: Line = '';
	const grow = (part: string) => {
		if (typeof open !== 'string') return;
		open += part;
		if (open.length > limit) open = { cut: open.slice(0, KEPT) };
	};
	for await (const piece of text) {
		const lines: Line[] = [];
		let from = 0;
		for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', from)) {
			grow(piece.slice(from, at));
			lines.push(open);
			open = '';
			from = at + 1;
		}
		grow(piece.slice(from));
		if (lines.length > 0) yield lines;
	}
	if (open !== '') yield [open];
}

/** CR LF and CR as LF: a table may have any of them, and programs mix them. */
export async function* unixLines(text: AsyncIterable<string>): AsyncGenerator<string> {
	let held = '';
	for await (const piece of text) {
		const whole = held + piece;
		// What follows a CR decides whether it is a line break of its own.
		held = whole.endsWith('\r') ? '\r' : '';
		yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
	}
	if (held) yield '\n';
}
