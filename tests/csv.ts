/** The rows of a file as RFC 4180 describes it. */
export function parseCsv(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g
	)) {
		rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
		if (end === '\r\n') rows.push([]);
		if (end === '') break;
	}
	return rows.slice(0, -1);
}
