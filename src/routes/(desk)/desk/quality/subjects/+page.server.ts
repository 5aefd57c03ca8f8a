import { ownScope } from '$lib/domain/access/actor';
import { readUnmatched, type Unmatched } from '$lib/domain/quality/unmatched.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../answered.server';
import { enter, requireScope } from '../../entry.server';
import { recordPath, withQuery } from '../../places';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const { rows, region, now } = app();
	const after = event.url.searchParams.get('after');
	const found = await answered(rows.as(person, now(), (sql) => readUnmatched(sql, region, after)));
	return {
		total: found.total,
		paged: after !== null,
		next: found.next && withQuery('/desk/quality/subjects', { after: found.next }),
		// Who reports for a department may enter the subject by hand.
		registers: person.role === 'handler',
		rows: found.rows.map(shown)
	};
};

const shown = ({ code, name, acts, departments, keys, candidates }: Unmatched) => ({
	...{ code, name, acts },
	departments: departments.map((one) => app().reference.departmentName(one)),
	records: keys.map((key) => ({ href: recordPath(key), id: key.split('/').slice(1).join('/') })),
	more: acts - keys.length,
	candidates: candidates.map(({ key, creditCode, subjectName, why }) => ({
		...{ creditCode, subjectName, why },
		href: recordPath(key)
	})),
	registerHref: withQuery('/desk/report/subjects/new', { creditCode: code })
});
