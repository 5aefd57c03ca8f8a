/** What the list of anomalies shows, as the address says it. */
import { KINDS } from '$lib/domain/anomalies/model';
import { STATES, type AnomalyFilter } from '$lib/domain/anomalies/reads.server';
import { spanOf, SPANS } from '$lib/domain/quality/rules';

export const EVERYTHING: AnomalyFilter = {
	...{ state: 'all', kind: null, dataset: null, source: null, department: null },
	...{ field: null, code: null, start: null, end: null }
};

/** What the address does not name, or names wrongly, is not asked for; without a state, what is open. */
export function filterOf(query: URLSearchParams, now: Date): AnomalyFilter {
	const text = (name: string) => query.get(name) || null;
	const period = SPANS.find((id) => id === query.get('period'));
	const span = period ? spanOf(period, now) : null;
	return {
		state: STATES.find((state) => state === query.get('state')) ?? 'open',
		kind: KINDS.find((kind) => kind === query.get('kind')) ?? null,
		dataset: text('dataset'),
		source: text('source'),
		department: text('department'),
		// An error of the whole row has no field.
		field: text('field') ?? (query.has('whole') ? '' : null),
		code: text('code'),
		start: span?.start ?? null,
		end: span?.end ?? null
	};
}
