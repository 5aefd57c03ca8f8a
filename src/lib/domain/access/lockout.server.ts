/**
 * Refused sign-ins, counted in the database: a restart forgets none. One guesser at one name is shut out after a few;
 * many guessers together after many, so that the owner is not shut out by the first of them.
 */
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { networkOf } from './network';
import { signInFailure } from './tables.server';

const ANYWHERE = '*';

type Known = Pick<Core, 'access' | 'region' | 'limits'>;

interface Try {
	username: string;
	address: string;
	now: Date;
}

/** Until when this name is shut out here, or (without an address) anywhere; null: it is not. */
export async function lockedUntil(
	core: Known,
	{ username, address, now }: Omit<Try, 'address'> & { address?: string }
): Promise<Date | null> {
	const where =
		address === undefined ? [] : [inArray(signInFailure.address, [networkOf(address), ANYWHERE])];
	const [rows, most] = await Promise.all([
		core.access.orm
			.select()
			.from(signInFailure)
			.where(and(...ofName(core, username), gt(signInFailure.until, now), ...where)),
		mostOf(core)
	]);
	const until = rows
		.filter((row) => row.count >= (row.address === ANYWHERE ? most.anywhere : most.here))
		.map((row) => row.until.getTime());
	return until.length > 0 ? new Date(Math.max(...until)) : null;
}

const mostOf = async ({ limits }: Known) => ({
	here: await limits.get('lockout.failures'),
	anywhere: await limits.get('lockout.spread')
});

/**
 * Counts a failure before its answer is known. `tooMany`: others made at the same time have used up the last one.
 * @returns the count from here.
 */
export async function countFailure(
	core: Known,
	{ username, address, now }: Try
): Promise<{ count: number; tooMany: boolean }> {
	const from = networkOf(address);
	const until = new Date(now.getTime() + (await core.limits.get('lockout.minutes')) * 60_000);
	const rows = await core.access.orm
		.insert(signInFailure)
		.values(
			[from, ANYWHERE].map((place) => ({
				region: core.region,
				username,
				address: place,
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
	const countAt = (place: string) => rows.find((row) => row.address === place)?.count ?? 0;
	const most = await mostOf(core);
	const count = countAt(from);
	return { count, tooMany: count > most.here || countAt(ANYWHERE) > most.anywhere };
}

/** A success, or an administrator, forgets what was counted for this name. @returns whether anything was. */
export async function forgetFailures(core: Known, username: string): Promise<boolean> {
	const gone = await core.access.orm
		.delete(signInFailure)
		.where(and(...ofName(core, username)))
		.returning({ address: signInFailure.address });
	return gone.length > 0;
}

/** Counts that no longer shut anybody out go, and sessions past their time; once a minute. */
export async function dropOld({ access, region }: Known, now: Date): Promise<void> {
	await access.sql`
		delete from sign_in_failure where region = ${region} and until < ${now.toISOString()}`;
	await access.sql`delete from session where expires_at < ${now.toISOString()}`;
}

const ofName = ({ region }: Known, username: string) => [
	eq(signInFailure.region, region),
	eq(signInFailure.username, username)
];
