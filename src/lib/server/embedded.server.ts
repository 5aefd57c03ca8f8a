/** A real PostgreSQL of our own, for a machine that has none: started, adopted when a killed run left it, and stopped. */
import { resolve } from 'node:path';
import { claim, keepUp, OWNER_MS } from './embedded-claim.server';
import * as clusters from './postgres-cluster.server';
import { connect, urlOf, type Cluster } from './postgres-cluster.server';

export interface Embedded {
	url: string;
	/** It was already running. */
	adopted: boolean;
	stop(): Promise<void>;
}

interface Options {
	/** Its data; beside it lies `<dir>.json` with port and password, readable by its owner alone. */
	dir: string;
	log?: (line: string) => void;
	/** For a short command: a server that runs already is left running by `stop`. */
	borrow?: boolean;
	/** For months: one that ends before `stop` is brought back. */
	keep?: boolean;
}

const BORROWER_MS = 10_000;

const DATABASE = 'cockpit';

/** @throws EmbeddedError with a sentence that says what to do. */
export async function startEmbedded(options: Options): Promise<Embedded> {
	const { dir, log = () => {}, borrow, keep } = options;
	const cluster = await clusters.prepare(resolve(dir), log);
	const adopted = await clusters.findRunning(cluster, borrow ? BORROWER_MS : OWNER_MS);
	const lent = adopted && borrow;
	const stopAtExit = () => clusters.interrupt(cluster);
	if (!adopted) process.once('exit', stopAtExit);
	try {
		if (!adopted) await clusters.start(cluster);
		const claimed = lent ? null : await claim(cluster);
		if (claimed === 'gone') return await startEmbedded(options);
		if (adopted && claimed) process.once('exit', stopAtExit);
		const kept = claimed && keep ? keepUp(cluster, claimed, log) : null;
		await ensureDatabase(cluster);
		return {
			url: urlOf(cluster, DATABASE),
			adopted,
			async stop() {
				if (!claimed) return;
				kept?.cease();
				// The lock goes with the server, so that no other run takes it for free while it stops.
				await clusters.stop(cluster);
				await (kept ?? claimed).release();
				process.off('exit', stopAtExit);
			}
		};
	} catch (error) {
		process.off('exit', stopAtExit);
		if (!adopted) await clusters.stop(cluster);
		throw error;
	}
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
	const sql = connect(cluster);
	try {
		const found = await sql`select from pg_database where datname = ${DATABASE}`;
		if (!found.length) await sql.unsafe(`create database ${DATABASE}`);
	} finally {
		await sql.end();
	}
}
