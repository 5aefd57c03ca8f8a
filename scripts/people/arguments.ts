/** What `npm run people` was asked for. */
import { parseArgs } from 'node:util';
import { ROLE, ROLES } from '../../src/lib/domain/access/roles';
import { Problem } from '../start/fail';
import type { Described } from './person';

export const USAGE = `npm run people -- add --username <name> --name <real name> --role <role> [--department <code>] [--township <code>] [--post <post>] [--certificate <number>]
npm run people -- reset|suspend|restore --username <name>
npm run people -- list
Roles of the district: ${rolesOf('district')}
Roles of a department, with --department: ${rolesOf('department')}
Roles of a township, with --township: ${rolesOf('township')}`;

const OPTIONS = {
	username: { type: 'string' },
	name: { type: 'string' },
	role: { type: 'string' },
	department: { type: 'string' },
	township: { type: 'string' },
	post: { type: 'string' },
	certificate: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

export type Asked =
	| { verb: 'help' }
	| { verb: 'list' }
	| { verb: 'add'; person: Described }
	| { verb: 'reset' | 'suspend' | 'restore'; username: string };

/** @throws Problem */
export function readArguments(args: string[]): Asked {
	const { positionals, values } = parse(args);
	const { help, ...person } = values;
	if (help) return { verb: 'help' };
	const [verb = '', ...rest] = positionals;
	const given = Object.keys(person);
	if (rest.length > 0) throw new Problem(`${rest.join(' ')} is one word too many.\n${USAGE}`);
	if (verb === 'add') return { verb, person };
	if (verb === 'list') {
		refuse(verb, given);
		return { verb };
	}
	if (verb === 'reset' || verb === 'suspend' || verb === 'restore') {
		const username = person.username?.trim().toLowerCase();
		if (!username) {
			throw new Problem(`--username is missing: npm run people -- ${verb} --username <name>`);
		}
		refuse(
			verb,
			given.filter((option) => option !== 'username')
		);
		return { verb, username };
	}
	throw new Problem(`${verb ? `${verb} is no verb` : 'Say what to do'}.\n${USAGE}`);
}

/** What would be passed over in silence is refused. */
function refuse(verb: string, options: string[]): void {
	if (options.length === 0) return;
	throw new Problem(`${verb} takes no ${options.map((option) => `--${option}`).join(', ')}.`);
}

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
}

function rolesOf(of: 'district' | 'department' | 'township'): string {
	const roles = ROLES.filter((role) => ROLE[role].of === of);
	return roles.map((role) => `${role} ${ROLE[role].name}`).join(', ');
}
