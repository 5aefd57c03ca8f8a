import { discardDraft, listDrafts } from '$lib/ingest/drafts.server';
import { columnsFor } from '$lib/ingest/files/open.server';
import { formOf } from '$lib/ingest/files/form';
import { listImports } from '$lib/ingest/files/jobs.server';
import { redirect } from '@sveltejs/kit';
import { datasetOf } from '$lib/ingest/datasets.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { GROUPS } from './groups';
import { importLine } from './lines';
import { reporterOf } from './reporter.server';
import type { Actions, PageServerLoad } from './$types';

const DONE: Record<string, string> = {
	discarded: '草稿已删除。',
	left: '文件已放弃，未导入任何数据。'
};

export const load: PageServerLoad = async (event) => {
	const { person, department, permission } = reporterOf(event);
	const running = app();
	const now = running.now();
	const after = event.url.searchParams.get('after');
	const [drafts, imports] = await answered(
		Promise.all([
			listDrafts(running, person, now),
			listImports(running, person, now, { source: permission.source, after })
		])
	);
	return {
		department: running.reference.departmentName(department),
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null,
		groups: GROUPS.map(({ title, lead, datasets }) => ({
			title,
			lead,
			datasets: datasets.map((name) => {
				const { title, schema, ...dataset } = datasetOf(name)!;
				const columns = columnsFor(running, permission, { title, schema, ...dataset }, now);
				return { name, title, typed: formOf(schema, columns) !== null };
			})
		})),
		drafts: drafts.flatMap(({ dataset: name, id, values, updatedAt }) => {
			const dataset = datasetOf(name);
			if (!dataset) return [];
			const required = columnsFor(running, permission, dataset, now).filter(
				(column) => column.required && column.kind === 'text' && column.field !== 'id'
			);
			const subject = required.map(({ field }) => values[field]).find(Boolean);
			return [
				{
					href: `/desk/report/${name}/edit/${id}`,
					key: `${name} ${id}`,
					dataset: name,
					id,
					title: dataset.title,
					subject: subject ?? values.id ?? '',
					at: updatedAt.toISOString()
				}
			];
		}),
		imports: imports.rows.map(importLine),
		next: imports.next,
		paged: after !== null
	};
};

export const actions: Actions = {
	discard: async (event) => {
		const { person } = reporterOf(event);
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const about = { dataset: text('dataset'), id: text('id') };
		await answered(discardDraft(app(), person, about));
		redirect(303, '/desk/report?done=discarded');
	}
};
