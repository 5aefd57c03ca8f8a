/** Who may be at the desk, and what he may see there. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayReadScope, type Actor } from '$lib/domain/access/actor';

export type Person = Extract<Actor, { kind: 'person' }>;

/** The person at the desk; anybody else is sent to the sign-in, a screen or a system is refused. */
export function enter({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Person {
	const { actor } = locals;
	if (actor.kind === 'person') return actor;
	if (actor.kind === 'public') {
		redirect(303, `/sign-in?${new URLSearchParams({ to: url.pathname + url.search })}`);
	}
	error(403, '大屏和接口的密钥只能看驾驶舱、读接口。查看监管记录，请用个人账号登录。');
}

/** Refuses a scope that is not the person's own. */
export function requireScope(person: Person, scope: string): void {
	if (!mayReadScope(person, scope)) {
		error(403, '您的账号只能查看本部门的数据。需要其他部门数据的，请向区行政审批服务管理局申请。');
	}
}
