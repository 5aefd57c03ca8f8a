import { redirect } from '@sveltejs/kit';
import { holderOf } from '$lib/domain/access/attempts.server';
import { ROLE } from '$lib/domain/access/roles';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../answered.server';
import { startOf } from '../../../../start';
import { enter } from '../../entry.server';
import { begin, confirm } from '../factor.server';
import { change } from '../password.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	if (!person.first) redirect(303, startOf(person).href);
	const core = app();
	const [holder, shortest] = await answered(
		Promise.all([holderOf(core, person.id), core.limits.get('password.length')])
	);
	return {
		first: person.first,
		admin: ROLE[person.role].admin,
		username: holder?.username ?? '',
		shortest
	};
};

export const actions: Actions = {
	password: async (event) => {
		const failed = await change(event);
		if (failed) return failed;
		// What is still to be done is asked there; else it leads on.
		redirect(303, '/admin/account/first');
	},
	begin,
	confirm: async (event) => {
		const failed = await confirm(event);
		if (failed) return failed;
		redirect(303, startOf(enter(event)).href);
	}
};
