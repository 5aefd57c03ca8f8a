import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore } from '../../../../tests/core';
import { Forbidden, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import type { Person } from './actor';
import { findGrant, giveGrant, revokeGrant } from './grants.server';

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
