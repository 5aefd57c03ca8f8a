/** Which list is to be exported, and whether this person may (第22条): asked by the form and by the file alike. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { error, type RequestEvent } from '@sveltejs/kit';
import { mayReadRecords, ownScope, type Person } from '$lib/domain/access/actor';
import { metricOf } from '$lib/domain/metrics';
import type { Metric } from '$lib/metrics/metric';
import { app } from '$lib/server/app.server';
import { refuse } from '../../../../../answered.server';
import { enter, grantedScope, refuseForeign, requireScope } from '../../../entry.server';
import { choiceOf, withQuery } from '../../../places';

export interface Asked {
	person: Person;
	metric: Metric;
	scope: string;
	part: string;
	period: string;
	at: string | null;
}

/** Refuses what the person may not take away; each refusal is one entry `export_refused`. */
export async function askedOf(
	event: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } }
): Promise<Asked> {
	const person = enter(event);
	const metric = metricOf(event.params.id);
	if (!metric) error(404, `没有指标 ${event.params.id}。`);
	const query = event.url.searchParams;
	const scope = query.get('scope') ?? grantedScope(person) ?? ownScope(person) ?? 'district';
	const { period, at } = choiceOf(event.url);
	const part = query.get('part') ?? 'numerator';
	if (!mayReadRecords(person, scope)) {
		const lead = (grant: string) =>
			withQuery(`/desk/metric/${metric.id}`, { scope, period, part, at, grant });
		await refuseForeign(person, { scope, lead, as: REFUSED });
	}
	await requireScope(person, scope);
	return { person, metric, scope, part, period, at };
}

const REFUSED = 'export_refused';

/** Why what may be looked at under this grant may not be taken away; null where it may. */
export function withheld({ grant }: Person): string | null {
	if (!grant || grant.exportable) return null;
	const provider = app().reference.departmentName(grant.provider);
	return `此项授权仅供查看，不含导出。确需导出的，请与${provider}联系，重新办理可导出的授权。`;
}

export function requireExportable(person: Person): void {
	const why = withheld(person);
	if (why) refuse(why, { as: REFUSED });
}

/** An address of the same question. */
export const addressOf = (
	{ person, metric, scope, part, period, at }: Asked,
	path: '' | '/export' | '/export/file',
	more: Record<string, string> = {}
): string =>
	withQuery(`/desk/metric/${metric.id}${path}`, {
		scope,
		period,
		part,
		at,
		grant: person.grant?.id,
		...more
	});

const HOLDS_MS = 60_000;

/** Leads from the form to the file: for this session, this question and this purpose, for a minute. */
export async function fileAddress(asked: Asked, purpose: string): Promise<string> {
	const until = String(app().now().getTime() + HOLDS_MS);
	const ticket = (await sign(asked, purpose, until)).toString('base64url');
	return addressOf(asked, '/export/file', { purpose, until, ticket });
}

/** The purpose that was given in the form; null where there was none: a link that somebody made exports nothing. */
export async function givenPurpose(asked: Asked, url: URL): Promise<string | null> {
	const [purpose, until, ticket] = ['purpose', 'until', 'ticket'].map(
		(name) => url.searchParams.get(name) ?? ''
	) as [string, string, string];
	const shown = Buffer.from(ticket, 'base64url');
	const signed = await sign(asked, purpose, until);
	if (shown.length !== signed.length || !timingSafeEqual(shown, signed)) return null;
	return Number(until) > app().now().getTime() ? purpose : null;
}

async function sign(asked: Asked, purpose: string, until: string): Promise<Buffer> {
	const { secret } = await app().auth.$context;
	const { session } = asked.person;
	const text = JSON.stringify([session, addressOf(asked, '/export'), purpose, until]);
	return createHmac('sha256', secret).update(`export:${text}`).digest();
}
