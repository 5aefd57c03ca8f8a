/** Accounts: opened, changed, stopped by whoever may (`roles.ts`), each written into the audit first. */
import { randomBytes, randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { Conflict, Forbidden, Invalid } from '../../ledger/errors';
import { PROVINCE, type Auth } from './auth.server';
import { nameable, stoppable, tell, type Doing as By, type Unasked } from './doing.server';
import { forgetFailures } from './lockout.server';
import type { NewPerson } from './model';
import { spellPassword } from './passwords.server';
import { mayName, ROLE } from './roles';
import { account, session, twoFactor, user } from './tables.server';

type Needs = 'access' | 'region' | 'reference' | 'limits' | 'rows';
type Doing = By<Needs>;
/** Without asking who does it: the command line and the demo. */
type Anyone = Unasked<Needs>;
type WithAuth = { auth: Auth };
type Named = Pick<typeof user.$inferSelect, 'id' | 'username'>;

/** @returns the password for the first sign-in, shown once. @throws Invalid, Forbidden, Conflict */
export async function openAccount(
	doing: Doing & WithAuth,
	person: NewPerson
): Promise<{ id: string; password: string }> {
	if (!mayName(doing.person, person)) {
		throw new Forbidden(`您不能开通“${ROLE[person.role].name}”账号 ${person.username}`);
	}
	return openAs(doing, person, doing.person.id);
}

/** `given`: the password, not to be changed first. @throws Invalid, Conflict */
export async function openAs(
	doing: Anyone & WithAuth,
	person: NewPerson,
	createdBy: string | null,
	given?: string
): Promise<{ id: string; password: string }> {
	checkPlace(doing, person);
	await requireFree(doing, person);
	const { core, now } = doing;
	const { username, identity, ...described } = person;
	const password = given ?? newPassword();
	const hashed = await hashOf(doing, password);
	await tell(doing, 'account_opened', `user:${username}`, { detail: wordsOf(person) });
	const id = newId();
	const times = { createdAt: now, updatedAt: now };
	try {
		// Not by better-auth, which would leave half an account where the second half fails.
		await core.access.orm.transaction(async (tx) => {
			await tx.insert(user).values({
				...{ id, username, ...described, ...times, region: core.region, createdBy },
				email: `${username}@cockpit.invalid`,
				emailVerified: false,
				mustChangePassword: given === undefined
			});
			await tx.insert(account).values(credential(id, hashed, now));
			if (identity) {
				const linked = { providerId: PROVINCE, accountId: identity };
				await tx.insert(account).values({ ...linked, ...times, id: newId(), userId: id });
			}
		});
	} catch (error) {
		// Somebody else was faster.
		const constraint = uniqueOf(error);
		if (constraint === null) throw error;
		throw constraint.startsWith('account') ? identityTaken() : usernameTaken(username);
	}
	return { id, password };
}

/** Stops an account: its sessions end at once, and so do its sockets. @throws Forbidden, NotFound */
export async function suspend(doing: Doing, id: string, purpose: string): Promise<void> {
	const row = await stoppable(doing, id);
	if (!row.suspendedAt) await suspendAs(doing, row, doing.person.id, purpose);
}

export async function restore(doing: Doing, id: string): Promise<void> {
	const row = await stoppable(doing, id);
	if (row.suspendedAt) await restoreAs(doing, row);
}

export async function suspendAs(
	doing: Anyone,
	{ id, username }: Named,
	suspendedBy: string | null,
	purpose: string | null = null
): Promise<void> {
	const { orm } = doing.core.access;
	await tell(doing, 'account_suspended', `user:${username}`, { purpose });
	await orm.update(user).set({ suspendedAt: doing.now, suspendedBy }).where(eq(user.id, id));
	await orm.delete(session).where(eq(session.userId, id));
}

export async function restoreAs(doing: Anyone, { id, username }: Named): Promise<void> {
	await tell(doing, 'account_restored', `user:${username}`);
	await doing.core.access.orm
		.update(user)
		.set({ suspendedAt: null, suspendedBy: null })
		.where(eq(user.id, id));
}

/** @returns a password for the next sign-in, shown once. */
export const resetPassword = async (doing: Doing & WithAuth, id: string): Promise<string> =>
	resetTo(doing, await nameable(doing, id));

/** The lost telephone: the second factor is set up anew at the next sign-in. */
export const resetSecondFactor = async (doing: Doing, id: string): Promise<void> =>
	resetFactor(doing, await nameable(doing, id));

/** @returns the new password, shown once. */
export async function resetTo(doing: Anyone & WithAuth, { id, username }: Named): Promise<string> {
	const { core, now } = doing;
	const password = newPassword();
	const hashed = await hashOf(doing, password);
	await tell(doing, 'password_reset', `user:${username}`);
	await core.access.orm.transaction(async (tx) => {
		await tx
			.insert(account)
			.values(credential(id, hashed, now))
			.onConflictDoUpdate({
				target: [account.providerId, account.accountId],
				set: { password: hashed, updatedAt: now }
			});
		await tx.update(user).set({ mustChangePassword: true }).where(eq(user.id, id));
		await tx.delete(session).where(eq(session.userId, id));
	});
	await forgetFailures(core, username ?? '');
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
	await forgetFailures(doing.core, row.username);
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
	if (!mayName(doing.person, next)) {
		throw new Forbidden(`您不能授予账号 ${row.username}“${ROLE[next.role].name}”`);
	}
	await tell(doing, 'account_changed', `user:${row.username}`, { detail: wordsOf(next) });
	await doing.core.access.orm
		.update(user)
		.set({ ...next, updatedAt: doing.now })
		.where(eq(user.id, id));
	await doing.core.access.orm.delete(session).where(eq(session.userId, id));
}

/** A role belongs to the district, to a department or to a township, and to nothing else. */
function checkPlace(
	{ core }: Anyone,
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

/** Asked before it is told that an account is opened. @throws Conflict */
async function requireFree({ core }: Anyone, { username, identity }: NewPerson): Promise<void> {
	const { orm } = core.access;
	const named = await orm.select({ id: user.id }).from(user).where(eq(user.username, username));
	if (named.length > 0) throw usernameTaken(username);
	if (!identity) return;
	const linked = await orm
		.select({ id: account.id })
		.from(account)
		.where(and(eq(account.providerId, PROVINCE), eq(account.accountId, identity)));
	if (linked.length > 0) throw identityTaken();
}

const usernameTaken = (username: string) => new Conflict(`用户名 ${username} 已被使用，请换一个`);
const identityTaken = () => new Conflict('此统一身份标识已绑定其他账号');

/** The constraint that says that something is there before; null: it was another error. */
function uniqueOf(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	const { code, constraint_name: name = '' } = error as { code?: string; constraint_name?: string };
	return code === '23505' ? name : uniqueOf(error.cause);
}

/** As better-auth looks for a password. */
const credential = (userId: string, password: string, now: Date) => ({
	...{ id: newId(), userId, providerId: 'credential', accountId: userId, password },
	...{ createdAt: now, updatedAt: now }
});

const newId = (): string => randomBytes(16).toString('hex');

const hashOf = async ({ auth }: WithAuth, password: string): Promise<string> =>
	(await auth.$context).password.hash(password);

const wordsOf = (person: Pick<NewPerson, 'name' | 'role' | 'department' | 'township'>): string =>
	[person.name, ROLE[person.role].name, person.department ?? person.township]
		.filter(Boolean)
		.join('，');

const newPassword = (): string =>
	spellPassword(Array.from({ length: 12 }, () => randomInt(2 ** 32)));
