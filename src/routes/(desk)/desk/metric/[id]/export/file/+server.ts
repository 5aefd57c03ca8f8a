import { redirect } from '@sveltejs/kit';
import { actorId } from '$lib/domain/access/actor';
import { app } from '$lib/server/app.server';
import { drill } from '$lib/server/views.server';
import { answered } from '../../../../../../answered.server';
import { addressOf, askedOf, givenPurpose, requireExportable } from '../asked.server';
import { attachment } from '../csv';
import { csvOf, nameOf } from '../file.server';
import type { RequestHandler } from './$types';

/** The file that the form asked for. It is written down before the first row leaves. */
export const GET: RequestHandler = async (event) => {
	const asked = await askedOf(event);
	const { person, metric } = asked;
	requireExportable(person);
	const purpose = await givenPurpose(asked, event.url);
	if (purpose === null) redirect(303, addressOf(asked, '/export'));
	const running = app();
	const now = running.now();
	const question = { ...asked, metric: metric.id };
	const first = await answered(drill(running, person, { ...question, cursor: null }));
	const { asOf } = first.tile;
	const fixed = { ...asked, at: `${asOf.seq}@${asOf.at}` };
	await running.audit.record(
		{
			event: 'exported',
			actor: actorId(person),
			actorName: person.name,
			department: person.department,
			address: event.getClientAddress(),
			target: addressOf(fixed, ''),
			purpose,
			detail: `${first.total} 条${person.grant ? `，授权用途：${person.grant.purpose}` : ''}`
		},
		now
	);
	const lines = csvOf(fixed, { first, purpose, now }, (cursor) =>
		drill(running, person, { ...question, at: fixed.at, cursor })
	);
	return new Response(streamOf(lines), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(nameOf(fixed, first), `${metric.id}.csv`)
		}
	});
};

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await lines.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		async cancel() {
			await lines.return(undefined);
		}
	});
}
