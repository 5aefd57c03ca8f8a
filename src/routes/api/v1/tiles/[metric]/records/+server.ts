import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import { drill } from '$lib/server/views.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, params, locals }) =>
	answer(() => {
		const query = url.searchParams;
		const scope = query.get('scope') ?? 'district';
		return drill(app(), locals.actor, {
			metric: params.metric,
			part: query.get('part') ?? 'numerator',
			scope,
			period: query.get('period') ?? 'month',
			at: query.get('at'),
			cursor: query.get('cursor')
		});
	});
