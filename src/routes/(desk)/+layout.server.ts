import type { Actor } from '$lib/domain/access/actor';
import { ROLE } from '$lib/domain/access/roles';
import { refusalOf } from '$lib/domain/access/routes';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { missingYear } from '../calendar.server';
import type { LayoutServerLoad } from './$types';

interface Place {
	route: string;
	href: string;
	name: string;
}

const PLACES: Place[] = [
	{ route: '/(wall)/cockpit', href: '/cockpit', name: '驾驶舱' },
	{ route: '/(desk)/desk/mine', href: '/desk/mine', name: '我的任务' },
	{ route: '/(desk)/desk/quality', href: '/desk/quality', name: '数据质量' },
	{ route: '/(desk)/desk/grants', href: '/desk/grants', name: '数据授权' },
	{ route: '/(desk)/desk/report', href: '/desk/report', name: '数据报送' },
	{ route: '/(desk)/desk/datasets', href: '/desk/datasets', name: '报送说明' },
	{ route: '/(admin)/admin', href: '/admin', name: '管理' },
	{ route: '/(admin)/admin/account', href: '/admin/account', name: '我的账号' },
	{ route: '/(public)/board', href: '/board', name: '曝光台' }
];

/** Who it is and where he may go. Whether he may be here, hooks and each page ask: loads run side by side. */
export const load: LayoutServerLoad = async ({ locals: { actor }, url }) => ({
	person: actor.kind === 'person' ? { name: actor.name } : null,
	places: PLACES.filter((place) => mayGo(actor, place)).map(({ href, name }) => ({ href, name })),
	// Administrators alone can do something about it.
	calendar: actor.kind === 'person' && ROLE[actor.role].admin ? await missingYear(actor) : null,
	// Asked of the address as well, so that it is asked again when that changes.
	grant: url.searchParams.has('grant') ? grantOf(actor) : null
});

/** 管理 begins with the own account, which has its own name here. */
const mayGo = (actor: Actor, { route, href }: Place): boolean =>
	refusalOf(actor, route) === null &&
	(href !== '/admin' || (actor.kind === 'person' && ROLE[actor.role].admin));

function grantOf(actor: Actor) {
	if (actor.kind !== 'person' || !actor.grant) return null;
	const { id, provider, purpose, expiresAt } = actor.grant;
	return {
		id,
		provider: app().reference.departmentName(provider),
		purpose,
		until: dateOf(new Date(expiresAt.getTime() - 1))
	};
}
