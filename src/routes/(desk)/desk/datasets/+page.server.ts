import { manualNames } from '$lib/ingest/manual.server';
import { enter } from '../entry.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	enter(event);
	return { datasets: manualNames() };
};
