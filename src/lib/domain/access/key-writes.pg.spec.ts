import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, REGION } from '../../../../tests/core';
import { Forbidden, Invalid, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import type { Person } from './actor';
import { makeKey, revokeKey, revokeNamed, rotateKey, type Doing } from './key-writes.server';
import { findKey, listKeys } from './keys.server';
import { NewKeyForm } from './model';
import { readKeys } from './reads.server';

const now = new Date('2026-11-23T02:32:00Z');
const later = new Date('2026-11-24T02:32:00Z');
const personOf = (role: Person['role']): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, department: null, township: null },
	...{ certificate: null, grant: null, first: null, session: role }
});

let core: Core;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

const as = (person: Doing['person'], at = now): Doing => ({
	...{ core, person, address: '10.0.0.7', now: at }
});
const admin = personOf('system_admin');
const form = (given: object) => NewKeyForm.parse({ kind: 'source', name: 'coal', ...given });
const marks = async (name: string) =>
	(await listKeys(core.access, REGION)).filter((k) => k.name === name).map(({ mark }) => mark);
const told = async () =>
	(await core.rows.as(personOf('audit_admin'), now, (sql) => readAudit(sql, {}))).rows;

test('a key is made as asked for, told of without its text, and holds to the end of its day', async () => {
	const given = { datasets: ['points', 'readings'], department: 'nengyuan', expires: '2026-12-31' };
	const { token } = await makeKey(as(admin), form(given));
	const lastMinute = new Date('2026-12-31T15:59:00Z');
	expect(await findKey(core.access, REGION, token, lastMinute)).toMatchObject({
		...{ kind: 'source', name: 'coal', department: 'nengyuan', datasets: ['points', 'readings'] }
	});
	expect(await findKey(core.access, REGION, token, new Date('2026-12-31T16:00:00Z'))).toBeNull();
	const [mark] = await marks('coal');
	expect((await told())[0]).toMatchObject({
		event: 'key_made',
		target: 'source:coal',
		actor: 'user:system_admin',
		address: '10.0.0.7',
		detail: `标识 ${mark}，数据集 非现场监测点位、非现场监测数据，部门 区能源局，至 2026-12-31`
	});
	expect(JSON.stringify(await told())).not.toContain(token.slice(4));
	const [row] = await core.rows.as(admin, now, readKeys);
	expect(row).toMatchObject({ mark, name: 'coal', revokedAt: null });
});

test('rotation: a second key with the same rights; both hold until the older is revoked', async () => {
	const given = { name: 'wells', datasets: ['points'], expires: '2026-12-02' };
	const older = await makeKey(as(admin), form(given));
	const [first] = await marks('wells');
	const newer = await rotateKey(as(admin, later), first!);
	const rights = { kind: 'source', name: 'wells', datasets: ['points'] };
	for (const { token } of [older, newer]) {
		expect(await findKey(core.access, REGION, token, later)).toMatchObject(rights);
	}
	expect((await told())[0]).toMatchObject({
		event: 'key_rotated',
		// As many days as the first: it was made on the 23rd, this one on the 24th.
		detail: expect.stringMatching(`替换 ${first}.*至 2026-12-03$`)
	});
	expect(await revokeKey(as(admin, later), first!)).toEqual({ kind: 'source', name: 'wells' });
	expect(await findKey(core.access, REGION, older.token, later)).toBeNull();
	expect(await findKey(core.access, REGION, newer.token, later)).not.toBeNull();
	expect((await told())[0]).toMatchObject({ event: 'key_revoked', detail: `标识 ${first}` });
	await expect(revokeKey(as(admin), first!)).rejects.toThrow(NotFound);
	await expect(rotateKey(as(admin), first!)).rejects.toThrow(NotFound);
});

test('the command line ends the keys of a name, all but the newest or all', async () => {
	const one = { kind: 'screen' as const, name: 'hall' };
	const tokens = [];
	for (const at of [now, later]) tokens.push((await makeKey(as('command', at), form(one))).token);
	expect(await revokeNamed(as('command'), { ...one, keepNewest: true })).toBe(1);
	expect(await findKey(core.access, REGION, tokens[0]!, later)).toBeNull();
	expect(await findKey(core.access, REGION, tokens[1]!, later)).not.toBeNull();
	expect(await revokeNamed(as('command'), { ...one, keepNewest: false })).toBe(1);
	expect(await findKey(core.access, REGION, tokens[1]!, later)).toBeNull();
	expect((await told())[0]).toMatchObject({ actor: 'system:command', target: 'screen:hall' });
});

test('not taken: rights that a kind has not, what is not there, a day that is over', async () => {
	const before = (await told()).length;
	for (const given of [
		{ kind: 'reader', datasets: ['points'] },
		{ kind: 'screen', department: 'nengyuan' },
		{ datasets: ['nothing'] },
		{ department: 'nowhere' },
		{ expires: '2026-11-22' }
	]) {
		await expect(makeKey(as(admin), form(given)), JSON.stringify(given)).rejects.toThrow(Invalid);
	}
	await expect(rotateKey(as(admin), "' or 1=1")).rejects.toThrow(NotFound);
	await expect(revokeKey(as(admin), '')).rejects.toThrow(NotFound);
	expect((await told()).length).toBe(before);
});

test('others are refused, and nothing is done', async () => {
	const [mark] = await marks('coal');
	const before = (await told()).length;
	for (const role of ['security_admin', 'region_admin', 'audit_admin', 'head'] as const) {
		const by = as(personOf(role));
		for (const attempt of [
			() => makeKey(by, form({ name: 'own' })),
			() => rotateKey(by, mark!),
			() => revokeKey(by, mark!)
		]) {
			await expect(attempt()).rejects.toThrow(Forbidden);
		}
		expect(await core.rows.as(personOf(role), now, readKeys)).toEqual([]);
	}
	// Whoever asked is written down where the refusal arrives, and once.
	expect((await told()).length).toBe(before);
	expect(await marks('own')).toEqual([]);
	expect(await marks('coal')).toEqual([mark]);
});
