/** What the web server asks of the doors about files, each under its path. */
import type { IncomingMessage } from 'node:http';
import type { Core } from '../../server/core.server';
import { HttpError } from '../../server/http.server';
import type { Pass } from '../forward.server';
import { writeTemplate } from '../read/template.server';
import { datasetFor, type Files } from './files.server';
import { columnsFor } from './open.server';
import { refusedFile } from './refused.server';

interface Asked {
	core: Core;
	files: Files;
	request: IncomingMessage;
	url: URL;
	pass: Pass;
	now(): Date;
}

/** An object is answered as JSON, a buffer as a spreadsheet. @throws HttpError */
export async function serveFile(asked: Asked): Promise<object | Buffer> {
	const { core, files, request, url, pass, now } = asked;
	const { permission, dataset } = pass;
	if (permission.department === null) throw new HttpError(403, 'forbidden', '只能为一个部门报送');
	const query = url.searchParams;
	const [, kind, id = '', verb] = url.pathname.split('/');
	switch (`${request.method} ${kind}${id && '/:id'}${verb ? `/${verb}` : ''}`) {
		case 'POST files':
			return files.receive(pass, dataset, query.get('name') ?? '', request);
		case 'GET files/:id':
			return files.preview(pass, id, {
				sheet: query.get('sheet'),
				ignore: query.get('ignore') === '1'
			});
		case 'POST files/:id/import':
			return files.import(pass, id, query.get('rows') === 'all' ? 'all' : 'good');
		case 'DELETE files/:id':
			await files.discard(pass, id);
			return {};
		case 'GET template': {
			const known = datasetFor(dataset);
			return writeTemplate(known.title, columnsFor(core, permission, known, now()));
		}
		case 'GET refused/:id': {
			const about = { batch: id, part: Number(query.get('part') ?? 0), now: now() };
			return refusedFile(core, permission, datasetFor(dataset), about);
		}
	}
	throw new HttpError(404, 'not_found', '报送入口不提供此操作');
}
