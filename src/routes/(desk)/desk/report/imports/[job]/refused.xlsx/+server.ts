import { error } from '@sveltejs/kit';
import { refusedRows } from '$lib/ingest/files/ask.server';
import { findImport } from '$lib/ingest/files/jobs.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../../../answered.server';
import { datasetAt, passOf, reporterOf } from '../../../reporter.server';
import { spreadsheet } from '../../../spreadsheet';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const reporter = reporterOf(event);
	const job = await answered(findImport(app(), reporter.person, app().now(), event.params.job));
	if (!job || job.rejected === 0) error(404, '这次导入没有退回的记录。');
	const part = Math.max(0, Math.trunc(Number(event.url.searchParams.get('part')) || 0));
	const { title, name } = datasetAt(job.dataset);
	const file = await answered(refusedRows(passOf(reporter, name), job.id, part));
	return spreadsheet(file, `${title}_退回记录${part > 0 ? `_${part + 1}` : ''}.xlsx`);
};
