import { expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/postgres';
import { openDatabase } from './database.server';
import { migrate } from './migrate.server';

test('a migrated database is left as it is, and the application may not change the ledger', async () => {
	const url = await freshDatabase();
	await migrate(url);
	const { sql, close } = openDatabase(url);
	const [row] = await sql<{ role: string; townships: number }[]>`
		select current_user as role, (select count(*)::int from township) as townships`;
	expect(row).toEqual({ role: 'cockpit_app', townships: 12 });
	await expect(sql`update ledger_entry set actor = 'x'`).rejects.toThrow('permission denied');
	await expect(sql`delete from ledger_entry`).rejects.toThrow('permission denied');
	await close();
});
