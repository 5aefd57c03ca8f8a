/** What every process that writes needs: the web server, the demo's loader, the tests. */
import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { readDeadlines } from '../domain/calendar/reads.server';
import type { Deadlines } from '../domain/calendar/rules';
import { readReference, type Reference } from '../domain/regions/reads.server';
import { Wake } from '../ledger/wake.server';
import { ConfigError } from './config.server';
import { openDatabase, ROLES, type Database } from './database.server';
import { Audit } from '../domain/audit/writes.server';
import { Limits } from '../domain/access/limits.server';
import { Privacy } from './privacy.server';
import { Rows } from './rows.server';
import { installation } from './tables.server';

export interface Core {
	region: string;
	/** The doors'. */
	database: Database;
	/** Reads everything for the sums. */
	fold: Database;
	/** Accounts, sessions, keys, grants. */
	access: Database;
	/** Reading as somebody. */
	rows: Rows;
	audit: Audit;
	limits: Limits;
	wake: Wake;
	privacy: Privacy;
	reference: Reference;
	deadlines: Deadlines;
	close(): Promise<void>;
}

/** @throws ConfigError where the secret is not the one that sealed the fields in this database. */
export async function openCore(url: string, region: string, secret: string): Promise<Core> {
	const database = openDatabase(url);
	const fold = openDatabase(url, { max: 6, role: ROLES.fold });
	const access = openDatabase(url, { max: 6, role: ROLES.access });
	const rows = new Rows(url, region);
	const audit = new Audit(url, region);
	const close = async () => {
		await audit.close();
		await Promise.all([rows.close(), access.close(), fold.close(), database.close()]);
	};
	try {
		await checkSecret(database, region, secret);
		const wake = new Wake(database.sql);
		const [reference, deadlines] = await Promise.all([
			readReference(database.orm, region),
			readDeadlines(database.orm, region)
		]);
		return {
			region,
			database,
			fold,
			access,
			rows,
			audit,
			limits: new Limits(access, region),
			wake,
			privacy: new Privacy(database.sql, region, secret),
			reference,
			deadlines,
			async close() {
				wake.close();
				await close();
			}
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function checkSecret({ orm }: Database, region: string, secret: string): Promise<void> {
	const secretFingerprint = hash('sha256', `fingerprint ${secret}`, 'hex').slice(0, 16);
	await orm.insert(installation).values({ region, secretFingerprint }).onConflictDoNothing();
	const [known] = await orm.select().from(installation).where(eq(installation.region, region));
	if (known!.secretFingerprint !== secretFingerprint) {
		throw new ConfigError(
			'COCKPIT_SECRET is not the one that sealed the fields in this database: set the former one.'
		);
	}
}
