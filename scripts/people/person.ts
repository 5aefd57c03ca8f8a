/** An account as it was typed. What is wrong with it is told all at once, in the terminal's words. */
import { NewPerson } from '../../src/lib/domain/access/model';
import { isRole, ROLE, ROLES, type Role } from '../../src/lib/domain/access/roles';
import type { Reference } from '../../src/lib/domain/regions/reads.server';
import { Problem } from '../start/fail';

type Option = 'username' | 'name' | 'role' | 'department' | 'township' | 'post' | 'certificate';
export type Described = Partial<Record<Option, string>>;
type Places = Pick<Reference, 'departments' | 'townships'>;

/** What each takes; the schema has the rule itself. Codes of places are compared with those that there are. */
const TAKES: Record<Exclude<Option, 'department' | 'township'>, string> = {
	username: '2 to 30 small letters, digits, underscores and dots, a letter first',
	name: 'the real name (真实姓名), 60 characters at most',
	role: `one of ${ROLES.map((role) => titleOf(role)).join(', ')}`,
	post: 'a post (职务) of 60 characters at most',
	certificate: 'the number of a certificate (执法证号), 30 characters at most'
};

/** @throws Problem naming everything that is missing or wrong. */
export function readPerson(typed: Described, places: Places): NewPerson {
	const given = filled(typed);
	const read = NewPerson.safeParse(given);
	const options = Object.keys(TAKES) as (keyof typeof TAKES)[];
	const wrong = new Set(read.error?.issues.map(({ path }) => path[0]));
	const faults = options
		.filter((option) => wrong.has(option))
		.map((option) =>
			given[option] === undefined
				? `--${option} is missing. It takes ${TAKES[option]}.`
				: `--${option} takes ${TAKES[option]}; "${given[option]}" is not.`
		);
	faults.push(...placeFaults(given, places));
	if (read.success && faults.length === 0) return read.data;
	throw new Problem([...faults, 'npm run people -- --help shows what may be given.'].join('\n'));
}

/** What was given empty was not given. */
function filled(typed: Described): Described {
	const given = Object.entries(typed).map(([option, value]) => [option, value.trim()] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** A role belongs to the district, to a department or to a township, and to nothing else. */
function placeFaults(given: Described, { departments, townships }: Places): string[] {
	const role = given.role !== undefined && isRole(given.role) ? given.role : null;
	const faults = [
		placeFault('department', given.department, role, departments),
		placeFault('township', given.township, role, townships)
	];
	if (role === 'officer' && given.certificate === undefined) {
		faults.push(`--certificate is missing: ${titleOf(role)} has ${TAKES.certificate}.`);
	}
	return faults.filter((fault) => fault !== null);
}

function placeFault(
	kind: 'department' | 'township',
	code: string | undefined,
	role: Role | null,
	places: { code: string; name: string }[]
): string | null {
	const belongs = role !== null && ROLE[role].of === kind;
	if (role !== null && !belongs) {
		return code === undefined
			? null
			: `${titleOf(role)} belongs to ${OWNER[ROLE[role].of]}: leave out --${kind}.`;
	}
	const there = `There are ${places.map(({ code, name }) => `${code} ${name}`).join(', ')}.`;
	if (code === undefined) {
		return belongs
			? `--${kind} is missing: ${titleOf(role)} belongs to ${OWNER[kind]}. ${there}`
			: null;
	}
	if (places.some((place) => place.code === code)) return null;
	return `--${kind}: there is no ${kind} ${code}. ${there}`;
}

const OWNER = { district: 'the district', department: 'a department', township: 'a township' };

function titleOf(role: Role): string {
	return `${role} (${ROLE[role].name})`;
}
