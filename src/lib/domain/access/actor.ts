/** Who asks, and what he may read. What a page forgets, the database still refuses (`claimsOf`). */
import type { Role } from './roles';

export interface Person {
	kind: 'person';
	id: string;
	name: string;
	role: Role;
	/** Of those who belong to one. */
	department: string | null;
	/** 9-digit code, of a township's account. */
	township: string | null;
	/** 执法证号, of an officer. */
	certificate: string | null;
	/** 第22条: the grant under which this request looks at another department's data. */
	grant: Grant | null;
	/** What must be done before anything else: choose a password, set up the second factor. */
	first: 'password' | 'second-factor' | null;
	/** Its session: what ends when he signs out or is stopped. */
	session: string;
}

export interface Grant {
	id: string;
	provider: string;
	purpose: string;
	exportable: boolean;
	/** Exclusive: the end of its last day. */
	expiresAt: Date;
}

export type Actor =
	| Person
	| { kind: 'source'; name: string; datasets: string[]; department: string | null; key: string }
	| { kind: 'reader'; name: string; key: string }
	| { kind: 'screen'; name: string; key: string }
	| { kind: 'public' };

const SEES_DISTRICT: readonly Role[] = ['leader', 'assessor'];
const SEES_DEPARTMENT: readonly Role[] = ['head', 'handler'];

/** A scope names a view: `district`, `department:<code>`, `township:<code>`. */
export function mayReadScope(actor: Actor, scope: string): boolean {
	if (actor.kind === 'reader' || actor.kind === 'screen') return true;
	if (actor.kind !== 'person') return false;
	if (SEES_DISTRICT.includes(actor.role)) return true;
	if (scope === ownScope(actor)) return true;
	return actor.grant !== null && scope === `department:${actor.grant.provider}`;
}

/** Records carry more than sums: a screen shows no lists. */
export function mayReadRecords(actor: Actor, scope: string): boolean {
	return actor.kind !== 'screen' && mayReadScope(actor, scope);
}

/** Where a person's desk begins; null for one who has no figures of his own. */
export function ownScope(person: Person): string | null {
	if (SEES_DISTRICT.includes(person.role)) return 'district';
	if (SEES_DEPARTMENT.includes(person.role)) return `department:${person.department}`;
	return person.role === 'township' ? `township:${person.township}` : null;
}

/** Does he see the whole district? */
export const seesDistrict = (actor: Actor): boolean => mayReadScope(actor, 'district');

/** As whom he is written down: in the ledger, in the audit. */
export function actorId(actor: Actor): string | null {
	if (actor.kind === 'public') return null;
	return actor.kind === 'person' ? `user:${actor.id}` : `${actor.kind}:${actor.name}`;
}

/** What the policies of the database ask for (`drizzle/0003_rows.sql`). What is not named is not seen. */
export interface Claims {
	region: string;
	now: string;
	/** Every row of the region. */
	sees?: 'all';
	department?: string | null;
	township?: string | null;
	/** Own tasks: the certificate, and the department in which it counts. */
	certificate?: string | null;
	office?: string | null;
	grant?: string | null;
	source?: string;
	/** Accounts: `*`, or those of a department. */
	people?: string | null;
	/** The account itself. */
	id?: string;
	keys?: 'all';
	/** For the public: the day on which something must be open to be shown. */
	today?: string;
}

export function claimsOf(actor: Actor, region: string, now: Date): Claims {
	const base = { region, now: now.toISOString() };
	if (actor.kind === 'reader') return { ...base, sees: 'all' };
	if (actor.kind === 'source') return { ...base, source: actor.name };
	if (actor.kind !== 'person' || actor.first) return base;
	const { id, role, department, township, certificate, grant } = actor;
	const own = { ...base, id };
	switch (role) {
		case 'leader':
		case 'assessor':
			return { ...own, sees: 'all' };
		case 'head':
		case 'handler':
			return { ...own, department, grant: grant?.id ?? null };
		case 'officer':
			return { ...own, certificate, office: department };
		case 'township':
			return { ...own, township };
		case 'department_admin':
			return { ...own, people: department };
		case 'region_admin':
		case 'security_admin':
			return { ...own, people: '*' };
		case 'system_admin':
			return { ...own, keys: 'all' };
		case 'audit_admin':
			// The audit is a ledger of its own; whoever reads it reads nothing else.
			return { ...own, region: auditRegion(region), sees: 'all' };
	}
}

/** The ledger of security events beside that of a region. */
export const auditRegion = (region: string): string => `${region}/audit`;
