import { app } from '$lib/server/app.server';
import { visitorOf } from './start';
import type { LayoutServerLoad } from './$types';

/** While the demo district is loaded, every page says so; a refusal says who was refused, and where he begins. */
export const load: LayoutServerLoad = ({ locals }) => ({
	demo: app().demo,
	visitor: visitorOf(locals.actor)
});
