import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fail, redirect } from '@sveltejs/kit';
import { recordKey } from '$lib/ledger/record';
import { handOver } from '$lib/ingest/files/ask.server';
import { columnsFor } from '$lib/ingest/files/open.server';
import { formOf } from '$lib/ingest/files/form';
import { FILE_LIMITS } from '$lib/ingest/read/workbook.server';
import { CSV_LIMIT } from '$lib/ingest/files/spool.server';
import { app } from '$lib/server/app.server';
import { problemOf } from '$lib/server/http.server';
import { recordPath } from '../../places';
import { datasetAt, passOf, reporterOf } from '../reporter.server';
import type { Actions, PageServerLoad } from './$types';

const MB = 1024 * 1024;
const SENT: Record<string, string> = {
	accepted: '已入库',
	corrected: '更正已入库',
	duplicate: '与已报送的记录相同，未重复入库'
};

export const load: PageServerLoad = (event) => {
	const { permission, department } = reporterOf(event);
	const { reference, now } = app();
	const dataset = datasetAt(event.params.dataset);
	const columns = columnsFor(app(), permission, dataset, now());
	const query = event.url.searchParams;
	const [sent, id] = [query.get('sent') ?? '', query.get('id')];
	const key = id && recordKey(dataset.type.name, permission.source, id);
	return {
		name: dataset.name,
		title: dataset.title,
		department: reference.departmentName(department),
		required: columns.filter(({ required }) => required).map(({ title }) => title),
		typed: formOf(dataset.schema, columns) !== null,
		limits: { workbook: FILE_LIMITS.file / MB, rows: FILE_LIMITS.rows, csv: CSV_LIMIT / MB },
		sent:
			key && SENT[sent]
				? { said: SENT[sent], id, href: recordPath(key), seq: query.get('seq') }
				: null
	};
};

export const actions: Actions = {
	/** Without JavaScript: a file of a few megabytes, as a form sends it. */
	default: async (event) => {
		const reporter = reporterOf(event);
		const dataset = datasetAt(event.params.dataset);
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0) {
			return fail(400, { message: '请选择有内容的文件' });
		}
		const body = Readable.fromWeb(file.stream() as ReadableStream);
		const pass = passOf(reporter, dataset.name);
		const handed = await handOver(pass, file.name, body, event.request.signal).catch(
			(cause: unknown) => {
				const { status, message } = problemOf(cause);
				return fail(status, { message });
			}
		);
		if (!('id' in handed)) return handed;
		redirect(303, `/desk/report/files/${handed.id}?of=${dataset.name}`);
	}
};
