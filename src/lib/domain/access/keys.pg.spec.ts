import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/postgres';
import { openDatabase, type Database } from '../../server/database.server';
import { createKey, findKey, listKeys, revokeKeys } from './keys.server';

const REGION = '140603';
const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 0, minute));
let database: Database;
beforeAll(async () => {
	database = openDatabase(await freshDatabase());
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
	expect(await findKey(database, REGION, token)).toEqual({
		kind: 'source',
		name: 'coal',
		datasets: ['points', 'readings'],
		department: 'nengyuan'
	});
	expect(await findKey(database, '140600', token)).toBeNull();
	expect(await findKey(database, REGION, `${token.slice(0, -2)}AA`)).toBeNull();
	expect(await findKey(database, REGION, 'src_')).toBeNull();
	expect(JSON.stringify(await listKeys(database, REGION))).not.toContain(token.slice(4));
});

test('rotation: two keys of one name hold until the older is revoked', async () => {
	const make = (minute: number) =>
		createKey(database, REGION, { kind: 'screen', name: 'hall', now: at(minute) });
	const [older, newer] = [await make(1), await make(2)];
	expect(await findKey(database, REGION, older)).toEqual({ kind: 'screen', name: 'hall' });
	const one = { kind: 'screen' as const, name: 'hall', now: at(3) };
	expect(await revokeKeys(database, REGION, { ...one, keepNewest: true })).toBe(1);
	expect(await findKey(database, REGION, older)).toBeNull();
	expect(await findKey(database, REGION, newer)).not.toBeNull();
	expect(await revokeKeys(database, REGION, { ...one, keepNewest: false })).toBe(1);
	expect(await findKey(database, REGION, newer)).toBeNull();
});
