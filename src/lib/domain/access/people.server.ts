/** Accounts: opened, changed, stopped by whoever may (`roles.ts`), each written into the audit first. */
import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { Conflict, Invalid } from '../../ledger/errors';
import { PROVINCE } from './auth.server';
import { nameable, refused, stoppable, tell, type Doing } from './doing.server';
import { forgetFailures } from './lockout.server';
import type { NewPerson } from './model';
import { mayName, ROLE } from './roles';
import { account, session, twoFactor, user } from './tables.server';

/** @returns the password for the first sign-in, shown once. @throws Invalid, Forbidden, Conflict */
export async function openAccount(
	doing: Doing,
	person: NewPerson
): Promise<{ id: string; password: string }> {
	const { admin } = doing;
	if (!mayName(admin, person)) {
		throw await refused(
			doing,
			`user:${person.username}`,
			`您不能开通“${ROLE[person.role].name}”账号`
		);
	}
	return openAs(doing, person, admin.id);
}

/** Without asking who does it: the command line and the demo. `password`: as given, and not to be changed first. */
export async function openAs(
	doing: Anyone,
	person: NewPerson,
	createdBy: string | null,
	given?: string
): Promise<{ id: string; password: string }> {
	checkPlace(doing, person);
	const { core, auth, now } = doing;
	const { adapter, internalAdapter, password: hasher } = await auth.$context;
	const taken = await adapter.findOne({
		model: 'user',
		where: [{ field: 'username', value: person.username }]
	});
	if (taken) throw new Conflict(`用户名 ${person.username} 已被使用，请换一个`);
	if (person.identity) await requireFree(core, person.identity);
	const password = given ?? newPassword();
	await tell(doing, 'account_opened', `user:${person.username}`, described(person));
	const made = await internalAdapter.createUser(
		{
			name: person.name,
			username: person.username,
			email: `${person.username}@cockpit.invalid`,
			emailVerified: false,
			region: core.region,
			role: person.role,
			department: person.department,
			township: person.township,
			post: person.post,
			certificate: person.certificate,
			createdBy,
			mustChangePassword: given === undefined,
			createdAt: now
		},
		{ method: 'email-password' }
	);
	await internalAdapter.linkAccount({
		userId: made.id,
		providerId: 'credential',
		accountId: made.id,
		password: await hasher.hash(password)
	});
	if (person.identity) {
		await internalAdapter.linkAccount({
			userId: made.id,
			providerId: PROVINCE,
			accountId: person.identity
		});
	}
	return { id: made.id, password };
}

/** Stops an account: its sessions end at once, and so do its sockets. @throws Forbidden, NotFound */
export async function suspend(doing: Doing, id: string, purpose: string): Promise<void> {
	const row = await stoppable(doing, id);
	if (row.suspendedAt) return;
	await tell(doing, 'account_suspended', `user:${row.username}`, null, purpose);
	await doing.core.access.orm
		.update(user)
		.set({ suspendedAt: doing.now, suspendedBy: doing.admin.id })
		.where(eq(user.id, id));
	await doing.core.access.orm.delete(session).where(eq(session.userId, id));
}

export async function restore(doing: Doing, id: string): Promise<void> {
	const row = await stoppable(doing, id);
	if (!row.suspendedAt) return;
	await tell(doing, 'account_restored', `user:${row.username}`);
	await doing.core.access.orm
		.update(user)
		.set({ suspendedAt: null, suspendedBy: null })
		.where(eq(user.id, id));
}

/** @returns a password for the next sign-in, shown once. */
export const resetPassword = async (doing: Doing, id: string): Promise<string> =>
	resetTo(doing, await nameable(doing, id));

/** The lost telephone: the second factor is set up anew at the next sign-in. */
export const resetSecondFactor = async (doing: Doing, id: string): Promise<void> =>
	resetFactor(doing, await nameable(doing, id));

/** Without asking who does it: the command line. */
type Anyone = Pick<Doing, 'core' | 'auth' | 'now'> & Partial<Pick<Doing, 'admin' | 'address'>>;
type Named = Pick<typeof user.$inferSelect, 'id' | 'username'>;

