import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { datasetAt, reporterOf } from '../../reporter.server';
import type { PageServerLoad } from './$types';

/** A draft has its address before anything is typed: what is kept is found again under it. */
export const load: PageServerLoad = (event) => {
	reporterOf(event);
	const { name } = datasetAt(event.params.dataset);
	redirect(303, `/desk/report/${name}/edit/${randomUUID()}`);
};
