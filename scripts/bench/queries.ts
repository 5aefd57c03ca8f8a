/** Of the statements that the application sent: which of them belong to the round of recounts, which to the rest. */

/** The reconciler goes round the figures by the second, and each takes another number of statements. */
const isRecount = (query: string) => query.includes('encode(sha256(convert_to(v.key');

export interface Queries {
	/** All but the recounts. */
	sent: number;
	recounts: number;
}

export function queriesOf(statements: Map<string, number>): Queries {
	const queries: Queries = { sent: 0, recounts: 0 };
	for (const [query, n] of statements) queries[isRecount(query) ? 'recounts' : 'sent'] += n;
	return queries;
}

/** What was sent in `many` and in none of the others: a query that only many viewers cause. */
export function onlyIn(many: Map<string, number>, others: Map<string, number>[]): string[] {
	return [...many.keys()].filter(
		(query) => !isRecount(query) && !others.some((other) => other.has(query))
	);
}
