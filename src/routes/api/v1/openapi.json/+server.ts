import { firstPoint } from '$lib/domain/monitoring/reads.server';
import { app } from '$lib/server/app.server';
import { answer, json } from '$lib/server/http.server';
import { openApi } from '$lib/server/openapi.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () =>
	answer(async () => {
		const core = app();
		return json(openApi(core.now(), core.reference, await firstPoint(core)));
	});
