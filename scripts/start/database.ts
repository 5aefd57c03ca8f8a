/** The database that the settings name: that of DATABASE_URL, or the embedded one. */
import { join } from 'node:path';
import type { Config } from '../../src/lib/server/config.server';
import { openDatabase } from '../../src/lib/server/database.server';
import { startEmbedded } from '../../src/lib/server/embedded.server';
import { DATA } from './data';
import { Problem } from './fail';

export interface Place {
	url: string;
	embedded: boolean;
	stop(): Promise<void>;
}

interface Options {
	/** For a short command: an embedded database that runs is left running. */
	borrow?: boolean;
	log?: (line: string) => void;
}

/** @throws Problem where it does not answer. */
export async function findDatabase(config: Config, { borrow, log }: Options = {}): Promise<Place> {
	if (config.databaseUrl) {
		await requireAnswer(config.databaseUrl);
		return { url: config.databaseUrl, embedded: false, stop: async () => {} };
	}
	const dir = join(DATA, 'postgres');
	const { url, stop } = await startEmbedded({ dir, borrow, keep: !borrow, log });
	return { url, embedded: true, stop };
}

async function requireAnswer(url: string): Promise<void> {
	const { sql, close } = openDatabase(url, { max: 1, role: null });
	try {
		await sql`select 1`;
	} catch (error) {
		throw new Problem(`${sentenceOf(error as Error & { code?: string }, url)}`);
	} finally {
		await close();
	}
}

/** SQLSTATEs of a refused sign-in and of a database that does not exist; all else means "not there". */
function sentenceOf({ code, message }: Error & { code?: string }, url: string): string {
	const { hostname, port, pathname, username } = new URL(url);
	const server = `${hostname || 'localhost'}:${port || 5432}`;
	if (code === '28P01' || code === '28000') {
		return `The database at ${server} refuses the user "${username}": correct the name or password in DATABASE_URL.`;
	}
	if (code === '3D000') {
		return `The server at ${server} has no database "${pathname.slice(1)}": create it, or correct DATABASE_URL.`;
	}
	return `The database at ${server} cannot be reached (${code ?? message}): start it, or correct DATABASE_URL.`;
}
