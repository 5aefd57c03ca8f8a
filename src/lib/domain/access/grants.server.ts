/** 第22条: a department lets another look at its data, for a purpose and until a day. */
import { randomUUID } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { Forbidden, Invalid, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import type { Grant, Person } from './actor';
import { tell, type Doing as By } from './doing.server';
import type { NewGrant } from './model';
import { dataUseGrant } from './tables.server';

type Doing = By<'access' | 'region' | 'reference' | 'limits'>;

/** Given by the head of the department whose data it is. @throws Invalid, Forbidden */
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
	await tell(doing, 'grant_given', `department:${input.grantee}`, {
		detail: `至 ${input.expires}${input.exportable ? '，可导出' : ''}`,
		purpose: input.purpose
	});
	await core.access.orm.insert(dataUseGrant).values({
		region: core.region,
		id,
		provider,
		grantee: input.grantee,
		purpose: input.purpose,
		exportable: input.exportable,
		createdAt: now,
		createdBy: person.id,
		expiresAt
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
	if (!person.department || !['head', 'handler'].includes(person.role)) return null;
	const [row] = await access.orm
		.select()
		.from(dataUseGrant)
		.where(
			and(
				eq(dataUseGrant.region, region),
				eq(dataUseGrant.id, id),
				eq(dataUseGrant.grantee, person.department),
				isNull(dataUseGrant.revokedAt),
				gt(dataUseGrant.expiresAt, now)
			)
		);
	if (!row) return null;
	const { provider, purpose, exportable, expiresAt } = row;
	return { id, provider, purpose, exportable, expiresAt };
}

function requireHead(person: Person): string {
	if (person.role !== 'head' || !person.department) {
		throw new Forbidden('数据使用授权由提供部门的第一责任人办理');
	}
	return person.department;
}
