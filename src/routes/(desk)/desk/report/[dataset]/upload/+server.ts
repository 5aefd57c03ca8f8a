/** A file as it is, of any size that the doors take: handed on as it comes. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { handOver } from '$lib/ingest/files/ask.server';
import { Invalid } from '$lib/ledger/errors';
import { answer } from '$lib/server/http.server';
import { datasetAt, passOf, reporterOf } from '../../reporter.server';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answer(async () => {
		const reporter = reporterOf(event);
		const dataset = datasetAt(event.params.dataset);
		const { body, signal } = event.request;
		if (!body) throw new Invalid('请选择有内容的文件');
		const name = event.url.searchParams.get('name') ?? '';
		const source = Readable.fromWeb(body as ReadableStream);
		const { id } = await handOver(passOf(reporter, dataset.name), name, source, signal);
		return { href: `/desk/report/files/${id}?of=${dataset.name}` };
	});
