/** Who does something: may he do it to this account, and what is written down of it. */
import type { Core } from '../../server/core.server';
import { Forbidden, NotFound } from '../../ledger/errors';
import type { AuditEvent } from '../audit/model';
import { actorId, type Person } from './actor';
import { findPerson, type PersonRow } from './reads.server';
import { mayName, mayStop, type Account } from './roles';

/** Who does it, from where, when, in which process. */
export interface Doing<Needs extends keyof Core = 'access' | 'region'> {
	core: Pick<Core, 'audit' | Needs>;
	person: Person;
	address: string;
	now: Date;
}

/** The same, or the command line, where nobody is asked who he is. */
export type Unasked<Needs extends keyof Core = 'access' | 'region'> = Pick<
	Doing<Needs>,
	'core' | 'now'
> & { person?: Person | 'command'; address?: string | null };

/** The account, where he may open and change such accounts. @throws NotFound, Forbidden */
export const nameable = (doing: Doing<'rows'>, id: string) => found(doing, id, mayName);
/** The account, where he may stop and release it. @throws NotFound, Forbidden */
export const stoppable = (doing: Doing<'rows'>, id: string) => found(doing, id, mayStop);

/** The account, where this administrator may do this to it. */
async function found(
	{ core, person, now }: Doing<'rows'>,
	id: string,
	may: (admin: Account, other: Account) => boolean
): Promise<PersonRow> {
	if (id === person.id) throw new NotFound('自己的账号在“我的账号”中管理');
	const row = await core.rows.as(person, now, (sql) => findPerson(sql, id));
	// Whether it exists elsewhere is not said.
	if (!row) throw new Forbidden('没有这个账号，或者它不在您的管理范围内');
	if (!may(person, row)) throw new Forbidden(`您无权管理账号 ${row.username}`);
	return row;
}

/** Into the audit, before it is done. What is refused is thrown as Forbidden, and written down where it arrives. */
export function tell(
	{ core, person = 'command', address = null, now }: Unasked<never>,
	event: AuditEvent,
	target: string | null,
	{ detail = null, purpose = null }: { detail?: string | null; purpose?: string | null } = {}
): Promise<void> {
	const by = person === 'command' ? null : person;
	return core.audit.record(
		{
			event,
			actor: by ? actorId(by) : 'system:command',
			actorName: by?.name ?? '命令行',
			department: by?.department ?? null,
			address,
			target,
			detail,
			purpose
		},
		now
	);
}
