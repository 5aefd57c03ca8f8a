/** Who runs the embedded PostgreSQL: one process, which holds a lock in it and brings it back when it ends. */
import { setTimeout as delay } from 'node:timers/promises';
import * as clusters from './postgres-cluster.server';
import type { Cluster } from './postgres-cluster.server';
import { EmbeddedError } from './postgres-home.server';

/** How long one that runs and takes no connections is waited for: it may be reading its log after a crash. */
export const OWNER_MS = 120_000;

const LOCK = 140_603_002;
const LONGEST_PAUSE_MS = 30_000;
const LOOK_MS = 1_000;

type Log = (line: string) => void;

export interface Claim {
	release(): Promise<void>;
	/** Done when the lock is gone, by `release` or with the server. */
	lost: Promise<void>;
}

/**
 * A lock held by a connection, so that it ends with its process however that ends.
 * @returns `gone` where its holder stopped the server meanwhile.
 * @throws EmbeddedError where another run holds it.
 */
export async function claim(cluster: Cluster): Promise<'gone' | Claim> {
	let lose = () => {};
	const lost = new Promise<void>((done) => (lose = done));
	const sql = clusters.connect(cluster, lose);
	for (const deadline = Date.now() + 5_000; Date.now() < deadline; await delay(100)) {
		const locked = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as got`.catch(
			() => null
		);
		if (!locked) {
			await sql.end();
			return 'gone';
		}
		if (locked[0]!.got) return { release: () => sql.end({ timeout: 1 }), lost };
	}
	await sql.end();
	throw new EmbeddedError(
		`The data in ${cluster.data} are in use by another run of the cockpit: stop that one first.`
	);
}

export interface Kept {
	/** From now on it may end. */
	cease(): void;
	release(): Promise<void>;
}

/** Brings the server back, on its port, whenever it ends. */
export function keepUp(cluster: Cluster, first: Claim, log: Log): Kept {
	const ending = new AbortController();
	let held: Claim | null = first;
	const keeping = (async () => {
		while (held) {
			await endOf(cluster, held);
			if (ending.signal.aborted) return;
			await held.release();
			log('The embedded PostgreSQL has ended: it is started again.');
			held = await bringBack(cluster, ending.signal, log);
		}
	})();
	return {
		cease: () => ending.abort(),
		async release() {
			ending.abort();
			await held?.release();
			await keeping;
		}
	};
}

/** Asked to end gently it would wait for our own connections, and take no new ones, for ever. */
async function endOf(cluster: Cluster, { lost }: Claim): Promise<void> {
	let gone = false;
	const end = lost.then(() => (gone = true));
	while (!gone && !clusters.isStopping(cluster)) {
		await Promise.race([end, delay(LOOK_MS, undefined, { ref: false })]);
	}
}

async function bringBack(cluster: Cluster, ending: AbortSignal, log: Log): Promise<Claim | null> {
	for (let pause = 500; !ending.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
		try {
			if (clusters.isStopping(cluster)) await clusters.stop(cluster);
			const running = await clusters.findRunning(cluster, OWNER_MS, ending);
			if (!running && !ending.aborted) await clusters.startAgain(cluster);
			const claimed = await claim(cluster);
			if (claimed !== 'gone') return claimed;
		} catch (error) {
			if (!ending.aborted) log(`${(error as Error).message} (Tried again in ${pause / 1000} s.)`);
		}
		await delay(pause, undefined, { signal: ending }).catch(() => {});
	}
	return null;
}
