import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { actorId, ownScope, type Person } from '$lib/domain/access/actor';
import { masked, sightOf } from '$lib/domain/access/masking';
import { Purpose } from '$lib/domain/access/model';
import { refusalOf } from '$lib/domain/access/routes';
import { Dismissal } from '$lib/domain/anomalies/model';
import {
	findAnomaly,
	readRefusedRow,
	type AnomalyDetail
} from '$lib/domain/anomalies/reads.server';
import { dismiss } from '$lib/domain/anomalies/writes.server';
import { datasetWord } from '$lib/domain/anomalies/words';
import { datasetOf } from '$lib/ingest/datasets.server';
import { Conflict, Forbidden } from '$lib/ledger/errors';
import { recordKey } from '$lib/ledger/record';
import { app } from '$lib/server/app.server';
import { foreignRecord, ownerOf } from '$lib/server/views.server';
import { answered, refuse } from '../../../../answered.server';
import { enter, refuseForeign, requireScope } from '../../entry.server';
import { recordPath } from '../../places';
import { happenedBy } from '../../record/[...key]/history';
import { lineOf } from '../line.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const anomaly = await find(event);
	const { key, kind, dataset, originId, department, closedAt, correction } = anomaly;
	const own = { record: recordPath(key), correction: correction && recordPath(correction) };
	const reports = refusalOf(person, '/(desk)/desk/report') === null;
	return {
		...lineOf(anomaly, app().now().getTime()),
		...{ kind, open: anomaly.state === 'open', isMissing: kind === 'missing' },
		dataset: datasetWord(dataset),
		datasetHref: datasetOf(dataset) ? `/desk/datasets/${dataset}` : null,
		reportHref: reports && datasetOf(dataset) ? `/desk/report` : null,
		originId: originId?.startsWith('~') ? null : originId,
		notifiedAt: anomaly.notifiedAt.toISOString(),
		closedAt: closedAt?.toISOString() ?? null,
		...own,
		dismissed: await dismissalOf(anomaly, person),
		mayDismiss: anomaly.state === 'open' && answers(person, department),
		raw: rawFor(anomaly, person),
		done: event.url.searchParams.get('done') === 'dismissed' ? '已说明，此项异常办结。' : null
	};
};

export const actions: Actions = {
	/** What came, whole, to who handles this department's records, for a reason that is written down first. */
	raw: async (event) => {
		const person = enter(event);
		const anomaly = await find(event);
		if (rawFor(anomaly, person) !== 'open') {
			refuse('被拒数据的原文可能含有个人信息，由本部门承办人员因办理需要查看。');
		}
		const purpose = String((await event.request.formData()).get('purpose') ?? '');
		const given = Purpose.safeParse(purpose);
		if (!given.success) return fail(400, { purpose, message: given.error.issues[0]!.message });
		const { audit, privacy, rows, region, now } = app();
		await answered(
			audit.record(
				{
					event: 'unsealed',
					actor: actorId(person),
					actorName: person.name,
					department: person.department,
					address: event.getClientAddress(),
					target: `${anomaly.key} raw`,
					purpose: given.data
				},
				now()
			)
		);
		const sealed = await answered(
			rows.as(person, now(), (sql) => readRefusedRow(sql, region, anomaly))
		);
		const [text] = sealed === null ? [null] : await privacy.open([sealed]);
		return { raw: pretty(text ?? null), erased: text === null };
	},
	/** 说明（不再重报） */
	dismiss: async (event) => {
		const person = enter(event);
		const { key, id, department } = await find(event);
		if (!answers(person, department)) {
			refuse('异常数据由责任部门的第一责任人或承办人员说明。');
		}
		const reason = String((await event.request.formData()).get('reason') ?? '');
		const given = Dismissal.safeParse({ reason });
		if (!given.success) return fail(400, { reason, fault: given.error.issues[0]!.message });
		const core = app();
		const { region, now } = core;
		const ctx = { region, actor: actorId(person)!, source: 'desk', now: now() };
		try {
			await dismiss(core, ctx, key, given.data.reason, (anomaly) => {
				if (!answers(person, anomaly.department)) {
					throw new Forbidden('异常数据由责任部门的第一责任人或承办人员说明。');
				}
			});
		} catch (cause) {
			if (cause instanceof Conflict) return fail(409, { reason, fault: `${cause.message}。` });
			await answered(Promise.reject(cause));
		}
		await core.caughtUp();
		redirect(303, `/desk/anomalies/${encodeURIComponent(id)}?done=dismissed`);
	}
};

/** Whoever answers for it: the department's head, or who handles its records. */
const answers = (person: Person, department: string): boolean =>
	person.department === department && (person.role === 'head' || person.role === 'handler');

/** `open`: for a reason; `kept`: for others to open; `none`: nothing came. */
function rawFor({ department, hasRaw }: AnomalyDetail, person: Person): 'open' | 'kept' | 'none' {
	if (!hasRaw) return 'none';
	return sightOf(person, department) === 'handler' ? 'open' : 'kept';
}

async function dismissalOf(anomaly: AnomalyDetail, person: Person) {
	const { state, reason, dismissedBy, department } = anomaly;
	if (state !== 'dismissed') return null;
	const [text] = reason === null ? [null] : await app().privacy.open([reason]);
	const shown = text && masked('text', text, sightOf(person, department));
	return { by: happenedBy(dismissedBy ?? ''), reason: shown ?? null };
}

/** As this person may see it; another's is refused and written down. */
async function find(
	event: Pick<RequestEvent, 'locals'> & { params: { id: string } }
): Promise<AnomalyDetail> {
	const person = enter(event);
	const { rows, region, now } = app();
	const key = recordKey('anomaly', 'system', event.params.id);
	const anomaly = await answered(rows.as(person, now(), (sql) => findAnomaly(sql, region, key)));
	if (anomaly) return anomaly;
	if (await answered(foreignRecord(app(), key))) {
		const owner = await answered(ownerOf(app(), key));
		const lead = (grant: string) => recordPath(key, null, grant);
		await refuseForeign(person, { scope: `department:${owner}`, lead });
	}
	error(404, '没有这项异常数据。');
}

/** JSON on lines of its own; anything else as it came. */
function pretty(text: string | null): string | null {
	if (text === null) return null;
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
