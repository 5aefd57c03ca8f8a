import { error, fail, type RequestEvent } from '@sveltejs/kit';
import {
	actorId,
	mayReadScope,
	ownScope,
	seesDistrict,
	type Person
} from '$lib/domain/access/actor';
import { sightOf } from '$lib/domain/access/masking';
import { Purpose } from '$lib/domain/access/model';
import { openPersonal, openWhole } from '$lib/domain/access/personal.server';
import { metricOf } from '$lib/domain/metrics';
import { dutyWord } from '$lib/domain/obligations/words';
import { readRecord } from '$lib/domain/records.server';
import { NotFound } from '$lib/ledger/errors';
import { app } from '$lib/server/app.server';
import { foreignRecord, ownerOf } from '$lib/server/views.server';
import { answered, refuse } from '../../../../answered.server';
import { startOf } from '../../../../start';
import { enter, refuseForeign } from '../../entry.server';
import { changedFields, countedIn, shownFields } from '../../fields.server';
import { lineOf } from '../../listed';
import { recordPath, scopePath, withQuery, type Crumb } from '../../places';
import { happenedBy, happenedHow, happenedWhat } from './history';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	const { reference, now, privacy } = app();
	const { record, shown } = await find(event);
	const { versions, type } = record;
	const { row } = shown;
	const owner = await answered(ownerOf(app(), record.key));
	const name = (field: 'department' | 'township', code: string | null) =>
		field === 'department' ? reference.departmentName(code ?? '') : reference.townshipName(code);
	const scope = scopeOf(person, row.department);
	const grant = person.grant?.id ?? null;
	const opened = await openPersonal(privacy, sightOf(person, row.department), type, row);
	return {
		key: record.key,
		label: record.label,
		title: record.title || row.id,
		crumbs: [...crumbsOf(person, scope), { name: record.label, href: null }],
		department: reference.departmentName(row.department),
		township: reference.townshipName(row.township),
		source: row.source,
		id: row.id,
		version: row.version,
		withdrawn: row.withdrawn,
		shown: shown.entry.seq,
		/** Changes that came after what is shown. */
		later: versions.filter(({ entry }) => entry.seq > shown.entry.seq).length,
		/** Who answers for it now, where that is somebody else. */
		movedTo: owner !== null && owner !== row.department ? reference.departmentName(owner) : null,
		fields: shownFields(type, row, opened),
		counted: countedIn(record.facts.flatMap(({ marks }) => marks)).map((id) => ({
			id,
			name: metricOf(id)?.name ?? id,
			href: scope && withQuery(`/desk/metric/${id}`, { scope, grant })
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

export const actions: Actions = {
	/** A number or a whistle-blower whole, to who handles the case, for a reason that is written down first. */
	unseal: async (event) => {
		const person = enter(event);
		const form = await event.request.formData();
		const field = String(form.get('field') ?? '');
		const given = Purpose.safeParse(form.get('purpose'));
		if (!given.success) {
			const message = given.error.issues[0]!.message;
			return fail(400, { field, message, purpose: String(form.get('purpose') ?? '') });
		}
		const { record, shown } = await find(event);
		const { audit, privacy, now } = app();
		const sight = sightOf(person, shown.row.department);
		const text = await openWhole(privacy, sight, record.type, shown.row, field);
		if (text === null) refuse('完整个人信息由本部门承办人员因办案需要查看，您的账号不能查看此项。');
		await answered(
			audit.record(
				{
					event: 'unsealed',
					actor: actorId(person),
					actorName: person.name,
					department: person.department,
					address: event.getClientAddress(),
					target: `${record.key} ${field}`,
					purpose: given.data
				},
				now()
			)
		);
		return { field, text };
	}
};

/** In which figures this person finds a record of that department; null: he has none. */
function scopeOf(person: Person, department: string): string | null {
	const scope = `department:${department}`;
	return mayReadScope(person, scope) ? scope : ownScope(person);
}

/** Where he comes from to a record: no link that would be refused to him. */
function crumbsOf(person: Person, scope: string | null): Crumb[] {
	if (scope === null) return [startOf(person)];
	const { reference } = app();
	const [kind, code = ''] = scope.split(':');
	const name =
		kind === 'department' ? reference.departmentName(code) : reference.townshipName(code);
	return [
		...(seesDistrict(person) ? [{ name: '全区', href: scopePath('district') }] : []),
		{ name, href: scopePath(scope, { grant: person.grant?.id ?? null }) }
	];
}

/** The record and the version that is asked for, as this person may see them; another's is refused and written down. */
async function find(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { key: string } }) {
	const { rows, region, now } = app();
	const { key } = event.params;
	const read = rows.as(event.locals.actor, now(), (sql) => readRecord(sql, region, key));
	const record = await read.catch(async (cause: unknown) => {
		const hidden = cause instanceof NotFound && (await answered(foreignRecord(app(), key)));
		if (hidden) {
			const owner = await answered(ownerOf(app(), key));
			const lead = (grant: string) => recordPath(key, null, grant);
			await refuseForeign(enter(event), { scope: `department:${owner}`, lead });
		}
		return answered(Promise.reject(cause));
	});
	const { versions } = record;
	const asked = Number.parseInt(event.url.searchParams.get('at') ?? '', 10);
	const shown = Number.isNaN(asked)
		? versions.at(-1)
		: versions.findLast(({ entry }) => entry.seq <= asked);
	if (!shown)
		error(404, Number.isNaN(asked) ? '没有这条记录。' : `台账到 #${asked} 为止，还没有这条记录。`);
	return { record, shown };
}

function dutyOf(row: object): { name: string; dueAt: string | null; closedAt: string | null } {
	const { kind, dueAt, closedAt } = row as { kind?: string; dueAt?: Date; closedAt?: Date | null };
	return {
		name: dutyWord(kind),
		dueAt: dueAt?.toISOString() ?? null,
		closedAt: closedAt?.toISOString() ?? null
	};
}
