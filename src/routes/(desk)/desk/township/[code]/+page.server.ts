import { error } from '@sveltejs/kit';
import { seesDistrict } from '$lib/domain/access/actor';
import { app } from '$lib/server/app.server';
import { enter, requireScope } from '../../entry.server';
import { overviewOf } from '../../overview.server';
import { choiceOf } from '../../places';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const { reference } = app();
	const { code } = event.params;
	const scope = `township:${code}`;
	await requireScope(person, scope);
	if (!reference.hasScope(scope)) error(404, `没有乡镇 ${code}。`);
	const { tiles, ...overview } = await overviewOf([scope], choiceOf(event.url));
	return {
		...overview,
		scope,
		name: reference.townshipName(code === 'none' ? null : code),
		whole: seesDistrict(person),
		tiles: tiles.get(scope) ?? [],
		departments: reference.departments.map(({ code, shortName }) => ({ code, shortName }))
	};
};
