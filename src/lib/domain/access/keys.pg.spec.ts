import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/postgres';
import { openDatabase, ROLES, type Database } from '../../server/database.server';
import { createKey, findKey, listKeys, whyRefused } from './keys.server';
import { accessKey } from './tables.server';

const REGION = '140603';
const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 0, minute));
let database: Database;
beforeAll(async () => {
	database = openDatabase(await freshDatabase(), { role: ROLES.access });
});
afterAll(() => database.close());

test('a key speaks for its source, in its own region alone, and its text is kept nowhere', async () => {
	const token = await createKey(database, REGION, {
		kind: 'source',
		name: 'coal',
		datasets: ['points', 'readings'],
		department: 'nengyuan',
		now: at(0)
	});
	expect(await findKey(database, REGION, token, at(1))).toEqual({
		kind: 'source',
		name: 'coal',
		datasets: ['points', 'readings'],
		department: 'nengyuan',
		key: expect.stringMatching(/^[0-9a-f]{64}$/)
	});
	expect(await findKey(database, '140600', token, at(1))).toBeNull();
	expect(await findKey(database, REGION, `${token.slice(0, -2)}AA`, at(1))).toBeNull();
	expect(await findKey(database, REGION, 'src_', at(1))).toBeNull();
	expect(JSON.stringify(await listKeys(database, REGION))).not.toContain(token.slice(4));
});

test('a key ends on its day, and says when it was last used', async () => {
	const token = await createKey(database, REGION, {
		kind: 'reader',
		name: 'centre',
		expiresAt: at(10),
		now: at(0)
	});
	expect(await findKey(database, REGION, token, at(9))).toMatchObject({ name: 'centre' });
	const [key] = (await listKeys(database, REGION)).filter(({ name }) => name === 'centre');
	expect(key).toMatchObject({ lastUsedAt: at(9), expiresAt: at(10) });
	expect(await findKey(database, REGION, token, at(10))).toBeNull();
	expect(await whyRefused(database, REGION, token, at(10))).toBe('expired');
	await database.orm
		.update(accessKey)
		.set({ revokedAt: at(11) })
		.where(eq(accessKey.name, 'centre'));
	expect(await whyRefused(database, REGION, token, at(12))).toBe('revoked');
	expect(await whyRefused(database, REGION, `${token.slice(0, -2)}AA`, at(12))).toBe('unknown');
	expect(await whyRefused(database, '140600', token, at(12))).toBe('unknown');
});
