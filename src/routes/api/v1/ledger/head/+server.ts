import { readHead } from '$lib/ledger/entries.server';
import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	answer(() => {
		const { rows, region, now } = app();
		return rows.as(locals.actor, now(), (sql) => readHead(sql, region));
	});
