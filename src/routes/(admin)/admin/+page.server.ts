import { redirect } from '@sveltejs/kit';
import { refusalOf } from '$lib/domain/access/routes';
import { enter } from './entry.server';
import type { PageServerLoad } from './$types';

/** What each role is here for. */
const FIRST = ['people', 'keys', 'audit'];

export const load: PageServerLoad = (event) => {
	const person = enter(event);
	const section = FIRST.find((name) => refusalOf(person, `/(admin)/admin/${name}`) === null);
	redirect(303, `/admin/${section ?? 'account'}`);
};
