/** Rows under their headings, in columns that line up on a terminal. */
export function tableOf(headings: string[], rows: string[][]): string {
	const lines = [headings, ...rows];
	const widths = headings.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i]!))));
	return lines
		.map((line) =>
			line
				.map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell)))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** A Chinese character takes two columns, and so does the punctuation that goes with it. */
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/gu;
const widthOf = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);
