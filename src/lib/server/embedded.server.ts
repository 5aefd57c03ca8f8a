/** A real PostgreSQL of our own, for a machine that has none: started, adopted when a killed run left it, and stopped. */
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as clusters from './postgres-cluster.server';
import { connect, urlOf, type Cluster } from './postgres-cluster.server';
import { EmbeddedError } from './postgres-home.server';

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
}

const DATABASE = 'cockpit';
const LOCK = 140_603_002;

/** @throws EmbeddedError with a sentence that says what to do. */
export async function startEmbedded({ dir, log = () => {}, borrow }: Options): Promise<Embedded> {
	const cluster = await clusters.prepare(resolve(dir), log);
	const adopted = await clusters.findRunning(cluster);
	const lent = adopted && borrow;
	const stopAtExit = () => clusters.interrupt(cluster);
	if (!adopted) process.once('exit', stopAtExit);
	try {
		if (!adopted) await clusters.start(cluster);
		const release = lent ? null : await claim(cluster);
		if (release === 'gone') return await startEmbedded({ dir, log, borrow });
		if (adopted && release) process.once('exit', stopAtExit);
		await ensureDatabase(cluster);
		return {
			url: urlOf(cluster, DATABASE),
			adopted,
			async stop() {
				if (!release) return;
				// The lock goes with the server, so that no other run takes it for free while it stops.
				await clusters.stop(cluster);
				await release();
				process.off('exit', stopAtExit);
			}
		};
	} catch (error) {
		process.off('exit', stopAtExit);
		if (!adopted) await clusters.stop(cluster);
		throw error;
	}
}

/**
 * A lock held by a connection, so that it ends with its process however that ends.
 * @returns how to let go of it; `gone` where its holder stopped the server meanwhile.
 */
async function claim(cluster: Cluster): Promise<'gone' | (() => Promise<void>)> {
	const sql = connect(cluster);
	for (const deadline = Date.now() + 5_000; Date.now() < deadline; await delay(100)) {
		const locked = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as got`.catch(
			() => null
		);
		if (!locked) {
			await sql.end();
			return 'gone';
		}
		if (locked[0]!.got) return () => sql.end({ timeout: 1 });
	}
	await sql.end();
	throw new EmbeddedError(
		`The data in ${cluster.data} are in use by another run of the cockpit: stop that one first.`
	);
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
