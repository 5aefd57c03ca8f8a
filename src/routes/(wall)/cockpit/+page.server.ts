import { error } from '@sveltejs/kit';
import { topic } from '$lib/live/protocol';
import { app } from '$lib/server/app.server';
import type { PageServerLoad } from './$types';

/** How far a screen may be set from the size that its geometry gives, for the distance people stand at. */
const SCALE = { min: 0.5, max: 1.2 };

export const load: PageServerLoad = ({ url }) => {
	const { region, reference, hub } = app();
	const snapshot = hub.snapshot(topic.wall(region));
	if (!snapshot) error(404, '没有这个区划的驾驶舱');
	return {
		snapshot,
		departments: reference.departments,
		townships: reference.townships,
		scale: scaleOf(url.searchParams.get('scale'))
	};
};

function scaleOf(text: string | null): number {
	const scale = Number(text);
	return scale >= SCALE.min && scale <= SCALE.max ? scale : 1;
}
