import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, SECRET } from '../../../../tests/core';
import { Conflict, Forbidden, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import type { Person } from './actor';
import { createAuth, type Auth } from './auth.server';
import { NewPerson } from './model';
import * as people from './people.server';
import { account, session, user } from './tables.server';

const now = new Date('2026-11-23T02:32:00Z');
const personOf = (role: Person['role'], department: string | null = null): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, department, township: null },
	...{ certificate: null, grant: null, first: null, session: role }
});

let core: Core;
let auth: Auth;
beforeAll(async () => {
	core = await freshCore();
	auth = createAuth(core.access, SECRET);
});
afterAll(() => core.close());

const as = (person: Person) => ({ core, auth, person, address: '10.0.0.7', now });
const keeper = () => as(personOf('department_admin', 'nengyuan'));
const form = (username: string, given: object = {}) =>
	NewPerson.parse({
		...{ username, name: '演示', role: 'handler', department: 'nengyuan' },
		...given
	});
const told = async () =>
	(await core.rows.as(personOf('audit_admin'), now, (sql) => readAudit(sql, {}))).rows;
const accountsOf = (id: string) =>
	core.access.orm.select().from(account).where(eq(account.userId, id));
const userOf = async (id: string) =>
	(await core.access.orm.select().from(user).where(eq(user.id, id)))[0];

test('an account is opened whole, told first, and its password is changed at the first sign-in', async () => {
	const { id, password } = await people.openAccount(keeper(), form('whole', { identity: 'sub-1' }));
	expect(await userOf(id)).toMatchObject({
		...{ username: 'whole', region: '140603', mustChangePassword: true },
		createdBy: 'department_admin'
	});
	const providers = (await accountsOf(id)).map(({ providerId }) => providerId);
	expect(providers.toSorted()).toEqual(['credential', 'province']);
	const answer = await auth.api.signInUsername({ body: { username: 'whole', password } });
	expect(answer).toMatchObject({ user: { id } });
	expect((await told())[0]).toMatchObject({
		...{ event: 'account_opened', target: 'user:whole', actor: 'user:department_admin' },
		detail: '演示，承办人员，nengyuan'
	});
});

test('of two who open at once the same name or identity, one has it, and no half account stays', async () => {
	const before = await core.access.orm.$count(account);
	const attempts = await Promise.allSettled([
		people.openAccount(keeper(), form('twice')),
		people.openAccount(keeper(), form('twice')),
		people.openAccount(keeper(), form('one', { identity: 'sub-2' })),
		people.openAccount(keeper(), form('other', { identity: 'sub-2' }))
	]);
	const failed = attempts.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
	expect(failed).toEqual([expect.any(Conflict), expect.any(Conflict)]);
	expect(failed.map(({ message }) => message).toSorted()).toEqual([
		'此统一身份标识已绑定其他账号',
		'用户名 twice 已被使用，请换一个'
	]);
	expect(await core.access.orm.$count(account)).toBe(before + 3);
	expect(await core.access.orm.$count(user)).toBe(3);
	const again = people.openAccount(keeper(), form('third', { identity: 'sub-2' }));
	await expect(again).rejects.toThrow('此统一身份标识已绑定其他账号');
});

test('others are refused with the account’s name, but not told whether one out of sight is there', async () => {
	const { id } = await people.openAs({ core, auth, now }, form('seen'), null);
	const foreign = form('unseen', { department: 'shijian' });
	const { id: unseen } = await people.openAs({ core, auth, now }, foreign, null);
	const manager = form('manager', { role: 'department_admin' });
	const { id: superior } = await people.openAs({ core, auth, now }, manager, null);
	const before = (await told()).length;
	const refusal = (work: Promise<unknown>) =>
		work.then(
			() => null,
			(error: Error) => (error instanceof Forbidden ? error.message : error)
		);
	for (const id of [unseen, 'nobody']) {
		expect(await refusal(people.suspend(keeper(), id, '停用测试'))).toBe(
			'没有这个账号，或者它不在您的管理范围内'
		);
	}
	expect(await refusal(people.resetPassword(keeper(), superior))).toBe('您无权管理账号 manager');
	expect(await refusal(people.openAccount(keeper(), form('boss', { role: 'leader' })))).toBe(
		'您不能开通“区领导”账号 boss'
	);
	const raised = { ...form('seen'), role: 'department_admin' as const };
	expect(await refusal(people.changeAccount(keeper(), id, raised))).toBe(
		'您不能授予账号 seen“部门系统管理员”'
	);
	await expect(people.restore(keeper(), keeper().person.id)).rejects.toThrow(NotFound);
	// Whoever asked is written down where the refusal arrives, and once.
	expect((await told()).length).toBe(before);
	expect(await userOf(unseen)).toMatchObject({ suspendedAt: null });
});

test('stopped by the command line, an account is signed out and stays out until it is restored', async () => {
	const watch = form('watch', { role: 'audit_admin', department: null });
	const { id, password } = await people.openAs({ core, auth, now }, watch, null);
	const body = { username: 'watch', password };
	await auth.api.signInUsername({ body });
	const security = as(personOf('security_admin'));
	await expect(people.suspend(security, id, '停用测试')).rejects.toThrow('您无权管理账号 watch');
	await people.suspendAs({ core, now }, { id, username: 'watch' }, null);
	expect(await core.access.orm.$count(session, eq(session.userId, id))).toBe(0);
	await expect(auth.api.signInUsername({ body })).rejects.toThrow();
	expect((await told())[0]).toMatchObject({ event: 'account_suspended', actorName: '命令行' });
	await people.restoreAs({ core, now }, { id, username: 'watch' });
	expect(await auth.api.signInUsername({ body })).toMatchObject({ user: { id } });
});

test('a password is reset, also where the account had none', async () => {
	const { id } = await people.openAccount(keeper(), form('lost'));
	for (const had of [true, false]) {
		if (!had) await core.access.orm.delete(account).where(eq(account.userId, id));
		const password = await people.resetPassword(keeper(), id);
		const answer = await auth.api.signInUsername({ body: { username: 'lost', password } });
		expect(answer).toMatchObject({ user: { id } });
		expect(await accountsOf(id)).toHaveLength(1);
	}
});
