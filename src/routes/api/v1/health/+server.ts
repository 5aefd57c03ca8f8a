import { readHead } from '$lib/ledger/entries.server';
import { app } from '$lib/server/app.server';
import { json } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

/** 503 when it cannot serve: the database does not answer. */
export const GET: RequestHandler = async () => {
	const { database, region, history, tail, now } = app();
	try {
		if (tail.cutSince) throw new Error('the ledger cannot be read');
		const head = await readHead(database.sql, region);
		const lagMs = head.seq > history.seq ? Math.max(0, now().getTime() - Date.parse(head.at)) : 0;
		return json({ status: 'ok', database: 'ok', seq: head.seq, folded: history.seq, lagMs });
	} catch {
		const body = {
			status: 'unavailable',
			database: 'away',
			seq: null,
			folded: history.seq,
			lagMs: null
		};
		return json(body, { status: 503, headers: { 'retry-after': '2' } });
	}
};
