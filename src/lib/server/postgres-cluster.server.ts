/** One data folder of PostgreSQL: set up, started, found running, stopped. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort, isFree } from './port.server';
import * as home from './postgres-home.server';
import { EmbeddedError, runAs, type Account, type Programs } from './postgres-home.server';

interface State {
	/** Where the data are: `dir`, or elsewhere when PostgreSQL's user cannot enter that. */
	data: string;
	port: number;
	password: string;
}

export interface Cluster extends State {
	account: Account;
	programs: Programs;
	file: string;
}

/** A statement in the log could carry personal data, so none is written there. */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	timezone: 'UTC',
	shared_buffers: '256MB',
	max_wal_size: '2GB',
	// The web server, the doors and a command beside them.
	max_connections: 200,
	jit: 'off',
	log_checkpoints: 'off',
	log_min_error_statement: 'panic'
};

export async function prepare(dir: string, log: (line: string) => void): Promise<Cluster> {
	const account = await home.findAccount();
	const programs = await home.findPrograms(account);
	const file = `${dir}.json`;
	const folder = await home.findHome(account, dirname(dir), randomBytes(6).toString('hex'));
	const state: State = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as State)
		: {
				data: join(folder, basename(dir)),
				port: await freePort(),
				password: randomBytes(24).toString('base64url')
			};
	const cluster = { ...state, account, programs, file };
	if (state.data !== dir)
		log(`PostgreSQL cannot enter ${dirname(dir)}; its data are in ${state.data}`);
	if (!existsSync(join(state.data, 'PG_VERSION'))) {
		save(cluster);
		await initialise(cluster);
	} else if (!existsSync(file)) {
		throw new EmbeddedError(
			`${file} is missing, and with it the password of the data in ${dir}: bring it back, or remove ${dir} to begin anew.`
		);
	}
	return cluster;
}

/** In a folder beside it, renamed when done: an initdb that was killed leaves nothing that looks like data. */
async function initialise({ account, programs, data, password }: Cluster): Promise<void> {
	const half = `${data}.new`;
	const passwordFile = `${half}.password`;
	rmSync(half, { recursive: true, force: true });
	home.makeFolder(account, half);
	writeFileSync(passwordFile, password, { mode: 0o600 });
	home.give(account, passwordFile);
	try {
		await runAs(account, programs.initdb, [
			`--pgdata=${half}`,
			'--username=postgres',
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8'
		]);
	} catch (error) {
		throw new EmbeddedError(
			`The embedded PostgreSQL could not be set up in ${data}: ${(error as Error).message}`
		);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	renameSync(half, data);
}

export async function start(cluster: Cluster): Promise<void> {
	if (!(await isFree(cluster.port))) {
		cluster.port = await freePort();
		save(cluster);
	}
	await launch(cluster);
}

/** On the port that its clients know. @throws EmbeddedError where something else has taken that. */
export async function startAgain(cluster: Cluster): Promise<void> {
	if (!(await isFree(cluster.port))) {
		throw new EmbeddedError(`Port ${cluster.port} of the embedded PostgreSQL is taken.`);
	}
	await launch(cluster);
}

async function launch({ account, programs, data, port }: Cluster): Promise<void> {
	const log = join(data, 'server.log');
	if (existsSync(log) && statSync(log).size > 10e6) rmSync(log);
	const settings = Object.entries({ ...SETTINGS, port });
	const options = settings.map(([name, value]) => `-c ${name}='${value}'`).join(' ');
	try {
		await runAs(account, programs.pg_ctl, [
			'start',
			'-w',
			'-t',
			'300',
			'-s',
			'-D',
			data,
			'-l',
			log,
			'-o',
			options
		]);
	} catch {
		const tail = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5) : [];
		throw new EmbeddedError(
			`The embedded PostgreSQL did not start. The end of ${log}:\n${tail.join('\n')}`
		);
	}
}

/**
 * Waits for one that is still starting or stopping. A stale pid file is removed: its number may be someone else's now.
 * @param patience how long to wait for one that runs and does not answer, in milliseconds.
 * @throws EmbeddedError where it still does not. It is not ours to stop.
 */
export async function findRunning(
	cluster: Cluster,
	patience: number,
	signal?: AbortSignal
): Promise<boolean> {
	const { data } = cluster;
	for (const deadline = Date.now() + patience; !signal?.aborted; await delay(100)) {
		const running = readPid(data);
		if (!running) return false;
		if (await answers(cluster, running.port)) {
			if (running.port !== cluster.port) save(Object.assign(cluster, { port: running.port }));
			return true;
		}
		if (!(await isPostmasterOf(running.pid, data))) {
			rmSync(join(data, 'postmaster.pid'), { force: true });
			return false;
		}
		if (Date.now() > deadline) {
			throw new EmbeddedError(
				`The embedded PostgreSQL (process ${running.pid}, ${data}) takes no connections; it says it is ${running.state}. ` +
					'Wait until it has started or ended, and try again. If nothing uses it any more, end it with ' +
					`kill -INT ${running.pid}.`
			);
		}
	}
	return false;
}

/** The file's lines: pid, data folder, start time, port, socket folder, address, shared memory, state. */
function readPid(data: string): { pid: number; port: number; state: string } | null {
	try {
		const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() || 'starting' };
	} catch {
		return null;
	}
}

export const isStopping = ({ data }: Cluster): boolean => readPid(data)?.state === 'stopping';

async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
	try {
		const command = existsSync('/proc/self/cmdline')
			? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
			: await runAs({}, 'ps', ['-o', 'command=', '-p', String(pid)]);
		return command.includes(data);
	} catch {
		return false;
	}
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
	if (!port) return false;
	const sql = connect({ ...cluster, port });
	try {
		const [row] = await sql<{ data: string }[]>`select current_setting('data_directory') as data`;
		return row?.data === cluster.data;
	} catch {
		return false;
	} finally {
		await sql.end();
	}
}

export async function stop({ account, programs, data }: Cluster): Promise<void> {
	if (!readPid(data)) return;
	const end = (mode: string) =>
		runAs(account, programs.pg_ctl, ['stop', '-w', '-t', '60', '-s', '-m', mode, '-D', data]);
	await end('fast').catch(() => (readPid(data) ? end('immediate') : undefined));
}

/** The last resort of a process that ends without `stop`: SIGINT is PostgreSQL's fast shutdown. */
export function interrupt({ data }: Cluster): void {
	const running = readPid(data);
	if (!running) return;
	try {
		process.kill(running.pid, 'SIGINT');
	} catch {
		// It is gone already.
	}
}

/** @param onclose called whenever its connection ends. */
export function connect(cluster: Cluster, onclose = () => {}): postgres.Sql {
	return postgres(urlOf(cluster, 'postgres'), {
		max: 1,
		onclose,
		max_lifetime: null,
		connect_timeout: 5,
		onnotice: () => {}
	});
}

export function urlOf({ port, password }: State, database: string): string {
	return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

function save({ data, port, password, file }: Cluster): void {
	writeFileSync(file, JSON.stringify({ data, port, password }), { mode: 0o600 });
}
