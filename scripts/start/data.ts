/** What an installation keeps in its own folder, `.data` unless COCKPIT_DATA names another. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from './fail';

export const DATA = resolve(process.env.COCKPIT_DATA || '.data');

/** The text of a file that is its owner's alone; null where there is none. */
export function read(name: string): string | null {
	const file = join(DATA, name);
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

export function keep(name: string, text: string): void {
	const file = join(DATA, name);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${text}\n`, { mode: 0o600 });
}

/**
 * The master secret: from the environment. Only an installation that keeps its database beside it, a trial, may keep
 * the secret there as well.
 * @throws Problem where a database of one's own has none.
 */
export function findSecret(
	given: string | null,
	{ trial, log }: { trial: boolean; log: (line: string) => void }
): string {
	if (given) return given;
	const kept = read('secret');
	if (!trial) {
		throw new Problem(
			kept
				? `COCKPIT_SECRET is missing: with DATABASE_URL the secret comes from the environment. Set it to what ${join(DATA, 'secret')} holds.`
				: 'COCKPIT_SECRET is missing: with DATABASE_URL the secret comes from the environment. Set 32 characters or more, such as `openssl rand -base64 32` prints, and keep a copy.'
		);
	}
	if (kept) return kept;
	const secret = randomBytes(32).toString('base64url');
	keep('secret', secret);
	log(
		`Made a master secret in ${join(DATA, 'secret')}: without it sealed fields stay sealed, so back it up.`
	);
	return secret;
}
