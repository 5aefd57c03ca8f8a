/** Who asks, as every page may say it, and where each begins. Pure. */
import type { Actor, Person } from '$lib/domain/access/actor';
import { ownScope } from '$lib/domain/access/actor';
import { ROLE } from '$lib/domain/access/roles';

export interface Place {
	href: string;
	name: string;
}

export interface Visitor {
	/** Name and role of whoever has signed in; null: a screen, a key, a stranger. */
	signedIn: { name: string; role: string } | null;
	/** Where a way back leads. */
	start: Place;
}

/** Where a person begins after signing in. `/desk` leads on to his own department or township. */
export function startOf(person: Person): Place {
	if (ownScope(person) !== null) return { href: '/desk', name: '监管工作台' };
	return ROLE[person.role].admin
		? { href: '/admin', name: '系统管理' }
		: { href: '/desk/mine', name: '我的任务' };
}

export function visitorOf(actor: Actor): Visitor {
	if (actor.kind === 'person') {
		const { name, role } = actor;
		return { signedIn: { name, role: ROLE[role].name }, start: startOf(actor) };
	}
	const start =
		actor.kind === 'screen' ? { href: '/cockpit', name: '驾驶舱' } : { href: '/', name: '首页' };
	return { signedIn: null, start };
}
