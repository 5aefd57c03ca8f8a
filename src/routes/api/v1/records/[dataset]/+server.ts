import { readRows } from '$lib/ingest/body.server';
import { datasetOf } from '$lib/ingest/datasets.server';
import { take } from '$lib/ingest/door.server';
import { Forbidden, NotFound } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answer, HttpError } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, params, locals }) =>
	answer(async () => {
		const { actor } = locals;
		const { dataset } = params;
		if (actor.kind === 'public') {
			throw new HttpError(401, 'unauthorized', '请以 Authorization: Bearer 提供来源系统的密钥');
		}
		if (actor.kind !== 'source') throw new Forbidden('只有来源系统的密钥可以报送');
		if (dataset !== 'readings' && !datasetOf(dataset)) throw new NotFound(`没有数据集 ${dataset}`);
		if (actor.datasets.length > 0 && !actor.datasets.includes(dataset)) {
			throw new Forbidden(`此密钥不能报送 ${dataset}`);
		}
		const rows = await readRows(request);
		const core = app();
		const ctx = {
			region: core.region,
			actor: `source:${actor.name}`,
			source: 'http',
			now: core.now()
		};
		const permission = { source: actor.name, department: actor.department };
		return take(core, ctx, permission, dataset, rows);
	});
