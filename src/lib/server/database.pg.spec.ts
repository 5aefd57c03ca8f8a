import { afterEach, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../tests/postgres';
import { openDatabase, type Database } from './database.server';

const CONNECTIONS = 4;
let database: Database;
let owner: Database;
beforeEach(async () => {
	const url = await freshDatabase();
	database = openDatabase(url, { max: CONNECTIONS });
	owner = openDatabase(url, { max: 1, role: null });
});
afterEach(async () => {
	await database.close();
	await owner.close();
});

const end = (pid: number) => owner.sql`select pg_terminate_backend(${pid})`;

/** As many at once as there are connections, so that each of them is asked. */
const askAll = () =>
	Promise.all(
		Array.from({ length: CONNECTIONS }, () => database.sql`select 1 as one from pg_sleep(0.05)`)
	);

it('rejects a transaction whose connection is cut, and lives on', async () => {
	for (let round = 0; round < 20; round++) {
		const cut = database.sql.begin(async (tx) => {
			const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
			const ended = end(row!.pid).execute();
			// Some of these are on their way when it is cut, others come after.
			for (;;) await Promise.all([ended, tx`select 1`]);
		});
		await expect(cut).rejects.toThrow(/CONNECTION_CLOSED|terminating connection/);
	}
	// None of the connections is left unable to send.
	for (let round = 0; round < 3; round++) expect((await askAll()).flat()).toHaveLength(CONNECTIONS);
});
