import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { findImport } from '$lib/ingest/files/jobs.server';
import { PART } from '$lib/ingest/files/refused.server';
import { stopJob } from '$lib/ingest/jobs.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../../answered.server';
import { importLine } from '../../lines';
import { datasetAt, reporterOf } from '../../reporter.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('report:import');
	const job = await importAt(event);
	const rows = Number(event.url.searchParams.get('rows'));
	return {
		job: importLine(job),
		title: datasetAt(job.dataset).title,
		/** How many there are in all, where that is known. */
		rows: Number.isSafeInteger(rows) && rows > 0 ? rows : null,
		parts: Math.ceil(job.rejected / PART)
	};
};

export const actions: Actions = {
	stop: async (event) => {
		const { id } = await importAt(event);
		await answered(stopJob(app(), id));
		redirect(303, event.url.pathname);
	}
};

async function importAt(event: RequestEvent<{ job: string }>) {
	const { person } = reporterOf(event);
	const job = await answered(findImport(app(), person, app().now(), event.params.job));
	if (!job) error(404, '没有这次导入，请从“数据报送”进入。');
	return job;
}
