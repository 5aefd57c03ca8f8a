import { readEntries } from '$lib/ledger/entries.server';
import { Invalid } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

const DEFAULT = 1_000;
const MOST = 10_000;

/** Entries as NDJSON, for the provincial centre and for verification. */
export const GET: RequestHandler = ({ url, locals }) =>
	answer(async () => {
		const after = whole(url.searchParams.get('after') ?? '0', 'after');
		const limit = Math.min(whole(url.searchParams.get('limit') ?? String(DEFAULT), 'limit'), MOST);
		const { rows, region, now } = app();
		const entries = await rows.as(locals.actor, now(), (sql) =>
			readEntries(sql, region, after, limit)
		);
		return new Response(entries.map((entry) => JSON.stringify(entry) + '\n').join(''), {
			headers: {
				'content-type': 'application/x-ndjson; charset=utf-8',
				'cache-control': 'no-store'
			}
		});
	});

function whole(text: string, name: string): number {
	if (!/^\d{1,15}$/.test(text)) throw new Invalid(`${name} 应为非负整数`);
	return Number(text);
}
