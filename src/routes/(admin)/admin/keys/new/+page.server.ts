import { fail } from '@sveltejs/kit';
import { inAYear, makeKey } from '$lib/domain/access/key-writes.server';
import { NewKeyForm } from '$lib/domain/access/model';
import { app } from '$lib/server/app.server';
import { attempted, doingOf, parsed, typed } from '../../entry.server';
import { DATASET_CHOICES, isKind, KINDS } from '../key.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const { reference, now } = app();
	const asked = url.searchParams.get('kind');
	const kind = isKind(asked) ? asked : 'source';
	return {
		kind,
		kinds: Object.entries(KINDS).map(([value, words]) => ({ value, ...words })),
		datasets: DATASET_CHOICES,
		departments: reference.departments.map(({ code, name }) => ({ value: code, name })),
		// An unattended screen is not renewed by anybody; what a system holds, is.
		expires: kind === 'screen' ? '' : inAYear(now())
	};
};

export const actions: Actions = {
	default: async (event) => {
		const given = await event.request.formData();
		const datasets = given.getAll('datasets').map(String);
		const values = typed(given);
		const form = parsed(NewKeyForm, { ...values, datasets });
		if ('fault' in form) return fail(400, { values, datasets, message: form.fault });
		const made = await attempted(makeKey(doingOf(event), form.given));
		if ('fault' in made) return fail(400, { values, datasets, message: made.fault });
		const { kind, name, token } = made.done;
		const address = kind === 'screen' ? `${event.url.origin}/cockpit?token=${token}` : null;
		return { made: { kind, name, token, address } };
	}
};
