import { redirect } from '@sveltejs/kit';
import { ownScope } from '$lib/domain/access/actor';
import { METRICS } from '$lib/domain/metrics';
import { app } from '$lib/server/app.server';
import { startOf } from '../../start';
import { enter, requireScope } from './entry.server';
import { overviewOf } from './overview.server';
import { choiceOf, scopePath } from './places';
import { cellOf, sorted, type Place } from './ranking';
import type { PageServerLoad } from './$types';

const DEFAULT_SORT = 'K-19';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const choice = choiceOf(event.url);
	const own = ownScope(person);
	if (own === null) redirect(303, startOf(person).href);
	if (own !== 'district') redirect(303, scopePath(own, { ...choice, grant: null }));
	await requireScope(person, own);
	event.depends('desk:tables');
	const { departments, townships } = app().reference;
	const places = [
		...departments.map(({ code, name }) => ({ scope: `department:${code}`, name })),
		...townships.map(({ code, name }) => ({ scope: `township:${code}`, name })),
		{ scope: 'township:none', name: '未定位' }
	];
	const { tiles, ...overview } = await overviewOf(
		['district', ...places.map(({ scope }) => scope)],
		choice
	);
	const rows: Place[] = places.map(({ scope, name }) => ({
		scope,
		name,
		cells: Object.fromEntries((tiles.get(scope) ?? []).map((tile) => [tile.metric, cellOf(tile)]))
	}));
	const asked = event.url.searchParams.get('sort');
	const sort = METRICS.some(({ id }) => id === asked) ? asked! : DEFAULT_SORT;
	const kind = (of: string) => rows.filter(({ scope }) => scope.startsWith(`${of}:`));
	return {
		...overview,
		tiles: tiles.get('district') ?? [],
		sort,
		departments: sorted(kind('department'), sort),
		townships: kind('township')
	};
};
