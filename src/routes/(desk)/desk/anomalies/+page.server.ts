import { ownScope, seesDistrict } from '$lib/domain/access/actor';
import { KINDS } from '$lib/domain/anomalies/model';
import { anomalySources, listAnomalies } from '$lib/domain/anomalies/reads.server';
import { datasetWord, KIND_WORDS } from '$lib/domain/anomalies/words';
import { DATASETS } from '$lib/ingest/datasets.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { enter, requireScope } from '../entry.server';
import { withQuery } from '../places';
import { codeWord, fieldWord } from '../quality/words.server';
import { filterOf } from './filter.server';
import { lineOf } from './line.server';
import type { PageServerLoad } from './$types';

const STATE_NAMES = {
	open: '待处置',
	overdue: '待处置，已逾期',
	corrected: '已更正',
	dismissed: '已说明，不再重报',
	all: '全部'
};
const PERIOD_NAMES: Record<string, string> = {
	today: '今日发现',
	week: '本周发现',
	month: '本月发现'
};

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const { rows, region, reference, now } = app();
	const at = now();
	const query = event.url.searchParams;
	const filter = filterOf(query, at);
	const after = query.get('after');
	const [list, sources] = await answered(
		rows.as(person, at, (sql) =>
			Promise.all([
				listAnomalies(sql, region, filter, { now: at, after }),
				anomalySources(sql, region)
			])
		)
	);
	const chosen = Object.fromEntries([...query].filter(([name]) => name !== 'after'));
	const named = [...new Set([...DATASETS.map(({ name }) => name), 'readings'])];
	return {
		district: seesDistrict(person),
		department: person.department && reference.departmentName(person.department),
		total: list.total,
		paged: after !== null,
		first: withQuery('/desk/anomalies', chosen),
		next: list.next && withQuery('/desk/anomalies', { ...chosen, after: list.next }),
		rows: list.rows.map((row) => lineOf(row, at.getTime())),
		filter: { ...filter, start: null, end: null, period: filter.start && query.get('period') },
		narrowed: narrowedBy(filter, query.get('period')),
		choices: {
			state: Object.entries(STATE_NAMES).map(([value, name]) => ({ value, name })),
			kind: options(KINDS.map((kind) => ({ value: kind, name: KIND_WORDS[kind] }))),
			dataset: options(named.map((name) => ({ value: name, name: datasetWord(name) }))),
			source: options(sources.map((name) => ({ value: name, name }))),
			department: options(
				reference.departments.map(({ code, shortName }) => ({ value: code, name: shortName }))
			)
		}
	};
};

const options = (some: { value: string; name: string }[]) => [{ value: '', name: '全部' }, ...some];

/** What of it the form does not show, in words. */
function narrowedBy(filter: ReturnType<typeof filterOf>, period: string | null): string[] {
	const { dataset, field, code, start } = filter;
	return [
		...(start ? [PERIOD_NAMES[period ?? ''] ?? ''] : []),
		...(field === null ? [] : [fieldWord(dataset ?? '', field) ?? '整行']),
		...(code === null ? [] : [codeWord(code) ?? code])
	];
}
