/** An empty cockpit of its own: PostgreSQL in a temporary folder, the built server on a free port, keys. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../../src/lib/domain/access/keys.server';
import { openDatabase, ROLES, type Database } from '../../src/lib/server/database.server';
import { startEmbedded } from '../../src/lib/server/embedded.server';
import { migrate } from '../../src/lib/server/migrate.server';
import type { Undoing } from '../start/undo';
import { Child } from './child';

export const REGION = '140603';
const SECRET = 'the bench seals nothing that anybody must not read';

export interface Place {
	url: string;
	server: Child;
	sourceKey: string;
	screenKey: string;
	/** As the application: its role, and through postgres.js as it uses it. */
	app: Database;
	/** As the owner, for what measures; its statements are told apart by their role. */
	owner: Database;
}

export async function openPlace(undoing: Undoing, profile: string | undefined): Promise<Place> {
	const folder = mkdtempSync(join(tmpdir(), 'cockpit-bench-'));
	undoing.push(() => rmSync(folder, { recursive: true, force: true }));
	// mkdtemp closes it to others, and under root PostgreSQL is someone else.
	chmodSync(folder, 0o711);
	const databaseUrl = await startPostgres(join(folder, 'postgres'), undoing);
	await migrate(databaseUrl);
	const app = openDatabase(databaseUrl);
	undoing.push(() => app.close());
	const owner = openDatabase(databaseUrl, { max: 1, role: null });
	undoing.push(() => owner.close());
	const access = openDatabase(databaseUrl, { max: 1, role: ROLES.access });
	undoing.push(() => access.close());
	const now = new Date();
	const sourceKey = await createKey(access, REGION, { kind: 'source', name: 'bench', now });
	const screenKey = await createKey(access, REGION, { kind: 'screen', name: 'bench', now });
	const server = new Child('scripts/start.ts', undoing, {
		args: ['--no-simulator'],
		flags: [...startFlags(), ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
		env: {
			DATABASE_URL: databaseUrl,
			COCKPIT_DATA: join(folder, 'data'),
			COCKPIT_SECRET: SECRET,
			REGION,
			HOST: '127.0.0.1',
			PORT: '0'
		}
	});
	const [, url] = await server.printed(/The cockpit is open: (\S+)/);
	return { url: url!, server, sourceKey, screenKey, app, owner };
}

/** For V8, as `npm start` gives them. */
function startFlags(): string[] {
	const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
		scripts: Record<string, string>;
	};
	return scripts.start!.split(' ').filter((word) => /^--max-/.test(word));
}

/** Twice: what counts statements and dates commits has to be there from PostgreSQL's start. */
async function startPostgres(dir: string, undoing: Undoing): Promise<string> {
	const first = await startEmbedded({ dir });
	const { sql, close } = openDatabase(first.url, { max: 1, role: null });
	try {
		await sql`alter system set shared_preload_libraries = 'pg_stat_statements'`;
		await sql`alter system set pg_stat_statements.track = 'none'`;
		await sql`alter system set track_commit_timestamp = on`;
		await sql`create extension pg_stat_statements`;
	} finally {
		await close();
		await first.stop();
	}
	const embedded = await startEmbedded({ dir });
	undoing.push(() => embedded.stop());
	return embedded.url;
}

export const trackStatements = async ({ owner }: Place, what: 'none' | 'top'): Promise<void> => {
	await owner.sql.unsafe(`alter system set pg_stat_statements.track = '${what}'`);
	await owner.sql`select pg_reload_conf()`;
};

/** How often the application has sent each statement; the owner's, who measures, are not counted. */
export async function countStatements({ owner }: Place): Promise<Map<string, number>> {
	const rows = await owner.sql<{ query: string; calls: number }[]>`
		select query, sum(calls)::int as calls from pg_stat_statements
		where userid = any(${Object.values(ROLES)}::regrole[]) and toplevel group by query`;
	return new Map(rows.map(({ query, calls }) => [query, calls]));
}
