import { fail } from '@sveltejs/kit';
import { NewPerson } from '$lib/domain/access/model';
import { openAccount } from '$lib/domain/access/people.server';
import { app } from '$lib/server/app.server';
import { attempted, doingOf, enter, parsed, typed } from '../../entry.server';
import { choicesOf } from '../choices.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({
	choices: choicesOf(enter(event)),
	province: app().platform !== null
});

export const actions: Actions = {
	default: async (event) => {
		const values = typed(await event.request.formData());
		const form = parsed(NewPerson, values);
		if ('fault' in form) return fail(400, { values, message: form.fault });
		const opened = await attempted(openAccount(doingOf(event), form.given));
		if ('fault' in opened) return fail(400, { values, message: opened.fault });
		const { name, username } = form.given;
		return { opened: { ...opened.done, name, username } };
	}
};
