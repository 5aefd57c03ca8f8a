import { datasetOf } from '$lib/ingest/datasets.server';
import { forward } from '$lib/ingest/forward.server';
import { Forbidden, NotFound } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, params, locals }) =>
	answer(async () => {
		const { actor } = locals;
		const { dataset } = params;
		if (actor.kind !== 'source') throw new Forbidden('只有来源系统的密钥可以报送');
		if (dataset !== 'readings' && !datasetOf(dataset)) throw new NotFound(`没有数据集 ${dataset}`);
		if (actor.datasets.length > 0 && !actor.datasets.includes(dataset)) {
			throw new Forbidden(`此密钥不能报送 ${dataset}`);
		}
		const permission = { source: actor.name, department: actor.department };
		const pass = { permission, actor: `source:${actor.name}`, dataset };
		const answered = await forward(pass, request);
		// Whoever asks next finds it in the figures.
		if (answered.seq !== null) app().wake.heard(answered.seq);
		const foreign = answered.rejected.filter(({ errors }) =>
			errors.some(({ code }) => code === 'forbidden')
		);
		// Rows of a department that the key may not serve are refused one by one, and that is written down.
		if (foreign.length > 0) locals.refusal = `${foreign.length} 行属于此密钥无权报送的部门`;
		return answered;
	});
