/** What `npm run keys` was asked for. */
import { parseArgs } from 'node:util';
import type { KeyKind } from '../../src/lib/domain/access/keys.server';
import { dateOf } from '../../src/lib/metrics/period';
import { Problem } from '../start/fail';

export const USAGE = `npm run keys -- source --name <name> [--datasets a,b] [--department <code>] [--expires 2027-01-31]
npm run keys -- reader|screen --name <name> [--expires 2027-01-31]
npm run keys -- source|reader|screen --name <name> --rotate [--expires 2027-01-31]
npm run keys -- source|reader|screen --name <name> --revoke [--keep-newest]
npm run keys -- list`;

const OPTIONS = {
	name: { type: 'string' },
	datasets: { type: 'string' },
	department: { type: 'string' },
	expires: { type: 'string' },
	rotate: { type: 'boolean', default: false },
	revoke: { type: 'boolean', default: false },
	'keep-newest': { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

type Values = ReturnType<typeof parse>['values'];

/** About the keys of one kind and name. */
export interface AskedOfKey {
	verb: 'make' | 'rotate' | 'revoke';
	kind: KeyKind;
	name: string;
	values: Values;
}
export type Asked = { verb: 'help' } | { verb: 'list' } | AskedOfKey;

/** @throws Problem */
export function readArguments(args: string[]): Asked {
	const { positionals, values } = parse(args);
	if (values.help) return { verb: 'help' };
	const [kind, ...rest] = positionals;
	if (kind === 'list' && rest.length === 0) {
		if (args.length > 1) throw new Problem('list takes no options.');
		return { verb: 'list' };
	}
	if (!isKind(kind) || rest.length > 0) throw new Problem(`Say which kind of key.\n${USAGE}`);
	const name = values.name ?? '';
	// The name is part of every record's key, and that of a screen of its topic.
	if (!/^[\p{L}\p{N}._-]{1,64}$/u.test(name)) {
		throw new Problem(
			`--name takes 1 to 64 letters, digits, dots, hyphens and underscores.\n${USAGE}`
		);
	}
	if (values.revoke && values.rotate) throw new Problem(`Either --rotate or --revoke.\n${USAGE}`);
	if (values['keep-newest'] && !values.revoke)
		throw new Problem('--keep-newest goes with --revoke.');
	if (values.rotate && (values.datasets || values.department)) {
		throw new Problem('A rotated key has the rights of the one before it.');
	}
	if (values.expires !== undefined) requireDay(values.expires);
	const verb = values.revoke ? 'revoke' : values.rotate ? 'rotate' : 'make';
	return { verb, kind, name, values };
}

const isKind = (text: string | undefined): text is KeyKind =>
	text === 'source' || text === 'reader' || text === 'screen';

function requireDay(day: string): void {
	const at = Date.parse(`${day}T00:00:00+08:00`);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at) || dateOf(new Date(at)) !== day) {
		throw new Problem('--expires takes the last day on which the key holds, such as 2027-01-31.');
	}
	if (at + 86_400_000 <= Date.now()) throw new Problem(`${day} is over: the key would not hold.`);
}

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new Problem(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`);
	}
}
