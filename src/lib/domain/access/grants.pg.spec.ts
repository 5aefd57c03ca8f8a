import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore } from '../../../../tests/core';
import { Conflict, Forbidden, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import type { Person } from './actor';
import { findGrant, giveGrant, heldGrant, revokeGrant } from './grants.server';

const now = new Date('2026-11-23T02:32:00Z');
const personOf = (role: Person['role'], department: string | null = null): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, department, township: null },
	...{ certificate: null, grant: null, first: null, session: role }
});
const giver = personOf('head', 'shijian');
const user = personOf('handler', 'nengyuan');

let core: Core;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

const as = (person: Person) => ({ core, person, address: '10.0.0.7', now });
const told = async (event?: string) =>
	(await core.rows.as(personOf('audit_admin'), now, (sql) => readAudit(sql, { event }))).rows;

test('a grant holds until its giver revokes it, which is told once', async () => {
	const given = { grantee: 'nengyuan', purpose: '联合执法', expires: '2026-12-31' };
	const id = await giveGrant(as(giver), { ...given, exportable: true });
	expect(await findGrant(core, user, id, now)).toMatchObject({ provider: 'shijian' });
	expect(await told('grant_given')).toMatchObject([
		{ target: 'department:nengyuan', purpose: '联合执法', detail: '至 2026-12-31，可导出' }
	]);
	const other = as(personOf('head', 'nengyuan'));
	await expect(revokeGrant(other, id)).rejects.toThrow(Forbidden);
	await expect(revokeGrant(as(user), id)).rejects.toThrow(Forbidden);
	expect(await findGrant(core, user, id, now)).not.toBeNull();
	await revokeGrant(as(giver), id);
	expect(await findGrant(core, user, id, now)).toBeNull();
	for (const none of [id, 'none']) {
		await expect(revokeGrant(as(giver), none)).rejects.toThrow(NotFound);
	}
	expect(await told('grant_revoked')).toMatchObject([
		{ target: 'department:nengyuan', purpose: '联合执法', actor: 'user:head' }
	]);
	expect(await told('refused')).toEqual([]);
});

test('what holds is not given twice; what is over or for another purpose may be', async () => {
	const given = { grantee: 'nengyuan', purpose: '数据比对', expires: '2026-12-31' };
	const give = (more: object = {}, at = now) =>
		giveGrant({ ...as(giver), now: at }, { ...given, exportable: false, ...more });
	const id = await give();
	const again = await Promise.allSettled([
		give({ exportable: true }),
		give({ expires: '2027-01-31' })
	]);
	for (const one of again) {
		expect(one).toMatchObject({ status: 'rejected', reason: expect.any(Conflict) });
		expect(String((one as PromiseRejectedResult).reason)).toContain('至 2026-12-31 到期');
	}
	expect((await told('grant_given')).filter(({ purpose }) => purpose === '数据比对')).toHaveLength(
		1
	);
	await give({ purpose: '数据比对二' });
	await give({ grantee: 'shuili' });
	await revokeGrant(as(giver), id);
	const renewed = await give();
	await give({ expires: '2027-01-31' }, new Date('2027-01-01T00:00:00+08:00'));
	await revokeGrant(as(giver), renewed);
});

test('sent twice at once, one is given', async () => {
	const given = {
		grantee: 'shuili',
		purpose: '一式两份',
		expires: '2026-12-31',
		exportable: false
	};
	const both = await Promise.allSettled([giveGrant(as(giver), given), giveGrant(as(giver), given)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a department is led to the grant that it holds, the last to end', async () => {
	const given = { grantee: 'ziran', expires: '2026-12-31', exportable: false };
	const reader = personOf('head', 'ziran');
	const held = (person: Person, provider = 'shijian', at = now) =>
		heldGrant(core, person, provider, at);
	expect(await held(reader)).toBeNull();
	await giveGrant(as(giver), { ...given, purpose: '用地核查' });
	const last = await giveGrant(as(giver), { ...given, purpose: '矿区核查', expires: '2027-01-31' });
	expect(await held(reader)).toBe(last);
	expect(await held(personOf('handler', 'ziran'))).toBe(last);
	expect(await held(reader, 'nengyuan')).toBeNull();
	expect(await held(personOf('officer', 'ziran'))).toBeNull();
	expect(await held(personOf('township'))).toBeNull();
	expect(await held(reader, 'shijian', new Date('2027-02-01T00:00:00+08:00'))).toBeNull();
	await revokeGrant(as(giver), last);
	expect(await held(reader)).not.toBe(last);
});
