import { error, redirect } from '@sveltejs/kit';
import { refusedWords } from '$lib/server/request.server';
import type { PageServerLoad } from './$types';

/** The page in whose place a refusal is shown; hooks answer with it under the address that was asked for. */
export const load: PageServerLoad = ({ locals }) => {
	if (locals.actor.kind === 'public') redirect(303, '/sign-in?to=/desk');
	error(403, { code: 'forbidden', message: refusedWords(locals.actor) });
};
