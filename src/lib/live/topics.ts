/** What each topic shows. A topic is named by the server; a client never sends a filter. */
import { PERIODS } from '../metrics/period';

export interface View {
	region: string;
	/** The scope whose matters and events it shows; null: it shows none. */
	scope: string | null;
	tiles: { metric: string; scope: string; period: string }[];
	exposures: boolean;
	/** Walls are served before desks, desks before the public. */
	priority: 0 | 1 | 2;
}

interface Known {
	region: string;
	metrics: readonly { id: string }[];
	departments: readonly { code: string }[];
	townships: readonly { code: string }[];
}

/** Null where there is no such topic. */
export function viewOf(topic: string, known: Known): View | null {
	const [kind, region, code, rest] = topic.split(':');
	if (region !== known.region || rest !== undefined) return null;
	const whole = (scope: string) =>
		known.metrics.flatMap(({ id: metric }) =>
			PERIODS.map((period) => ({ metric, scope, period: period as string }))
		);
	switch (kind) {
		case 'wall':
			return code === undefined
				? { region, scope: 'district', tiles: wall(known, whole), exposures: true, priority: 0 }
				: null;
		case 'monitoring':
			return code === undefined
				? { region, scope: null, tiles: monitoring(known), exposures: false, priority: 1 }
				: null;
		case 'department':
		case 'township': {
			const places = kind === 'department' ? known.departments : known.townships;
			if (!places.some((place) => place.code === code)) return null;
			const scope = `${kind}:${code}`;
			return { region, scope, tiles: whole(scope), exposures: false, priority: 1 };
		}
		case 'public':
			return code === undefined
				? { region, scope: null, tiles: [], exposures: true, priority: 2 }
				: null;
		default:
			return null;
	}
}

function wall(known: Known, whole: (scope: string) => View['tiles']): View['tiles'] {
	return [
		...whole('district'),
		...known.departments.map(({ code }) => ({
			metric: 'K-19',
			scope: `department:${code}`,
			period: 'month'
		})),
		...monitoring(known).filter(({ scope }) => scope !== 'district'),
		...[...known.townships, { code: 'none' }].map(({ code }) => ({
			metric: 'K-11',
			scope: `township:${code}`,
			period: 'month'
		}))
	];
}

const monitoring = (known: Known): View['tiles'] =>
	[
		'district',
		...[...known.townships, { code: 'none' }].map(({ code }) => `township:${code}`)
	].flatMap((scope) => ['K-10', 'K-10c'].map((metric) => ({ metric, scope, period: 'month' })));
