/** NDJSON: one row a line. A line that is not JSON is refused alone. */
import { linesOf } from './lines';
import { tooLong, type RawRow } from './row';

/** @param limit characters in a line. */
export async function* ndjsonRows(
	text: AsyncIterable<string>,
	limit: number
): AsyncGenerator<RawRow[]> {
	for await (const lines of linesOf(text, limit)) {
		yield lines.flatMap((line) => {
			if (typeof line !== 'string') return tooLong(line.cut, limit);
			return line.trim() === '' ? [] : fromLine(line);
		});
	}
}

function fromLine(line: string): RawRow {
	try {
		return { row: JSON.parse(line) as unknown, raw: '', errors: null };
	} catch {
		// What V8 says of it quotes the line, which is sealed beside this.
		const message = '此行不是合法的 JSON';
		return {
			row: null,
			raw: line.replace(/\r$/, ''),
			errors: [{ field: '', code: 'invalid_json', message }]
		};
	}
}
