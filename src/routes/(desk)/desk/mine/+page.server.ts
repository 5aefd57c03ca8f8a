import { ownInspections } from '$lib/domain/acts/reads.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { enter } from '../entry.server';
import { lineOf } from '../listed';
import { recordPath } from '../places';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const { rows, region, reference, now } = app();
	const after = event.url.searchParams.get('after');
	const found = await answered(
		rows.as(person, now(), (sql) => ownInspections(sql, region, { after }))
	);
	return {
		name: person.name,
		certificate: person.certificate,
		department: reference.departmentName(person.department ?? ''),
		paged: after !== null,
		next: found.next,
		rows: found.rows.map(({ key, checkDate, name, counterparty, result, township, withdrawn }) => ({
			key,
			at: checkDate.toISOString(),
			name,
			counterparty: counterparty ?? '自然人',
			township: reference.townshipName(township),
			href: recordPath(key),
			...stateOf(result, withdrawn)
		}))
	};
};

function stateOf(checkResult: string, withdrawn: boolean) {
	if (withdrawn) return { state: '已撤回', tone: null };
	const { state, tone } = lineOf('inspection', null, { checkResult }, 0);
	return { state, tone };
}
