import { randomInt } from 'node:crypto';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { discardDraft, readDraft, saveDraft, type Values } from '$lib/ingest/drafts.server';
import { enterRow } from '$lib/ingest/files/enter.server';
import { formOf, valuesOf } from '$lib/ingest/files/form';
import { columnsFor } from '$lib/ingest/files/open.server';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { problemOf } from '$lib/server/http.server';
import { answered } from '../../../../../../answered.server';
import { datasetAt, reporterOf } from '../../../reporter.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { reporter, dataset, parts, about } = entryOf(event);
	const running = app();
	const now = running.now();
	const draft = await answered(readDraft(running, reporter.person, about, now));
	return {
		name: dataset.name,
		title: dataset.title,
		id: about.id,
		department: running.reference.departmentName(reporter.department),
		parts,
		values: draft?.values ?? presets(parts, now),
		kept: draft?.updatedAt.toISOString() ?? null
	};
};

export const actions: Actions = {
	keep: async (event) => {
		const { reporter, parts, about } = entryOf(event);
		const values = valuesOf(parts, await event.request.formData());
		const now = app().now();
		try {
			await saveDraft(app(), reporter.person, { ...about, values }, now);
		} catch (cause) {
			const { status, message } = problemOf(cause);
			return fail(status, { values, message, errors: [] });
		}
		return { kept: now.toISOString() };
	},
	send: async (event) => {
		const { reporter, dataset, parts, about } = entryOf(event);
		const running = app();
		const now = running.now();
		const values = valuesOf(parts, await event.request.formData());
		const entered = await enterRow(running, reporter, dataset, values, now).catch(
			(cause: unknown) => problemOf(cause)
		);
		if ('status' in entered) {
			return fail(entered.status, { values, message: entered.message, errors: [] });
		}
		if ('errors' in entered) {
			// What was typed is kept, wherever he goes from here; the page itself shows it again.
			await saveDraft(running, reporter.person, { ...about, values }, now).catch(() => {});
			return fail(422, { values, message: null, errors: entered.errors });
		}
		await discardDraft(running, reporter.person, about).catch(() => {});
		await running.caughtUp();
		const { outcome, seq } = entered;
		const query = { sent: outcome, id: values.id!, ...(seq !== null && { seq: String(seq) }) };
		redirect(303, `/desk/report/${dataset.name}?${new URLSearchParams(query)}`);
	},
	discard: async (event) => {
		const { reporter, about } = entryOf(event);
		await answered(discardDraft(app(), reporter.person, about));
		redirect(303, '/desk/report?done=discarded');
	}
};

function entryOf(event: RequestEvent<{ dataset: string; id: string }>) {
	const reporter = reporterOf(event);
	const dataset = datasetAt(event.params.dataset);
	const { id } = event.params;
	if (!/^[\da-f-]{36}$/.test(id)) error(404, '没有这份草稿，请从“数据报送”进入。');
	const now = app().now();
	const columns = columnsFor(app(), reporter.permission, dataset, now, dateOf(now));
	const parts = formOf(dataset.schema, columns);
	if (!parts) error(404, '这类数据请用表格导入。');
	return { reporter, dataset, parts, about: { dataset: dataset.name, id } };
}

/** Who has no number of his own for a record is offered one. */
function presets(parts: ReturnType<typeof entryOf>['parts'], now: Date): Values {
	const fields = parts.flatMap(({ fields }) => fields);
	const given = fields.flatMap(({ field, preset }) => (preset ? [[field, preset]] : []));
	const number = `LR${dateOf(now).replaceAll('-', '')}-${randomInt(100_000, 1_000_000)}`;
	return { ...(Object.fromEntries(given) as Values), id: number };
}
