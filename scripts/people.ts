/** `npm run people -- add …`: opens an account of any role, the administrators' first of all; `reset`: a lost password; `suspend`. */
import { parseArgs } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { createAuth } from '../src/lib/domain/access/auth.server';
import { NewPerson } from '../src/lib/domain/access/model';
import {
	openAs,
	resetFactor,
	resetTo,
	restoreAs,
	suspendAs
} from '../src/lib/domain/access/people.server';
import { ROLE, ROLES } from '../src/lib/domain/access/roles';
import { user } from '../src/lib/domain/access/tables.server';
import { Conflict, Invalid } from '../src/lib/ledger/errors';
import { readConfig } from '../src/lib/server/config.server';
import { openCore, type Core } from '../src/lib/server/core.server';
import { migrate } from '../src/lib/server/migrate.server';
import { findSecret } from './start/data';
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';

const USAGE = `npm run people -- add --username <name> --name <real name> --role <role> [--department <code>] [--township <code>] [--post <post>] [--certificate <number>]
npm run people -- reset|suspend|restore --username <name>
npm run people -- list
Roles: ${ROLES.map((role) => `${role} ${ROLE[role].name}`).join(', ')}`;

const VERBS = ['add', 'reset', 'suspend', 'restore', 'list'] as const;

const OPTIONS = {
	username: { type: 'string' },
	name: { type: 'string' },
	role: { type: 'string' },
	department: { type: 'string' },
	township: { type: 'string' },
	post: { type: 'string' },
	certificate: { type: 'string' }
} as const;

command(async () => {
	const { verb, values } = readArguments();
	const config = readConfig(process.env);
	const secret = findSecret(config.secret, {
		trial: config.databaseUrl === null,
		log: console.error
	});
	const place = await findDatabase(config, { borrow: true, log: console.error });
	try {
		await migrate(place.url);
		const core = await openCore(place.url, config.region, secret);
		try {
			if (verb === 'list') await list(core);
			else if (verb === 'add') await add(core, secret, values);
			else await change(core, secret, verb, await find(core, values.username ?? ''));
		} finally {
			await core.close();
		}
	} finally {
		await place.stop();
	}
});

function readArguments() {
	try {
		const { positionals, values } = parseArgs({
			options: OPTIONS,
			allowPositionals: true,
			strict: true
		});
		const [verb, ...rest] = positionals;
		const known = VERBS.find((one) => one === verb);
		if (known && rest.length === 0) return { verb: known, values };
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
	throw new Problem(`Say what to do.\n${USAGE}`);
}

/** @throws Problem naming what is missing or wrong. */
async function add(core: Core, secret: string, given: object): Promise<void> {
	const read = NewPerson.safeParse(given);
	if (!read.success) {
		const { path, message } = read.error.issues[0]!;
		throw new Problem(`--${path.join('.')}: ${message}\n${USAGE}`);
	}
	const auth = createAuth(core.access, secret);
	try {
		const { password } = await openAs({ core, auth, now: new Date() }, read.data, null);
		console.log('The password is changed at the first sign-in; administrators then set up a code.');
		console.log(password);
	} catch (error) {
		if (error instanceof Conflict || error instanceof Invalid) throw new Problem(error.message);
		throw error;
	}
}

/** What nobody else may do to the administrators of rights and of the audit. */
async function change(
	core: Core,
	secret: string,
	verb: 'reset' | 'suspend' | 'restore',
	found: typeof user.$inferSelect
): Promise<void> {
	const doing = { core, auth: createAuth(core.access, secret), now: new Date() };
	const { username, suspendedAt } = found;
	if (verb === 'suspend') {
		if (suspendedAt) throw new Problem(`The account ${username} is suspended already.`);
		await suspendAs(doing, found, null);
		console.log(`The account ${username} is suspended and signed out everywhere.`);
	} else if (verb === 'restore') {
		if (!suspendedAt) throw new Problem(`The account ${username} is not suspended.`);
		await restoreAs(doing, found);
		console.log(`The account ${username} may sign in again.`);
	} else {
		await resetFactor(doing, found);
		console.log('The second factor is set up anew; the password is changed at the next sign-in.');
		console.log(await resetTo(doing, found));
	}
}

/** @throws Problem */
async function find({ access, region }: Core, username: string) {
	const [found] = await access.orm
		.select()
		.from(user)
		.where(and(eq(user.region, region), eq(user.username, username)));
	if (found) return found;
	throw new Problem(`There is no account ${username}: npm run people -- list shows them.`);
}

async function list({ access, region }: Core): Promise<void> {
	const rows = await access.orm
		.select()
		.from(user)
		.where(eq(user.region, region))
		.orderBy(user.username);
	for (const { username, role, name, department, township, suspendedAt } of rows) {
		const state = suspendedAt ? 'suspended' : 'open';
		console.log([username, role, name, department ?? township ?? '-', state].join('  '));
	}
}
