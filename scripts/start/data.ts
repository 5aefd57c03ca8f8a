/** What an installation keeps in its own folder, `.data` unless COCKPIT_DATA names another. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

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

/** The master secret: from the environment, else made once and kept. */
export function findSecret(given: string | null, log: (line: string) => void): string {
	if (given) return given;
	const kept = read('secret');
	if (kept) return kept;
	const secret = randomBytes(32).toString('base64url');
	keep('secret', secret);
	log(
		`Made a master secret in ${join(DATA, 'secret')}: without it sealed fields stay sealed, so back it up.`
	);
	return secret;
}
