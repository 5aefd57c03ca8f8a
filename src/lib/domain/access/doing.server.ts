/** An administrator at work on an account: may he, and what is written down of it. */
import { and, eq, ne } from 'drizzle-orm';
import type { Core } from '../../server/core.server';
import { Forbidden, NotFound } from '../../ledger/errors';
import { actorId, type Person } from './actor';
import type { Auth } from './auth.server';
import { mayName, mayStop, type Account, type Role } from './roles';
import { user } from './tables.server';

/** Who does it, from where, in which process. */
export interface Doing {
	core: Pick<Core, 'access' | 'audit' | 'region' | 'reference' | 'limits'>;
	auth: Auth;
	admin: Person;
	address: string;
	now: Date;
}

type Row = typeof user.$inferSelect & { role: string };

/** The account, where he may open and change such accounts. @throws NotFound, Forbidden */
export const nameable = (doing: Doing, id: string) => found(doing, id, mayName);
/** The account, where he may stop and release it. @throws NotFound, Forbidden */
export const stoppable = (doing: Doing, id: string) => found(doing, id, mayStop);

/** The account, where this administrator may do this to it. */
async function found(
	doing: Doing,
	id: string,
	may: (admin: Account, other: Account) => boolean
): Promise<Row> {
	const { core, admin } = doing;
	const [row] = await core.access.orm
		.select()
		.from(user)
		.where(and(eq(user.region, core.region), eq(user.id, id), ne(user.id, admin.id)));
	if (!row) throw new NotFound('没有这个账号；自己的账号在“我的账号”中管理');
	if (!may(admin, { role: row.role as Role, department: row.department })) {
		throw await refused(doing, `user:${row.username}`, '您无权管理此账号');
	}
	return row;
}

/** Written down, to be thrown. */
export async function refused(doing: Doing, target: string, message: string): Promise<Forbidden> {
	await tell(doing, 'refused', target, message);
	return new Forbidden(message);
}

/** Into the audit, before it is done. */
export function tell(
	{
		core,
		admin,
		address,
		now
	}: Pick<Doing, 'core' | 'now'> & Partial<Pick<Doing, 'admin' | 'address'>>,
	event: Parameters<Core['audit']['record']>[0]['event'],
	target: string,
	detail: string | null = null,
	purpose: string | null = null
): Promise<void> {
	return core.audit.record(
		{
			event,
			outcome: event === 'refused' ? 'refused' : 'done',
			actor: admin ? actorId(admin) : 'system:command',
			actorName: admin?.name ?? '命令行',
			department: admin?.department ?? null,
			address: address ?? null,
			target,
			detail,
			purpose
		},
		now
	);
}
