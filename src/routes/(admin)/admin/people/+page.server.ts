import { listPeople } from '$lib/domain/access/reads.server';
import { isRole, namedBy, ROLE, ROLES } from '$lib/domain/access/roles';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { moment } from '../../../wording';
import { enter } from '../entry.server';
import { placeOf } from '../place.server';
import type { PageServerLoad } from './$types';

const LONGEST = 60;

export const load: PageServerLoad = async (event) => {
	const admin = enter(event);
	const query = event.url.searchParams;
	const text = (query.get('q') ?? '').trim().replaceAll('\0', '').slice(0, LONGEST);
	const asked = query.get('role') ?? '';
	const role = isRole(asked) ? asked : null;
	const after = query.get('after')?.replaceAll('\0', '') ?? null;
	const { rows, now } = app();
	const list = await answered(
		rows.as(admin, now(), (sql) => listPeople(sql, { text, role, after }))
	);
	const own = admin.role === 'department_admin';
	return {
		text,
		role: role ?? '',
		paged: after !== null,
		total: list.total,
		next: list.next,
		place: own ? placeOf(admin) : null,
		opens: namedBy(admin.role).map((named) => ROLE[named].name),
		roles: ROLES.filter((one) => !own || ROLE[one].of === 'department').map((value) => ({
			value,
			name: ROLE[value].name
		})),
		people: list.rows.map((person) => ({
			id: person.id,
			name: person.name,
			username: person.username,
			role: ROLE[person.role].name,
			place: placeOf(person),
			post: person.post ?? '',
			twoFactor: person.twoFactor ? '已启用' : ROLE[person.role].admin ? '待设置' : '未启用',
			seen: person.seenAt ? moment(person.seenAt.toISOString()).slice(0, 16) : '—',
			suspended: person.suspendedAt !== null
		}))
	};
};
