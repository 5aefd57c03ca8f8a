import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import { tilesOf } from '$lib/server/views.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, locals }) =>
	answer(() => {
		const scope = url.searchParams.get('scope') ?? 'district';
		return tilesOf(app(), locals.actor, {
			scope,
			period: url.searchParams.get('period') ?? 'month',
			at: url.searchParams.get('at')
		});
	});
