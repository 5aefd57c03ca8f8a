import { mayReadScope } from '$lib/domain/access/actor';
import type { LayoutServerLoad } from './$types';

/** The name in the header. Whether one may be here is asked by each page: loads run side by side. */
export const load: LayoutServerLoad = ({ locals }) => ({
	person:
		locals.actor.kind === 'person'
			? { name: locals.actor.name, wall: mayReadScope(locals.actor, 'district') }
			: null
});
