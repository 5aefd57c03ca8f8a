import { fail, redirect } from '@sveltejs/kit';
import { ownScope, seesDistrict } from '$lib/domain/access/actor';
import { datasetWord } from '$lib/domain/anomalies/words';
import { endOfWorkday } from '$lib/domain/calendar/rules';
import { arrivalOf, type Arrival } from '$lib/domain/quality/arrivals';
import { readExpected, type ExpectedRow } from '$lib/domain/quality/expected.server';
import { EVERY, Expected, ExpectedKey } from '$lib/domain/quality/model';
import { maySet, removeExpected, saveExpected } from '$lib/domain/quality/writes.server';
import { DATASETS, datasetOf } from '$lib/ingest/datasets.server';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import { attempted, doingOf, parsed, typed } from '../../../../(admin)/admin/entry.server';
import { answered, refuse } from '../../../../answered.server';
import { anomalyPath } from '../../anomalies/line.server';
import { enter, requireScope } from '../../entry.server';
import { withQuery } from '../../places';
import type { Actions, PageServerLoad } from './$types';

const DONE: Record<string, string> = { saved: '已保存。', removed: '已删除，不再查缺。' };
const REFUSED = '应报数据由督查考核人员设置。';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const { rows, region, reference, now } = app();
	const at = now();
	const recordOf = (dataset: string) => datasetOf(dataset)?.type.name;
	const expected = await answered(
		rows.as(person, at, (sql) => readExpected(sql, region, dateOf(at), recordOf))
	);
	const edited = event.url.searchParams.get('edit');
	const shown = expected.map((row) => lineOf(row, at));
	const line = shown.find(({ id }) => id === edited);
	return {
		district: seesDistrict(person),
		done: DONE[event.url.searchParams.get('done') ?? ''] ?? null,
		sets: maySet(person),
		rows: shown,
		edited: expected.find((row) => nameOf(row) === edited) ?? null,
		editedName: line && `${line.departmentName}，${line.datasetName}，来源 ${line.origin}`,
		today: dateOf(at),
		choices: {
			dataset: DATASETS.map(({ name, title }) => ({ value: name, name: title })),
			department: reference.departments.map(({ code, name }) => ({ value: code, name })),
			every: Object.entries(EVERY).map(([value, name]) => ({ value, name }))
		}
	};
};

export const actions: Actions = {
	save: async (event) => {
		if (!maySet(enter(event))) refuse(REFUSED);
		const values = typed(await event.request.formData());
		const input = parsed(Expected, values);
		if ('fault' in input) return fail(400, { values, message: input.fault });
		const datasets = DATASETS.map(({ name }) => name);
		const saved = await attempted(saveExpected(doingOf(event), input.given, datasets));
		if ('fault' in saved) return fail(400, { values, message: saved.fault });
		redirect(303, '/desk/quality/expected?done=saved');
	},
	remove: async (event) => {
		if (!maySet(enter(event))) refuse(REFUSED);
		const values = typed(await event.request.formData());
		const input = parsed(ExpectedKey, values);
		if ('fault' in input) return fail(400, { values, message: input.fault });
		await answered(removeExpected(doingOf(event), input.given));
		redirect(303, '/desk/quality/expected?done=removed');
	}
};

const nameOf = ({ origin, dataset, department }: ExpectedKey) =>
	[origin, dataset, department].join('|');

function lineOf(row: ExpectedRow, now: Date) {
	const { reference, deadlines } = app();
	const { origin, dataset, department, every, grace, since, reason, open, days } = row;
	const { last, present } = arrivalOf(row, now, (start, workdays) =>
		endOfWorkday(deadlines.calendar, start, workdays)
	);
	return {
		...{ origin, dataset, department, since, reason, open },
		id: nameOf(row),
		datasetName: datasetWord(dataset),
		departmentName: reference.departmentName(department),
		every: `${EVERY[every]}，宽限 ${grace} 个工作日`,
		last: lastOf(last),
		present: present ? '已有' : '尚无',
		lastDay: days.at(-1) ?? null,
		openHref: withQuery('/desk/anomalies', {
			kind: 'missing',
			source: origin,
			dataset,
			department
		}),
		editHref: withQuery('/desk/quality/expected', { edit: nameOf(row) })
	};
}

function lastOf(arrival: Arrival): {
	text: string;
	tone: 'bad' | 'soon' | 'good' | null;
	href: string | null;
} {
	const from = arrival.is === 'before' ? '' : `${arrival.start} 起一期：`;
	const told = (
		text: string,
		tone: 'bad' | 'soon' | 'good' | null,
		href: string | null = null
	) => ({
		text: from + text,
		tone,
		href
	});
	switch (arrival.is) {
		case 'before':
			return told('首期未满', null);
		case 'came':
			return told('已报送', 'good');
		case 'grace':
			return told(`未收到，宽限至 ${dateOf(new Date(arrival.until.getTime() - 1))}`, 'soon');
		case 'unheard':
			return told('未收到，待系统核定', 'bad');
		default:
			return told(
				MISSING[arrival.is].text,
				MISSING[arrival.is].tone,
				anomalyPath(arrival.key.split('/').slice(2).join('/'))
			);
	}
}

const MISSING = {
	open: { text: '未报送', tone: 'bad' },
	corrected: { text: '已补报', tone: null },
	dismissed: { text: '已说明，不再补报', tone: null }
} as const;
