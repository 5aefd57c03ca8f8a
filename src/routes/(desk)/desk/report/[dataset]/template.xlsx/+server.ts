import { templateOf } from '$lib/ingest/files/ask.server';
import { answered } from '../../../../../answered.server';
import { datasetAt, passOf, reporterOf } from '../../reporter.server';
import { spreadsheet } from '../../spreadsheet';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const reporter = reporterOf(event);
	const { name, title } = datasetAt(event.params.dataset);
	const file = await answered(templateOf(passOf(reporter, name)));
	return spreadsheet(file, `${title}_导入模板.xlsx`);
};
