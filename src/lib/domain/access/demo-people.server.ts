/** The accounts of the demo district, one of every role. Their passwords follow from the installation's own secret. */
import { createHmac } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { createAuth } from './auth.server';
import { spellPassword } from './passwords.server';
import { openAs } from './people.server';
import { ROLE, type Role } from './roles';
import { account, user } from './tables.server';

interface Demo {
	username: string;
	role: Role;
	department?: string;
	township?: string;
	certificate?: string;
}

const PEOPLE: Demo[] = [
	{ username: 'leader', role: 'leader' },
	{ username: 'ducha', role: 'assessor' },
	{ username: 'nengyuan', role: 'head', department: 'nengyuan' },
	{ username: 'shijian', role: 'head', department: 'shijian' },
	{ username: 'chengban', role: 'handler', department: 'nengyuan' },
	{ username: 'zhifa', role: 'officer', department: 'nengyuan', certificate: '14060319001' },
	{ username: 'baitang', role: 'township', township: '140603200' },
	{ username: 'quhua', role: 'region_admin' },
	{ username: 'guanli', role: 'department_admin', department: 'nengyuan' },
	{ username: 'xitong', role: 'system_admin' },
	{ username: 'anquan', role: 'security_admin' },
	{ username: 'shenji', role: 'audit_admin' }
];

export interface DemoPerson {
	username: string;
	password: string;
	name: string;
	role: Role;
	department: string | null;
}

/** Makes those that are not there yet; the same secret prints the same passwords at every start. */
export async function ensureDemoPeople(
	core: Core,
	secret: string,
	now: Date
): Promise<DemoPerson[]> {
	const auth = createAuth(core.access, secret);
	const there = await core.access.orm.select({ username: user.username }).from(user);
	const known = new Set(there.map(({ username }) => username));
	const people: DemoPerson[] = [];
	for (const { username, role, department = null, township = null, certificate = null } of PEOPLE) {
		const place =
			core.reference.department(department ?? '')?.shortName ??
			core.reference.township(township ?? '')?.name ??
			'';
		const name = `演示${place}${ROLE[role].name}`;
		const password = passwordOf(secret, username);
		people.push({ username, password, name, role, department });
		if (known.has(username)) continue;
		const person = {
			username,
			name,
			role,
			department,
			township,
			certificate,
			post: null,
			identity: null
		};
		await openAs({ core, auth, now }, person, null, password);
	}
	return people;
}

/** The usernames of those who no longer have the password that they were made with. */
export async function changedPasswords(
	{ access }: Core,
	secret: string,
	people: DemoPerson[]
): Promise<Set<string>> {
	// A hash takes its time to compare: only one that was written again is.
	const rewritten = await access.orm
		.select({ username: user.username, hash: account.password })
		.from(account)
		.innerJoin(user, eq(user.id, account.userId))
		.where(and(eq(account.providerId, 'credential'), ne(account.updatedAt, account.createdAt)));
	const { password } = await createAuth(access, secret).$context;
	const changed = new Set<string>();
	for (const { username, hash } of rewritten) {
		const known = people.find((one) => one.username === username);
		if (!known || !hash) continue;
		if (!(await password.verify({ hash, password: known.password }))) changed.add(known.username);
	}
	return changed;
}

function passwordOf(secret: string, username: string): string {
	const bytes = createHmac('sha256', secret).update(`demo-people:${username}`).digest();
	return spellPassword([...bytes.subarray(0, 12)]);
}
