/** `npm run keys -- source|reader|screen --name <name>`: makes a key; it is the last line printed. */
import { parseArgs } from 'node:util';
import {
	createKey,
	listKeys,
	revokeKeys,
	type KeyKind
} from '../src/lib/domain/access/keys.server';
import { readReference } from '../src/lib/domain/regions/reads.server';
import { DATASETS } from '../src/lib/ingest/datasets.server';
import { readConfig } from '../src/lib/server/config.server';
import { openDatabase, type Database } from '../src/lib/server/database.server';
import { migrate } from '../src/lib/server/migrate.server';
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';

const USAGE = `npm run keys -- source --name <name> [--datasets a,b] [--department <code>]
npm run keys -- reader|screen --name <name>
npm run keys -- source|reader|screen --name <name> --revoke [--keep-newest]
npm run keys -- --list`;

const OPTIONS = {
	name: { type: 'string' },
	datasets: { type: 'string' },
	department: { type: 'string' },
	revoke: { type: 'boolean', default: false },
	'keep-newest': { type: 'boolean', default: false },
	list: { type: 'boolean', default: false }
} as const;

command(async () => {
	const { kind, name, values } = readArguments();
	const config = readConfig(process.env);
	const place = await findDatabase(config, { borrow: true, log: console.error });
	try {
		await migrate(place.url);
		const database = openDatabase(place.url, { max: 1 });
		try {
			if (values.list) return await list(database, config.region);
			const now = new Date();
			if (values.revoke) {
				const keepNewest = values['keep-newest'];
				const ended = await revokeKeys(database, config.region, { kind, name, keepNewest, now });
				console.log(`${ended} of the ${kind} keys named "${name}" no longer hold.`);
				return;
			}
			const scope = await readScope(database, config.region, kind, values);
			console.log(await createKey(database, config.region, { kind, name, ...scope, now }));
		} finally {
			await database.close();
		}
	} finally {
		await place.stop();
	}
});

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
	return { kind: kind as KeyKind, name, values };
}

function parse() {
	try {
		return parseArgs({ options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
}

/** @throws Problem naming the datasets or departments that there are. */
async function readScope(
	database: Database,
	region: string,
	kind: KeyKind,
	given: { datasets?: string; department?: string }
): Promise<{ datasets: string[]; department: string | null }> {
	const datasets = (given.datasets ?? '').split(',').filter(Boolean);
	const department = given.department ?? null;
	if (kind !== 'source' && (datasets.length > 0 || department)) {
		throw new Problem('Only the key of a source has --datasets and --department.');
	}
	const known = [...DATASETS.map((dataset) => dataset.name), 'readings'];
	const unknown = datasets.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new Problem(`There is no dataset ${unknown.join(', ')}. There are ${known.join(', ')}.`);
	}
	if (department) {
		const { departments } = await readReference(database.orm, region);
		if (!departments.some(({ code }) => code === department)) {
			const codes = departments.map(({ code }) => code).join(', ');
			throw new Problem(`There is no department ${department}. There are ${codes}.`);
		}
	}
	return { datasets, department };
}

async function list(database: Database, region: string): Promise<void> {
	for (const key of await listKeys(database, region)) {
		const scope =
			key.kind === 'source' ? [key.datasets.join(',') || '*', key.department ?? '*'] : [];
		console.log([key.kind, key.name, key.createdAt.toISOString(), key.mark, ...scope].join('  '));
	}
}
