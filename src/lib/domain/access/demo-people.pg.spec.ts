import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCore, SECRET } from '../../../../tests/core';
import type { Core } from '../../server/core.server';
import { createAuth } from './auth.server';
import { changedPasswords, ensureDemoPeople, type DemoPerson } from './demo-people.server';
import { resetTo } from './people.server';
import { user } from './tables.server';

const now = new Date('2026-11-23T02:32:00Z');

let core: Core;
let people: DemoPerson[];
beforeAll(async () => {
	core = await freshCore();
	people = await ensureDemoPeople(core, SECRET, now);
});
afterAll(() => core.close());

test('the same passwords at every start, and those that were changed are known', async () => {
	expect(await changedPasswords(core, SECRET, people)).toEqual(new Set());
	const auth = createAuth(core.access, SECRET);
	await resetTo({ core, auth, now: new Date(now.getTime() + 1) }, await named('ducha'));
	// As one's own change does, to another password and to the same.
	const { internalAdapter, password } = await auth.$context;
	const choose = async (username: string, next: string) =>
		internalAdapter.updatePassword((await named(username)).id, await password.hash(next));
	await choose('shijian', 'quiet-lantern-58');
	await choose('zhifa', people.find(({ username }) => username === 'zhifa')!.password);
	const again = await ensureDemoPeople(core, SECRET, now);
	expect(again).toEqual(people);
	expect(await changedPasswords(core, SECRET, again)).toEqual(new Set(['ducha', 'shijian']));
});

async function named(username: string) {
	const [row] = await core.access.orm.select().from(user).where(eq(user.username, username));
	return row!;
}
