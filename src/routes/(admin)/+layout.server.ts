import { ROLE } from '$lib/domain/access/roles';
import { refusalOf } from '$lib/domain/access/routes';
import { missingYear } from '../calendar.server';
import { placeOf } from './admin/place.server';
import type { LayoutServerLoad } from './$types';

const SECTIONS = [
	{ route: '/(admin)/admin/people', href: '/admin/people', name: '账号管理' },
	{ route: '/(admin)/admin/keys', href: '/admin/keys', name: '密钥管理' },
	{ route: '/(admin)/admin/settings', href: '/admin/settings', name: '参数设置' },
	{ route: '/(admin)/admin/erasure', href: '/admin/erasure', name: '个人信息删除' },
	{ route: '/(admin)/admin/audit', href: '/admin/audit', name: '安全审计' },
	{ route: '/(admin)/admin/account', href: '/admin/account', name: '我的账号' }
];

/** Who is here and where he may go; whether he may be here at all, hooks have asked. */
export const load: LayoutServerLoad = async ({ locals: { actor } }) => {
	if (actor.kind !== 'person') return { person: null, sections: [], desk: false, calendar: null };
	const { name, role } = actor;
	return {
		person: { name, duty: `${placeOf(actor)} ${ROLE[role].name}` },
		sections: SECTIONS.filter(({ route }) => refusalOf(actor, route) === null).map(
			({ href, name }) => ({ href, name })
		),
		desk: !actor.first && !ROLE[role].admin,
		calendar: ROLE[role].admin ? await missingYear(actor) : null
	};
};
