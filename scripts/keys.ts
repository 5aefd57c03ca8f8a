/** `npm run keys -- source|reader|screen --name <name>`: makes a key; it is the last line printed. */
import { parseArgs } from 'node:util';
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
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';

const USAGE = `npm run keys -- source --name <name> [--datasets a,b] [--department <code>] [--expires 2027-01-31]
npm run keys -- reader|screen --name <name> [--expires 2027-01-31]
npm run keys -- source|reader|screen --name <name> --rotate [--expires 2027-01-31]
npm run keys -- source|reader|screen --name <name> --revoke [--keep-newest]
npm run keys -- --list`;

const OPTIONS = {
	name: { type: 'string' },
	datasets: { type: 'string' },
	department: { type: 'string' },
	expires: { type: 'string' },
	rotate: { type: 'boolean', default: false },
	revoke: { type: 'boolean', default: false },
	'keep-newest': { type: 'boolean', default: false },
	list: { type: 'boolean', default: false }
} as const;

command(async () => {
	const given = readArguments();
	const config = readConfig(process.env);
	const place = await findDatabase(config, { borrow: true, log: console.error });
	try {
		await migrate(place.url);
		const access = openDatabase(place.url, { max: 1, role: ROLES.access });
		const audit = new Audit(place.url, config.region);
		try {
			if (given.values.list) return await list(access, config.region);
			const reference = await referenceOf(place.url, config.region);
			const core = { access, audit, region: config.region, reference };
			console.log(await run({ core, person: 'command', now: new Date() }, given));
		} finally {
			await audit.close();
			await access.close();
		}
	} finally {
		await place.stop();
	}
});

type Given = ReturnType<typeof readArguments>;

async function run(doing: Doing, { kind, name, values }: Given): Promise<string> {
	const { access, region, reference } = doing.core;
	if (values.revoke) {
		const ended = await revokeNamed(doing, { kind, name, keepNewest: values['keep-newest'] });
		return `${ended} of the ${kind} keys named "${name}" no longer hold.`;
	}
	if (values.rotate) {
		const held = await heldKey(access, region, { kind, name }, doing.now);
		if (!held) throw new Problem(`No ${kind} key named "${name}" holds: make one.`);
		return (await rotateKey(doing, held.mark, values.expires)).token;
	}
	const scope = readScope(reference, kind, values);
	const form = NewKeyForm.parse({ kind, name, ...scope, expires: values.expires });
	return (await makeKey(doing, form)).token;
}

function readArguments() {
	const { positionals, values } = parse();
	const [kind, ...rest] = positionals;
	if (values.list) return { kind: 'source' as KeyKind, name: '', values };
	if (!['source', 'reader', 'screen'].includes(kind ?? '') || rest.length > 0) {
		throw new Problem(`Say which kind of key.\n${USAGE}`);
	}
	const name = values.name ?? '';
	// The name is part of every record's key, and that of a screen of its topic.
	if (!/^[\p{L}\p{N}._-]{1,64}$/u.test(name)) {
		throw new Problem(
			`--name takes 1 to 64 letters, digits, dots, hyphens and underscores.\n${USAGE}`
		);
	}
	if (values.revoke && values.rotate) throw new Problem(`Either --rotate or --revoke.\n${USAGE}`);
	if (values.rotate && (values.datasets || values.department)) {
		throw new Problem('A rotated key has the rights of the one before it.');
	}
	if (values.expires !== undefined) requireDay(values.expires);
	return { kind: kind as KeyKind, name, values };
}

function requireDay(day: string): void {
	const at = Date.parse(`${day}T00:00:00+08:00`);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at) || dateOf(new Date(at)) !== day) {
		throw new Problem('--expires takes the last day on which the key holds, such as 2027-01-31.');
	}
	if (at + 86_400_000 <= Date.now()) throw new Problem(`${day} is over: the key would not hold.`);
}

function parse() {
	try {
		return parseArgs({ options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
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
		const codes = departments.map(({ code }) => code).join(', ');
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

async function list(access: Database, region: string): Promise<void> {
	for (const key of await listKeys(access, region)) {
		const scope =
			key.kind === 'source' ? [key.datasets.join(',') || '*', key.department ?? '*'] : [];
		const times = [
			`used ${key.lastUsedAt?.toISOString() ?? 'never'}`,
			`until ${key.expiresAt?.toISOString() ?? 'revoked'}`
		];
		console.log(
			[key.kind, key.name, key.createdAt.toISOString(), key.mark, ...scope, ...times].join('  ')
		);
	}
}
