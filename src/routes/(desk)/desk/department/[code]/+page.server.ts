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
	const department = reference.department(event.params.code);
	const scope = `department:${event.params.code}`;
	await requireScope(person, scope);
	if (!department) error(404, `没有部门 ${event.params.code}。`);
	const { tiles, ...overview } = await overviewOf([scope], choiceOf(event.url));
	return {
		...overview,
		scope,
		name: department.name,
		whole: seesDistrict(person),
		tiles: tiles.get(scope) ?? [],
		townships: reference.townships.map(({ code, name }) => ({ code, name }))
	};
};
