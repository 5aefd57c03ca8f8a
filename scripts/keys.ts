/** `npm run keys -- source|reader|screen --name <name>`: makes a key; it is the last line printed. */
import { heldKey, listKeys, type KeyKind } from '../src/lib/domain/access/keys.server';
import {
	DATASET_TITLES,
	makeKey,
	revokeNamed,
	rotateKey,
	type Doing
} from '../src/lib/domain/access/key-writes.server';
import { NewKeyForm } from '../src/lib/domain/access/model';
import { Audit } from '../src/lib/domain/audit/writes.server';
import { readReference, type Reference } from '../src/lib/domain/regions/reads.server';
import { dateOf } from '../src/lib/metrics/period';
import { readConfig } from '../src/lib/server/config.server';
import { openDatabase, ROLES, type Database } from '../src/lib/server/database.server';
import { migrate } from '../src/lib/server/migrate.server';
import { readArguments, USAGE, type AskedOfKey } from './keys/arguments';
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';
import { tableOf } from './start/table';

command(async () => {
	const asked = readArguments(process.argv.slice(2));
	if (asked.verb === 'help') return console.log(USAGE);
	const config = readConfig(process.env);
	const place = await findDatabase(config, { borrow: true, log: console.error });
	try {
		await migrate(place.url);
		const access = openDatabase(place.url, { max: 1, role: ROLES.access });
		const audit = new Audit(place.url, config.region);
		try {
			if (asked.verb === 'list') return await list(access, config.region, new Date());
			const reference = await referenceOf(place.url, config.region);
			const core = { access, audit, region: config.region, reference };
			console.log(await run({ core, person: 'command', now: new Date() }, asked));
		} finally {
			await audit.close();
			await access.close();
		}
	} finally {
		await place.stop();
	}
});

/** @returns what to print, a new key alone. @throws Problem */
async function run(doing: Doing, { verb, kind, name, values }: AskedOfKey): Promise<string> {
	const { access, region, reference } = doing.core;
	if (verb === 'revoke') {
		const ended = await revokeNamed(doing, { kind, name, keepNewest: values['keep-newest'] });
		if (ended > 0) return `${ended} of the ${kind} keys named "${name}" no longer hold.`;
		throw new Problem(
			`No ${kind} key named "${name}" was there to revoke: npm run keys -- list shows them.`
		);
	}
	if (verb === 'rotate') {
		const held = await heldKey(access, region, { kind, name }, doing.now);
		if (!held) throw new Problem(`No ${kind} key named "${name}" holds: make one.`);
		return (await rotateKey(doing, held.mark, values.expires)).token;
	}
	const scope = readScope(reference, kind, values);
	const form = NewKeyForm.parse({ kind, name, ...scope, expires: values.expires });
	return (await makeKey(doing, form)).token;
}

/** @throws Problem naming the datasets or departments that there are. */
function readScope(
	{ departments }: Reference,
	kind: KeyKind,
	given: { datasets?: string; department?: string }
): { datasets: string[]; department: string | null } {
	const datasets = (given.datasets ?? '').split(',').filter(Boolean);
	const department = given.department ?? null;
	if (kind !== 'source' && (datasets.length > 0 || department)) {
		throw new Problem('Only the key of a source has --datasets and --department.');
	}
	const unknown = datasets.filter((name) => !DATASET_TITLES.has(name));
	if (unknown.length > 0) {
		throw new Problem(
			`There is no dataset ${unknown.join(', ')}. There are ${[...DATASET_TITLES.keys()].join(', ')}.`
		);
	}
	if (department && !departments.some(({ code }) => code === department)) {
		const codes = departments.map(({ code, name }) => `${code} ${name}`).join(', ');
		throw new Problem(`There is no department ${department}. There are ${codes}.`);
	}
	return { datasets, department };
}

/** Departments are read by the doors' role: that of the accounts does not know them. */
async function referenceOf(url: string, region: string): Promise<Reference> {
	const { orm, close } = openDatabase(url, { max: 1 });
	try {
		return await readReference(orm, region);
	} finally {
		await close();
	}
}

const HEADINGS = ['KIND', 'NAME', 'MARK', 'MADE', 'LAST USED', 'UNTIL', 'DATASETS', 'DEPARTMENT'];

async function list(access: Database, region: string, now: Date): Promise<void> {
	const keys = await listKeys(access, region);
	if (keys.length === 0) return console.log('There are no keys yet.');
	const rows = keys.map(({ kind, name, mark, createdAt, lastUsedAt, expiresAt, ...scope }) => [
		...[kind, name, mark, dateOf(createdAt), lastUsedAt ? dateOf(lastUsedAt) : 'never'],
		expiresAt ? lastDay(expiresAt, now) : 'no end',
		kind === 'source' ? scope.datasets.join(',') || 'all' : '',
		kind === 'source' ? (scope.department ?? 'all') : ''
	]);
	console.log(tableOf(HEADINGS, rows));
}

/** As `--expires` takes it. */
function lastDay(expiresAt: Date, now: Date): string {
	const day = dateOf(new Date(expiresAt.getTime() - 1));
	return expiresAt > now ? day : `${day} (over)`;
}
