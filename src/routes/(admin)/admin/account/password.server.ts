/** Choosing a password: at the first sign-in, and later as one likes. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { choosePassword } from '$lib/domain/access/own.server';
import { attempted, doingOf } from '../entry.server';

/** Null: it is changed. */
export async function change(event: RequestEvent) {
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const chosen = { present: text('present'), next: text('next'), again: text('again') };
	const changed = await attempted(choosePassword(doingOf(event), event, chosen));
	return 'fault' in changed ? fail(400, { of: 'password' as const, message: changed.fault }) : null;
}
