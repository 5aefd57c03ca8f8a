import { readHead } from '$lib/ledger/entries.server';
import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import { readable } from '$lib/server/readable.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	answer(() => {
		readable(locals.actor, 'ledger', 'district');
		const { database, region } = app();
		return readHead(database.sql, region);
	});
