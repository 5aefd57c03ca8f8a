/** The demo district in a running cockpit: its data up to now, its people and keys, its simulator. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createKey, findKey, type KeyKind } from '../../src/lib/domain/access/keys.server';
import {
	changedPasswords,
	ensureDemoPeople,
	type DemoPerson
} from '../../src/lib/domain/access/demo-people.server';
import { openCore } from '../../src/lib/server/core.server';
import { openDatabase, type Database } from '../../src/lib/server/database.server';
import { readDemo } from '../../src/lib/server/demo.server';
import { DEMO_SOURCE, loadDemo, type Loaded } from '../demo/load';
import { keep, read } from './data';
import { Problem } from './fail';
import { step } from './progress';
import type { Undoing } from './undo';

export interface Demo {
	/** `changed`: the password is no longer the one that is known here. */
	people: (DemoPerson & { changed: boolean })[];
	district: Loaded;
	/** Writes as the simulator does: a record belongs to its source. */
	simulatorKey: string;
	/** For whoever wants to post a record by hand. */
	sourceKey: string;
	screenKey: string;
}

type Keys = Pick<Demo, 'simulatorKey' | 'sourceKey' | 'screenKey'>;

interface Setting {
	url: string;
	region: string;
	secret: string;
	/** Load the district if there are no records yet. */
	wanted: boolean;
	/** Load it, and complain where that cannot be. */
	demo: boolean;
	scale: number;
}

/** @returns null where this database has no demo district and is to have none. */
export async function prepareDemo(setting: Setting): Promise<Demo | null> {
	const { url, region, secret, scale } = setting;
	const database = openDatabase(url, { max: 2 });
	try {
		const known = await readDemo(database, region);
		if (!known && !(await isToBeLoaded(database, setting))) return null;
		const district = await step(
			known ? 'Filling the demo district up to now' : 'Loading the demo district',
			(show) =>
				loadDemo({
					url,
					region,
					secret,
					scale,
					now: new Date(),
					progress: ({ share, rows, day }) => show(share, `(${day}, ${rows} rows)`)
				})
		);
		return { district, ...(await findAccess(setting)) };
	} finally {
		await database.close();
	}
}

async function isToBeLoaded(
	{ sql }: Database,
	{ region, wanted, demo }: Setting
): Promise<boolean> {
	const [head] = await sql<{ seq: string }[]>`
		select seq from ledger_head where region = ${region}`;
	const empty = !head || Number(head.seq) === 0;
	if (demo && !empty) {
		throw new Problem(
			'This database holds records of its own, and demo records would mix with them: use --demo with an empty one.'
		);
	}
	return wanted && empty;
}

/** Keys and accounts of the demo. */
async function findAccess({ url, region, secret }: Setting): Promise<Keys & Pick<Demo, 'people'>> {
	const core = await openCore(url, region, secret);
	try {
		const people = await ensureDemoPeople(core, secret, new Date());
		const changed = await changedPasswords(core, secret, people);
		return {
			...(await findKeys(core.access, region)),
			people: people.map((one) => ({ ...one, changed: changed.has(one.username) }))
		};
	} finally {
		await core.close();
	}
}

/** The same keys at every start, as long as the database still knows them. */
async function findKeys(database: Database, region: string): Promise<Keys> {
	const kept = JSON.parse(read('demo-keys.json') ?? '{}') as Partial<Keys>;
	const find = async (token: string | undefined, kind: KeyKind, name: string) =>
		token && (await findKey(database, region, token, new Date()))
			? token
			: createKey(database, region, { kind, name, now: new Date() });
	const keys = {
		simulatorKey: await find(kept.simulatorKey, 'source', DEMO_SOURCE),
		sourceKey: await find(kept.sourceKey, 'source', 'trial'),
		screenKey: await find(kept.screenKey, 'screen', 'hall')
	};
	keep('demo-keys.json', JSON.stringify(keys));
	return keys;
}

/** A process of its own: it has only what any source has, the address and a key. */
export function startSimulator(
	{ simulatorKey, district }: Demo,
	{ url, rate }: { url: string; rate: string | undefined },
	undoing: Undoing
): void {
	const args = ['--import', 'tsx', 'scripts/simulate.ts', '--url', url];
	const { seed, scale, startedOn, filledUntil } = district;
	args.push('--seed', seed, '--scale', String(scale), '--started-on', startedOn.toISOString());
	args.push('--since', filledUntil.toISOString());
	if (rate) args.push('--rate', rate);
	const child = spawn(process.execPath, args, {
		// The channel closes with us, however we end, and then it ends as well.
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		env: { ...process.env, COCKPIT_KEY: simulatorKey, COCKPIT_SECRET: '', DATABASE_URL: '' },
		detached: true
	});
	const ended = once(child, 'exit');
	child.once('exit', (code) => {
		if (!undoing.signal.aborted)
			console.error(`The simulator ended (${code}); the cockpit runs on.`);
	});
	undoing.push(async () => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGTERM');
			await ended;
		}
	});
}
