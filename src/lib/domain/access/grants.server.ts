/** 第22条: a department lets another look at its data, for a purpose and until a day. */
import { randomUUID } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { Conflict, Forbidden, Invalid, NotFound } from '../../ledger/errors';
import { dateOf } from '../../metrics/period';
import type { Core } from '../../server/core.server';
import type { Grant, Person } from './actor';
import { tell, type Doing as By } from './doing.server';
import type { NewGrant } from './model';
import { dataUseGrant } from './tables.server';

type Doing = By<'access' | 'region' | 'reference' | 'limits'>;

/** Given by the head of the department whose data it is, once for each purpose. @throws Invalid, Forbidden, Conflict */
export async function giveGrant(doing: Doing, input: NewGrant): Promise<string> {
	const { core, person, now } = doing;
	const provider = requireHead(person);
	if (!core.reference.department(input.grantee)) throw new Invalid('没有这个部门，请从列表中选择');
	if (input.grantee === provider) throw new Invalid('本部门使用自己的数据不需要授权');
	// Until the end of that day in Shanghai.
	const expiresAt = new Date(Date.parse(`${input.expires}T00:00:00+08:00`) + 86_400_000);
	const days = await core.limits.get('grant.days');
	if (expiresAt <= now) throw new Invalid('到期日期应在今天或以后');
	if (expiresAt.getTime() - now.getTime() > (days + 1) * 86_400_000) {
		throw new Invalid(`一次授权最长 ${days} 日，请缩短期限`);
	}
	const id = randomUUID();
	const { grantee, purpose, exportable } = input;
	await core.access.orm.transaction(async (tx) => {
		// One after the other: a form that is sent twice gives one grant.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtext('grant'), hashtext(${provider}))`);
		const [same] = await tx
			.select()
			.from(dataUseGrant)
			.where(
				and(...holding(core.region, { provider, grantee }, now), eq(dataUseGrant.purpose, purpose))
			);
		if (same) {
			const until = dateOf(new Date(same.expiresAt.getTime() - 1));
			throw new Conflict(
				`对该部门相同用途的授权仍然有效，至 ${until} 到期；需要变更的，请先撤销原授权`
			);
		}
		await tell(doing, 'grant_given', `department:${grantee}`, {
			detail: `至 ${input.expires}${exportable ? '，可导出' : ''}`,
			purpose
		});
		await tx.insert(dataUseGrant).values({
			...{ region: core.region, id, provider, grantee, purpose, exportable },
			...{ createdAt: now, createdBy: person.id, expiresAt }
		});
	});
	return id;
}

/** @throws NotFound, Forbidden where it is another department's to give. */
export async function revokeGrant(doing: Doing, id: string): Promise<void> {
	const { core, person, now } = doing;
	const provider = requireHead(person);
	const named = and(eq(dataUseGrant.region, core.region), eq(dataUseGrant.id, id));
	const [grant] = await core.access.orm.select().from(dataUseGrant).where(named);
	if (grant && grant.provider !== provider) {
		throw new Forbidden('这项授权由其他部门作出，您无权撤销');
	}
	if (!grant || grant.revokedAt) throw new NotFound(NONE);
	const { grantee, purpose } = grant;
	await tell(doing, 'grant_revoked', `department:${grantee}`, { purpose });
	const revoked = await core.access.orm
		.update(dataUseGrant)
		.set({ revokedAt: now, revokedBy: person.id })
		.where(and(named, eq(dataUseGrant.provider, provider), isNull(dataUseGrant.revokedAt)))
		.returning({ id: dataUseGrant.id });
	if (revoked.length === 0) throw new NotFound(NONE);
}

const NONE = '没有可撤销的授权，可能已经撤销';

/** The grant, where this person's department may use it now; null where it does not hold. */
export async function findGrant(
	{ access, region }: Pick<Core, 'access' | 'region'>,
	person: Person,
	id: string,
	now: Date
): Promise<Grant | null> {
	const grantee = granteeOf(person);
	if (!grantee) return null;
	const [row] = await access.orm
		.select()
		.from(dataUseGrant)
		.where(and(...holding(region, { grantee }, now), eq(dataUseGrant.id, id)));
	if (!row) return null;
	const { provider, purpose, exportable, expiresAt } = row;
	return { id, provider, purpose, exportable, expiresAt };
}

/** A grant of this provider that his department may use now, the last to end; null: there is none. */
export async function heldGrant(
	{ access, region }: Pick<Core, 'access' | 'region'>,
	person: Person,
	provider: string,
	now: Date
): Promise<string | null> {
	const grantee = granteeOf(person);
	if (!grantee) return null;
	const [row] = await access.orm
		.select({ id: dataUseGrant.id })
		.from(dataUseGrant)
		.where(and(...holding(region, { provider, grantee }, now)))
		.orderBy(desc(dataUseGrant.expiresAt))
		.limit(1);
	return row?.id ?? null;
}

const granteeOf = ({ role, department }: Person): string | null =>
	['head', 'handler'].includes(role) ? department : null;

/** Grants between these that are neither revoked nor over. */
const holding = (
	region: string,
	{ provider, grantee }: { provider?: string; grantee: string },
	now: Date
) => [
	eq(dataUseGrant.region, region),
	eq(dataUseGrant.grantee, grantee),
	...(provider === undefined ? [] : [eq(dataUseGrant.provider, provider)]),
	isNull(dataUseGrant.revokedAt),
	gt(dataUseGrant.expiresAt, now)
];

function requireHead(person: Person): string {
	if (person.role !== 'head' || !person.department) {
		throw new Forbidden('数据使用授权由提供部门的第一责任人办理');
	}
	return person.department;
}
