import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { discardFile, importFile, previewOf } from '$lib/ingest/files/ask.server';
import { problemOf } from '$lib/server/http.server';
import { answered } from '../../../../../answered.server';
import { datasetAt, passOf, reporterOf } from '../../reporter.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('report:file');
	const query = event.url.searchParams;
	const choices = { sheet: query.get('sheet'), ignore: query.get('ignore') === '1' };
	const preview = await answered(previewOf(passAt(event), event.params.id, choices));
	return { preview, title: datasetAt(preview.dataset).title };
};

export const actions: Actions = {
	import: async (event) => {
		const rows = (await event.request.formData()).get('rows') === 'all' ? 'all' : 'good';
		const begun = await importFile(passAt(event), event.params.id, rows).catch((cause: unknown) => {
			const { status, message } = problemOf(cause);
			return fail(status, { message });
		});
		if (!('job' in begun)) return begun;
		redirect(303, `/desk/report/imports/${begun.job}?rows=${begun.rows}`);
	},
	leave: async (event) => {
		await answered(discardFile(passAt(event), event.params.id));
		redirect(303, '/desk/report?done=left');
	}
};

/** The doors know of which dataset the file is. */
const passAt = (event: RequestEvent) => passOf(reporterOf(event), '');
