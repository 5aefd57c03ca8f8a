/** Who is at the desk, and what he may see there. Whether he may be there at all, hooks have asked. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { mayReadScope, type Person } from '$lib/domain/access/actor';
import { refuse } from '../../answered.server';

/** The person at the desk. */
export function enter({ locals }: Pick<RequestEvent, 'locals'>): Person {
	const { actor } = locals;
	if (actor.kind !== 'person')
		throw new Error('a route of the desk is open to others than persons');
	return actor;
}

/** Refuses a scope that the person may not see. What he sees without a grant is not shown under one. */
export function requireScope(person: Person, scope: string): void {
	if (!mayReadScope(person, scope)) {
		refuse('您的账号只能查看本部门（乡镇）的数据。需要其他部门数据的，请向数据提供部门申请授权。');
	}
	const { url } = getRequestEvent();
	if (url.searchParams.has('grant') && scope !== grantedScope(person)) {
		redirect(303, withoutGrant(url));
	}
}

/** What the grant opens under which this request came. */
export const grantedScope = ({ grant }: Person): string | null =>
	grant && `department:${grant.provider}`;

function withoutGrant({ pathname, searchParams }: URL): string {
	const query = new URLSearchParams(searchParams);
	query.delete('grant');
	return query.size ? `${pathname}?${query}` : pathname;
}
