/**
 * Refused sign-ins, counted in the database: a restart forgets none. One guesser at one name is shut out after a few;
 * many guessers together after many, so that the owner is not shut out by the first of them.
 */
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { signInFailure } from './tables.server';

const ANYWHERE = '*';

type Known = Pick<Core, 'access' | 'region' | 'limits'>;

/** Milliseconds to wait before this name may be tried again from here; 0: now. */
export async function waitOf(
	core: Known,
	{ username, address, now }: { username: string; address: string; now: Date }
): Promise<number> {
	const [rows, failures, spread] = await Promise.all([
		core.access.orm
			.select()
			.from(signInFailure)
			.where(and(...ofName(core, username), inArray(signInFailure.address, [address, ANYWHERE]))),
		core.limits.get('lockout.failures'),
		core.limits.get('lockout.spread')
	]);
	const waits = rows
		.filter((row) => row.count >= (row.address === ANYWHERE ? spread : failures))
		.map((row) => row.until.getTime() - now.getTime());
	return Math.max(0, ...waits);
}

/** Until when this name is shut out, from wherever it is tried; null: it is not. */
export async function lockedUntil(core: Known, username: string, now: Date): Promise<Date | null> {
	const [rows, failures, spread] = await Promise.all([
		core.access.orm
			.select()
			.from(signInFailure)
			.where(and(...ofName(core, username), gt(signInFailure.until, now))),
		core.limits.get('lockout.failures'),
		core.limits.get('lockout.spread')
	]);
	const until = rows
		.filter((row) => row.count >= (row.address === ANYWHERE ? spread : failures))
		.map((row) => row.until.getTime());
	return until.length > 0 ? new Date(Math.max(...until)) : null;
}

/** Counts a failure before its answer is known, so that many at once do not all pass. @returns the count from here. */
export async function countFailure(
	core: Known,
	{ username, address, now }: { username: string; address: string; now: Date }
): Promise<number> {
	const until = new Date(now.getTime() + (await core.limits.get('lockout.minutes')) * 60_000);
	const rows = await core.access.orm
		.insert(signInFailure)
		.values(
			[address, ANYWHERE].map((from) => ({
				region: core.region,
				username,
				address: from,
				count: 1,
				until
			}))
		)
		.onConflictDoUpdate({
			target: [signInFailure.region, signInFailure.username, signInFailure.address],
			set: {
				count: sql`case when ${signInFailure.until} > ${now.toISOString()} then ${signInFailure.count} + 1 else 1 end`,
				until
			}
		})
		.returning({ address: signInFailure.address, count: signInFailure.count });
	return rows.find((row) => row.address === address)?.count ?? 0;
}

/** A success, or an administrator, forgets what was counted for this name. @returns whether anything was. */
export async function forgetFailures(core: Known, username: string): Promise<boolean> {
	const gone = await core.access.orm
		.delete(signInFailure)
		.where(and(...ofName(core, username)))
		.returning({ address: signInFailure.address });
	return gone.length > 0;
}

/** Old ones go; called by the clock job. */
export async function dropOldFailures(core: Known, now: Date): Promise<void> {
	await core.access.sql`
		delete from sign_in_failure where region = ${core.region} and until < ${now.toISOString()}`;
}

const ofName = ({ region }: Known, username: string) => [
	eq(signInFailure.region, region),
	eq(signInFailure.username, username)
];
