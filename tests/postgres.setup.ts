/** One PostgreSQL for a run of the database tests, and in it a migrated template that each test file copies. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/lib/server/database.server';
import { startEmbedded } from '../src/lib/server/embedded.server';
import { migrate } from '../src/lib/server/migrate.server';
import { TEMPLATE } from './postgres';

declare module 'vitest' {
	export interface ProvidedContext {
		postgres: string;
	}
}

export default async function setup(project: TestProject) {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-test-'));
	// mkdtemp closes it to others, and under root PostgreSQL is someone else.
	chmodSync(folder, 0o711);
	const embedded = await startEmbedded({ dir: join(folder, 'postgres'), log: console.error });
	const server = openDatabase(embedded.url, { max: 1, role: null });
	await server.sql.unsafe(`create database ${TEMPLATE}`);
	await server.close();
	const template = new URL(embedded.url);
	template.pathname = `/${TEMPLATE}`;
	await migrate(template.href);
	project.provide('postgres', embedded.url);

	return async () => {
		await embedded.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
