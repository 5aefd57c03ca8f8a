import { error } from '@sveltejs/kit';
import { metricOf } from '$lib/domain/metrics';
import { readRecord } from '$lib/domain/records.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../../answered.server';
import { enter, requireScope } from '../../entry.server';
import { changedFields, countedIn, shownFields } from '../../fields.server';
import { lineOf } from '../../listed';
import { happenedBy, happenedHow, happenedWhat } from './history';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const { database, region, reference, now } = app();
	const record = await answered(readRecord(database.sql, region, event.params.key));
	const { versions, type } = record;
	const present = versions.at(-1);
	if (!present) error(404, `没有记录 ${event.params.key}。`);
	requireScope(person, `department:${present.row.department}`);

	const asked = Number.parseInt(event.url.searchParams.get('at') ?? '', 10);
	const shown = Number.isNaN(asked)
		? present
		: versions.findLast(({ entry }) => entry.seq <= asked);
	if (!shown) error(404, `台账到 #${asked} 为止，还没有这条记录。`);
	const name = (field: 'department' | 'township', code: string | null) =>
		field === 'department' ? reference.departmentName(code ?? '') : reference.townshipName(code);
	const { row } = shown;
	return {
		key: record.key,
		label: record.label,
		title: record.title || row.id,
		department: { code: row.department, name: reference.departmentName(row.department) },
		township: reference.townshipName(row.township),
		source: row.source,
		id: row.id,
		version: row.version,
		withdrawn: row.withdrawn,
		shown: shown.entry.seq,
		/** Changes that came after what is shown. */
		later: versions.filter(({ entry }) => entry.seq > shown.entry.seq).length,
		whole: person.role === 'leader',
		fields: shownFields(type, row),
		counted: countedIn(record.facts.flatMap(({ marks }) => marks)).map((id) => ({
			id,
			name: metricOf(id)?.name ?? id
		})),
		duties: record.obligations.map((duty) => ({
			key: duty.key,
			...lineOf('obligation', null, { ...duty }, now().getTime()),
			...dutyOf(duty)
		})),
		history: versions
			.map(({ entry, row }, i) => ({
				...entry,
				what: happenedWhat(entry.kind),
				who: happenedBy(entry.actor),
				how: happenedHow(entry.source),
				version: row.version,
				changes: i > 0 ? changedFields(type, versions[i - 1]!.row, row, name) : []
			}))
			.reverse()
	};
};

const DUTIES: Record<string, string> = { sign: '签收', feedback: '反馈', close: '办结' };

function dutyOf(row: object): { name: string; dueAt: string | null; closedAt: string | null } {
	const { kind, dueAt, closedAt } = row as { kind?: string; dueAt?: Date; closedAt?: Date | null };
	return {
		name: DUTIES[kind ?? ''] ?? '',
		dueAt: dueAt?.toISOString() ?? null,
		closedAt: closedAt?.toISOString() ?? null
	};
}
