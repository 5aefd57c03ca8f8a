/** Who is at the desk, and what he may see there. Whether he may be there at all, hooks have asked. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { mayReadScope, type Person } from '$lib/domain/access/actor';
import { heldGrant } from '$lib/domain/access/grants.server';
import type { AuditEvent } from '$lib/domain/audit/model';
import { app } from '$lib/server/app.server';
import { answered, refuse } from '../../answered.server';

/** The person at the desk. */
export function enter({ locals }: Pick<RequestEvent, 'locals'>): Person {
	const { actor } = locals;
	if (actor.kind !== 'person')
		throw new Error('a route of the desk is open to others than persons');
	return actor;
}

/** Refuses a scope that the person may not see. What he sees without a grant is not shown under one. */
export async function requireScope(person: Person, scope: string): Promise<void> {
	if (!mayReadScope(person, scope)) await refuseForeign(person, { scope, lead: pathOf });
	const { url } = getRequestEvent();
	if (url.searchParams.has('grant') && scope !== grantedScope(person)) {
		redirect(303, withoutGrant(url));
	}
}

interface Foreign {
	/** Whose it is. */
	scope: string;
	/** Where the same is looked at under a grant. */
	lead: (grant: string) => string;
	as?: AuditEvent;
}

/** Refuses what is another's, and says what helps this person: a grant that is held, one to be asked for, or neither. */
export async function refuseForeign(person: Person, { scope, lead, as }: Foreign): Promise<never> {
	if (person.role === 'officer') refuse('您的账号只能查看本人参与的执法任务。', { as });
	if (!person.department) {
		refuse('您的账号只能查看本乡镇（街道）的数据。确需其他数据的，请与区级主管部门联系。', { as });
	}
	const [kind, provider = ''] = scope.split(':');
	const looking = kind === 'department' && heldGrant(app(), person, provider, app().now());
	const held = looking && (await answered(looking));
	if (held) {
		const link = { href: lead(held), name: '按授权查看' };
		refuse('贵部门已取得此部门的数据使用授权，请从“数据授权”进入。', { as, link });
	}
	refuse('您的账号只能查看本部门的数据。需要其他部门数据的，请向数据提供部门申请授权。', { as });
}

/** This page, under a grant. */
function pathOf(grant: string): string {
	const { url } = getRequestEvent();
	const query = new URLSearchParams(url.searchParams);
	for (const name of [...query.keys()]) if (name.startsWith('x-sveltekit')) query.delete(name);
	query.set('grant', grant);
	return `${url.pathname}?${query}`;
}

/** What the grant opens under which this request came. */
export const grantedScope = ({ grant }: Person): string | null =>
	grant && `department:${grant.provider}`;

function withoutGrant({ pathname, searchParams }: URL): string {
	const query = new URLSearchParams(searchParams);
	query.delete('grant');
	return query.size ? `${pathname}?${query}` : pathname;
}
