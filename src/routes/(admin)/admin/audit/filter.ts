/** Which events are looked at, as the address says it. */

export interface Filter {
	event?: string;
	outcome?: string;
	text?: string;
	from?: string;
	to?: string;
	before?: number;
}

const LONGEST = 60;

/** What is no value of its kind counts as not given. */
export function filterOf(query: URLSearchParams): Filter {
	const text = (query.get('text') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
	const outcome = query.get('outcome');
	const before = Number(query.get('before'));
	return leaveOut({
		event: /^[a-z_]{1,40}$/.exec(query.get('event') ?? '')?.[0],
		outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
		text: text || undefined,
		from: dayOf(query.get('from')),
		to: dayOf(query.get('to')),
		before: Number.isSafeInteger(before) && before > 0 ? before : undefined
	});
}

export function queryOf(filter: Filter): string {
	const query = new URLSearchParams(
		Object.entries(filter).map(([name, value]) => [name, String(value)])
	);
	return query.size ? `?${query}` : '';
}

/** `2026-11-23`, where there is such a day. */
function dayOf(text: string | null): string | undefined {
	if (!/^20\d\d-\d\d-\d\d$/.test(text ?? '')) return undefined;
	const time = Date.parse(`${text}T00:00:00Z`);
	const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text!);
	return real ? text! : undefined;
}

const leaveOut = <T extends object>(values: T) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