/** @returns the new password, shown once. */
export async function resetTo(doing: Anyone, { id, username }: Named): Promise<string> {
	const { orm } = doing.core.access;
	const password = newPassword();
	const { password: hasher } = await doing.auth.$context;
	const hashed = await hasher.hash(password);
	await tell(doing, 'password_reset', `user:${username}`);
	await orm
		.update(account)
		.set({ password: hashed })
		.where(and(eq(account.userId, id), eq(account.providerId, 'credential')));
	await orm.update(user).set({ mustChangePassword: true }).where(eq(user.id, id));
	await orm.delete(session).where(eq(session.userId, id));
	await forgetFailures(doing.core, username ?? '');
	return password;
}

export async function resetFactor(doing: Anyone, { id, username }: Named): Promise<void> {
	const { orm } = doing.core.access;
	await tell(doing, 'second_factor_reset', `user:${username}`);
	await orm.delete(twoFactor).where(eq(twoFactor.userId, id));
	await orm.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, id));
	await orm.delete(session).where(eq(session.userId, id));
}

/** Signs a person out everywhere. */
export async function endSessions(doing: Doing, id: string): Promise<void> {
	const row = await stoppable(doing, id);
	await tell(doing, 'sessions_ended', `user:${row.username}`);
	await doing.core.access.orm.delete(session).where(eq(session.userId, id));
}

/** Lets a name be tried again before its time. */
export async function unlock(doing: Doing, id: string): Promise<void> {
	const row = await stoppable(doing, id);
	await tell(doing, 'unlocked', `user:${row.username}`);
	await forgetFailures(doing.core, row.username ?? '');
	// better-auth counts wrong codes of the second factor by itself.
	await doing.core.access.orm
		.update(twoFactor)
		.set({ failedVerificationCount: 0, lockedUntil: null })
		.where(eq(twoFactor.userId, id));
}

/** What may be changed of an account; who it is stays. A changed duty ends its sessions. @throws Invalid, Forbidden */
export async function changeAccount(
	doing: Doing,
	id: string,
	next: Pick<NewPerson, 'name' | 'role' | 'department' | 'township' | 'post' | 'certificate'>
): Promise<void> {
	const row = await nameable(doing, id);
	checkPlace(doing, next);
	if (!mayName(doing.admin, next)) {
		throw await refused(doing, `user:${row.username}`, `您不能授予“${ROLE[next.role].name}”`);
	}
	await tell(doing, 'account_changed', `user:${row.username}`, described(next));
	await doing.core.access.orm
		.update(user)
		.set({ ...next, updatedAt: doing.now })
		.where(eq(user.id, id));
	await doing.core.access.orm.delete(session).where(eq(session.userId, id));
}

/** A role belongs to the district, to a department or to a township, and to nothing else. */
function checkPlace(
	{ core }: Pick<Doing, 'core'>,
	person: Pick<NewPerson, 'role' | 'department' | 'township' | 'certificate'>
): void {
	const { of, name } = ROLE[person.role];
	if (of === 'department' && !core.reference.department(person.department ?? '')) {
		throw new Invalid(`“${name}”须属于一个部门，请选择部门`);
	}
	if (of === 'township' && !core.reference.township(person.township ?? '')) {
		throw new Invalid(`“${name}”须属于一个乡镇，请选择乡镇`);
	}
	if (of !== 'department') person.department = null;
	if (of !== 'township') person.township = null;
	if (person.role === 'officer' && !person.certificate) throw new Invalid('执法人员须填写执法证号');
}

async function requireFree({ access }: Pick<Core, 'access'>, identity: string): Promise<void> {
	const [taken] = await access.orm
		.select({ id: account.id })
		.from(account)
		.where(and(eq(account.providerId, PROVINCE), eq(account.accountId, identity)));
	if (taken) throw new Conflict('此统一身份标识已绑定其他账号');
}

const described = (person: Pick<NewPerson, 'name' | 'role' | 'department' | 'township'>): string =>
	[person.name, ROLE[person.role].name, person.department ?? person.township]
		.filter(Boolean)
		.join('，');

/** Letters and digits that cannot be taken for one another; 60 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

function newPassword(): string {
	const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]);
	return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}
