/** One try at a password or a code: not while the name is shut out, counted before its answer is known, told when wrong. */
import { eq } from 'drizzle-orm';
import type { Cookies } from '@sveltejs/kit';
import type { Core } from '../../server/core.server';
import { actorId, type Person } from './actor';
import type { Auth } from './auth.server';
import { countFailure, lockedUntil } from './lockout.server';
import { user } from './tables.server';

type Known = Pick<Core, 'access' | 'audit' | 'region' | 'limits'>;

export interface Attempt {
	username: string;
	address: string;
	now: Date;
	/** Who has signed in already and gives his password again; none: somebody at the door. */
	person?: Person;
}

export type Begun = { minutes: number } | { count: number };

/** `minutes`: so long to wait; `count`: it may be made, and is the so-manieth since the last success. */
export async function beginAttempt(core: Known, attempt: Attempt): Promise<Begun> {
	const before = await lockedUntil(core, attempt);
	if (!before) {
		const { count, tooMany } = await countFailure(core, attempt);
		if (!tooMany) return { count };
	}
	await tellRefused(core, attempt, '锁定期间');
	const until = before ?? (await lockedUntil(core, attempt)) ?? attempt.now;
	return { minutes: Math.max(1, Math.ceil((until.getTime() - attempt.now.getTime()) / 60_000)) };
}

/** It was wrong: written down, and where it was the last one for now, that too. */
export async function attemptFailed(
	core: Known,
	attempt: Attempt,
	count: number,
	detail: string | null = null
): Promise<void> {
	await tellRefused(core, attempt, detail);
	const failures = await core.limits.get('lockout.failures');
	if (count === failures) await tell(core, attempt, 'locked', `连续 ${failures} 次未通过`);
}

export interface Holder {
	id: string;
	username: string;
	name: string;
	department: string | null;
	certificate: string | null;
}

export async function holderOf({ access }: Known, id: string): Promise<Holder | null> {
	const [row] = await access.orm.select().from(user).where(eq(user.id, id));
	if (!row) return null;
	const { username, name, department, certificate } = row;
	return { id, username: username ?? '', name, department, certificate };
}

/** Who has given his password and owes the code; null: nobody, or it was too long ago. */
export async function halfway(core: Known, auth: Auth, cookies: Cookies): Promise<Holder | null> {
	const cookie = cookies.get('cockpit.two_factor') ?? '';
	const challenge = cookie.slice(0, cookie.lastIndexOf('.'));
	if (!challenge.startsWith('2fa-')) return null;
	// The signature is better-auth's to check, with the code.
	const { internalAdapter } = await auth.$context;
	const found = await internalAdapter.findVerificationValue(challenge);
	return found && found.expiresAt > new Date() ? holderOf(core, found.value) : null;
}

const tellRefused = (core: Known, attempt: Attempt, detail: string | null) =>
	tell(core, attempt, attempt.person ? 'password_refused' : 'sign_in_refused', detail);

const tell = (
	core: Known,
	{ username, address, now, person }: Attempt,
	event: 'sign_in_refused' | 'password_refused' | 'locked',
	detail: string | null
) =>
	core.audit.record(
		{
			event,
			outcome: event === 'locked' ? 'done' : 'refused',
			actor: person ? actorId(person) : null,
			actorName: person?.name ?? null,
			department: person?.department ?? null,
			address,
			target: `user:${username}`,
			detail
		},
		now
	);
