/** Databases for tests: real ones, each a copy of the migrated template. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase } from '../src/lib/server/database.server';

export const TEMPLATE = 'template_cockpit';

/** The address of a new database with every migration applied. It goes with the server, after the run. */
export async function freshDatabase(): Promise<string> {
	const server = inject('postgres');
	const name = `test_${randomBytes(6).toString('hex')}`;
	const database = openDatabase(server, { max: 1, role: null });
	try {
		await database.sql.unsafe(`create database ${name} template ${TEMPLATE}`);
	} finally {
		await database.close();
	}
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}
