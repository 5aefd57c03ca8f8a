import { setTimeout } from 'node:timers/promises';
import { error } from '@sveltejs/kit';
import { mayReadScope, ownScope } from '$lib/domain/access/actor';
import { metricOf } from '$lib/domain/metrics';
import { app } from '$lib/server/app.server';
import { drill } from '$lib/server/views.server';
import { answered } from '../../../../answered.server';
import { enter, grantedScope, requireScope } from '../../entry.server';
import { lineOf } from '../../listed';
import { partName, partsOf } from '../../parts';
import { choiceOf } from '../../places';
import type { PageServerLoad } from './$types';

/** A recount takes seconds at most. */
const PROOF_MS = 200;
const PROOF_WAITS = 15;

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const metric = metricOf(event.params.id);
	if (!metric) error(404, `没有指标 ${event.params.id}。`);
	const query = event.url.searchParams;
	const scope = query.get('scope') ?? grantedScope(person) ?? ownScope(person) ?? 'district';
	const part = query.get('part') ?? 'numerator';
	const choice = choiceOf(event.url);
	const cursor = query.get('cursor');
	await requireScope(person, scope);
	event.depends('desk:proof');
	const running = app();
	const { reference } = running;
	const asked = { metric: metric.id, part, scope, ...choice, cursor };
	let found = await answered(drill(running, person, asked));
	// Each look under a grant is written down: the page is not to come back for the proof alone.
	for (let i = 0; person.grant && found.proof === 'pending' && i < PROOF_WAITS; i++) {
		await setTimeout(PROOF_MS);
		const at = `${found.tile.asOf.seq}@${found.tile.asOf.at}`;
		found = await answered(drill(running, person, { ...asked, at }));
	}
	const now = Date.parse(found.tile.asOf.at);
	return {
		metric: {
			id: metric.id,
			name: metric.name,
			formula: metric.formula,
			article: metric.article,
			periodic: metric.periodic
		},
		scope,
		scopes: scopesFor(reference).filter(({ id }) =>
			person.grant ? id === scope : mayReadScope(person, id)
		),
		choice,
		part,
		paged: cursor !== null,
		tabs: partsOf(metric).map((id) => ({
			id,
			name: partName(metric, id),
			n: countOf(found.tile, id)
		})),
		asOf: found.tile.asOf,
		total: found.total,
		proof: found.proof,
		digest: found.digest,
		exportable: person.grant?.exportable ?? true,
		next: found.next,
		rows: found.rows.map(({ key, record, t, department, township, title, fields }) => ({
			key,
			title,
			department: reference.department(department)?.shortName ?? department,
			township: reference.townshipName(township),
			...lineOf(record, t, fields, now)
		}))
	};
};

type Tile = Awaited<ReturnType<typeof drill>>['tile'];

const countOf = (tile: Tile, part: string): number =>
	part === 'numerator'
		? tile.numerator
		: part === 'denominator'
			? (tile.denominator ?? 0)
			: (tile.parts?.[part] ?? 0);

const scopesFor = ({ departments, townships }: ReturnType<typeof app>['reference']) => [
	{ id: 'district', name: '全区' },
	...departments.map(({ code, name }) => ({ id: `department:${code}`, name })),
	...townships.map(({ code, name }) => ({ id: `township:${code}`, name })),
	{ id: 'township:none', name: '未定位' }
];
