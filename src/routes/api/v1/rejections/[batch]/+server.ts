import { readRejected } from '$lib/ingest/rejections.server';
import { Forbidden } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { answer } from '$lib/server/http.server';
import type { RequestHandler } from './$types';

/** Refused rows of a batch, to the source that sent them. */
export const GET: RequestHandler = ({ params, locals, url }) =>
	answer(async () => {
		const { actor } = locals;
		if (actor.kind !== 'source') throw new Forbidden('只有报送的来源系统可以查看');
		const after = Number(url.searchParams.get('after') ?? -1);
		return readRejected(
			app(),
			actor,
			app().now(),
			params.batch,
			Number.isInteger(after) ? after : -1
		);
	});
