import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, REGION } from '../../../../tests/core';
import { Forbidden, Invalid } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import type { Person } from './actor';
import { changeLimit } from './limit-writes.server';
import { BOUNDS, LIMITS, readLimits, type Limit } from './limits.server';

const now = new Date('2026-11-23T02:32:00Z');
const personOf = (role: Person['role']): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, department: null, township: null },
	...{ certificate: null, grant: null, first: null, session: role }
});

let core: Core;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

const doing = (role: Person['role']) => ({
	...{ core, person: personOf(role), address: '10.0.0.7', now }
});
const told = async () =>
	(await core.rows.as(personOf('audit_admin'), now, (sql) => readAudit(sql, {}))).rows;

test('a limit is changed with its source, and the audit says what it was', async () => {
	const source = '平鲁区网络安全管理规定第八条';
	await changeLimit(doing('security_admin'), { id: 'session.idle', amount: '20', source });
	expect(await core.limits.get('session.idle')).toBe(20);
	const rows = await core.rows.as(personOf('security_admin'), now, (sql) =>
		readLimits(sql, REGION)
	);
	expect(rows.find(({ id }) => id === 'session.idle')).toMatchObject({ amount: 20, source });
	expect(await told()).toMatchObject([
		{
			event: 'parameter_changed',
			target: 'session.idle',
			detail: `30 → 20，依据：${source}`,
			actor: 'user:security_admin',
			address: '10.0.0.7'
		}
	]);
});

test('a value outside its bounds, no whole number, or one without a source is not taken', async () => {
	const before = (await told()).length;
	const attempt = (id: string, amount: string, source = '本系统缺省值') =>
		changeLimit(doing('security_admin'), { id, amount, source });
	for (const id of Object.keys(LIMITS) as Limit[]) {
		const { min, max } = BOUNDS[id];
		const amounts = [String(min - 1), String(max + 1), '', '-1', '1.5', '1e2', '９'];
		for (const amount of amounts) {
			await expect(attempt(id, amount), `${id} ${amount}`).rejects.toThrow(Invalid);
		}
	}
	await expect(attempt('toString', '5')).rejects.toThrow(Invalid);
	await expect(attempt('grant.days', '90', '无')).rejects.toThrow(Invalid);
	expect(await core.limits.get('grant.days')).toBe(180);
	expect((await told()).length).toBe(before);
});

test('others are refused', async () => {
	const input = { id: 'lockout.failures', amount: '10', source: '本系统缺省值' };
	for (const role of ['system_admin', 'region_admin', 'audit_admin', 'leader'] as const) {
		await expect(changeLimit(doing(role), input)).rejects.toThrow(Forbidden);
	}
	expect(await core.limits.get('lockout.failures')).toBe(5);
});
