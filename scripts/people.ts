/** `npm run people -- add …`: opens an account of any role, the administrators' first of all; `reset`: a lost password; `suspend`. */
import { and, eq } from 'drizzle-orm';
import { createAuth } from '../src/lib/domain/access/auth.server';
import {
	openAs,
	resetFactor,
	resetTo,
	restoreAs,
	suspendAs
} from '../src/lib/domain/access/people.server';
import { isRole, ROLE } from '../src/lib/domain/access/roles';
import { user } from '../src/lib/domain/access/tables.server';
import { Conflict } from '../src/lib/ledger/errors';
import { readConfig } from '../src/lib/server/config.server';
import { openCore, type Core } from '../src/lib/server/core.server';
import { migrate } from '../src/lib/server/migrate.server';
import { readArguments, USAGE } from './people/arguments';
import { readPerson, type Described } from './people/person';
import { findSecret } from './start/data';
import { findDatabase } from './start/database';
import { command, Problem } from './start/fail';
import { tableOf } from './start/table';

command(async () => {
	const asked = readArguments(process.argv.slice(2));
	if (asked.verb === 'help') return console.log(USAGE);
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
			if (asked.verb === 'list') await list(core);
			else if (asked.verb === 'add') await add(core, secret, asked.person);
			else await change(core, secret, asked.verb, await find(core, asked.username));
		} finally {
			await core.close();
		}
	} finally {
		await place.stop();
	}
});

/** @throws Problem naming what is missing or wrong. */
async function add(core: Core, secret: string, given: Described): Promise<void> {
	const person = readPerson(given, core.reference);
	const auth = createAuth(core.access, secret);
	try {
		const { password } = await openAs({ core, auth, now: new Date() }, person, null);
		const code = ROLE[person.role].admin ? ', and a code from an authenticator app is set up' : '';
		console.log(
			`The account ${person.username} is open. At the first sign-in the password is changed${code}.`
		);
		console.log(password);
	} catch (error) {
		// Nobody gives an identity here: only the name can be taken.
		if (!(error instanceof Conflict)) throw error;
		throw new Problem(`The username ${person.username} is taken: choose another.`);
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
		if (found.twoFactorEnabled) {
			await resetFactor(doing, found);
			console.log('The second factor is removed; an administrator sets up a new one.');
		}
		const password = await resetTo(doing, found);
		console.log('The password is changed at the next sign-in.');
		console.log(password);
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

async function list({ access, region, reference }: Core): Promise<void> {
	const rows = await access.orm
		.select()
		.from(user)
		.where(eq(user.region, region))
		.orderBy(user.username);
	if (rows.length === 0) return console.log('There are no accounts yet.');
	const lines = rows.map(({ username, role, name, department, township, suspendedAt }) => [
		username ?? '',
		isRole(role) ? `${role} ${ROLE[role].name}` : role,
		name,
		department ? reference.departmentName(department) : '',
		township ? reference.townshipName(township) : '',
		suspendedAt ? 'suspended' : 'open'
	]);
	console.log(tableOf(['USERNAME', 'ROLE', 'NAME', 'DEPARTMENT', 'TOWNSHIP', 'STATE'], lines));
}
