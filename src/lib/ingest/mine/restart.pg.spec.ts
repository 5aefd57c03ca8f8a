/** Many files at once, and what a watcher leaves that is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../server/database.server';
import { REGION, SECRET } from '../../../../tests/core';
import {
	alarm,
	DONE,
	header,
	MineFolder,
	nameOf,
	NOW,
	reading
} from '../../../../tests/mine-files';

let mine: MineFolder;
beforeEach(async () => {
	mine = await MineFolder.open();
});
afterEach(() => mine.close());

const soon = (assert: () => unknown) => expect.poll(assert, { timeout: 40_000, interval: 50 });
const alarms = () => mine.core.database.sql`select from alarm`;

it('applies a file once, killed between its commit and its move', async () => {
	const name = nameOf('TFSS', '103205');
	mine.put(name, `${header()}${reading('A001', '1')}${reading('A001', 'abc')}||`);
	const alarms_ = nameOf('TFYC', '103205');
	mine.put(alarms_, `${header()}${alarm('10:30:00')}||`);
	// Nothing can be moved there, so it stays between the two.
	mine.put('done', '');
	const child = spawn(
		process.execPath,
		[
			...['--import', 'tsx', '--input-type=module', '-e', CHILD],
			...[mine.core.url, mine.path, REGION, SECRET, NOW.toISOString()]
		],
		{ stdio: ['ignore', 'ignore', 'inherit'] }
	);
	await soon(() => mine.readings()).toHaveLength(1);
	await soon(alarms).toHaveLength(1);
	await soon(() => mine.refused()).toHaveLength(1);
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
	expect(mine.files().sort()).toEqual([name, alarms_]);
	rmSync(join(mine.path, 'done'));
	const entries = await mine.core.database.sql`select from ledger_entry`;
	await mine.watch();
	await soon(() => mine.files(DONE)).toEqual([name, alarms_]);
	expect(await mine.readings()).toHaveLength(1);
	expect(await mine.refused()).toHaveLength(1);
	expect(await mine.core.database.sql`select from ledger_entry`).toHaveLength(entries.length);
}, 120_000);

it('leaves the files where they are while the database refuses to write', async () => {
	const owner = openDatabase(mine.core.url, { max: 1, role: null });
	await owner.sql`alter table reading rename to reading_away`;
	await mine.watch();
	const name = nameOf('TFSS', '103205');
	mine.put(name, `${header()}${reading('A001', '1')}||`);
	await soon(() => mine.logged).toEqual([expect.stringContaining('does not exist')]);
	expect(mine.files()).toEqual([name]);
	await owner.sql`alter table reading_away rename to reading`;
	await owner.close();
	await soon(() => mine.files(DONE)).toEqual([name]);
	expect(await mine.readings()).toHaveLength(1);
});

it('takes many small files in the order of their names, and forgets the old ones', async () => {
	mkdirSync(join(mine.path, 'done/2026-10-01'), { recursive: true });
	mkdirSync(join(mine.path, 'done/2026-11-20'), { recursive: true });
	const time = (i: number) => new Date(NOW.getTime() - (200 - i) * 1_000 + 8 * 3_600_000);
	for (let i = 199; i >= 0; i--) {
		const text = time(i).toISOString().slice(11, 19);
		const name = nameOf('TFSS', text.replaceAll(':', ''));
		mine.put(name, `${header()}${reading('A001', String(i), text)}||`);
		// The clock of the file system says nothing.
		utimesSync(join(mine.path, name), NOW, NOW);
	}
	await mine.watch();
	await soon(() => mine.files(DONE).length).toBe(200);
	const rows = await mine.core.database.sql<
		{ value: number }[]
	>`select value from reading order by xmin::text::bigint`;
	expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: 200 }, (_, i) => i));
	expect(readdirSync(join(mine.path, 'done')).sort()).toEqual(['2026-11-20', '2026-11-23']);
}, 60_000);

const CHILD = `
	const { openCore } = await import(${JSON.stringify(resolve('src/lib/server/core.server.ts'))});
	const { watchMineFolder } = await import(${JSON.stringify(resolve('src/lib/ingest/mine/watch.server.ts'))});
	const [, database, folder, region, secret, now] = process.argv;
	const core = await openCore(database, region, secret);
	watchMineFolder(core, { folder, now: () => new Date(now), log: () => {}, settle: 300 });`;
