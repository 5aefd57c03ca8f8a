/** Keys made, rotated and revoked by whoever may, each written into the audit first. */
import { and, eq, isNull, like } from 'drizzle-orm';
import { DATASETS } from '../../ingest/datasets.server';
import { Conflict, Forbidden, Invalid, NotFound } from '../../ledger/errors';
import { dateOf, DAY_MS, dayOf, startOfDay } from '../../metrics/period';
import type { Person } from './actor';
import { tell, type Unasked } from './doing.server';
import { createKey, drawToken, listKeys, type KeyKind } from './keys.server';
import type { NewKeyForm } from './model';
import { accessKey } from './tables.server';

/** By a person, or in so many words by the command line: it may do what he may. */
export type Doing = Unasked<'access' | 'region' | 'reference'> & { person: Person | 'command' };

/** Shown once, and kept nowhere. */
export interface Made {
	kind: KeyKind;
	name: string;
	token: string;
}

/** What a source may be limited to, by name, with its title. */
export const DATASET_TITLES: ReadonlyMap<string, string> = new Map([
	...DATASETS.map(({ name, title }) => [name, title] as const),
	['readings', '非现场监测数据']
]);

/** @throws Invalid, Forbidden */
export async function makeKey(doing: Doing, form: NewKeyForm): Promise<Made> {
	requireAdmin(doing);
	const { kind, name, datasets, department } = form;
	if (kind !== 'source' && (datasets.length > 0 || department)) {
		throw new Invalid('只有来源系统的密钥可以限定数据集和部门');
	}
	if (datasets.some((dataset) => !DATASET_TITLES.has(dataset))) {
		throw new Invalid('没有这个数据集，请从列表中选择');
	}
	if (department && !doing.core.reference.department(department)) {
		throw new Invalid('没有这个部门，请从列表中选择');
	}
	const expiresAt = form.expires ? endOf(form.expires) : null;
	if (expiresAt && expiresAt <= doing.now) throw new Invalid('到期日期应在今天或以后');
	return make(doing, 'key_made', { kind, name, datasets, department, expiresAt });
}

/** A second key with the same rights, for as long as the first was given; both hold. @throws NotFound, Forbidden */
export async function rotateKey(doing: Doing, mark: string, expires?: string): Promise<Made> {
	requireAdmin(doing);
	const old = await holding(doing, mark);
	if (old.expiresAt && old.expiresAt <= doing.now) {
		throw new NotFound('此密钥已到期，不能轮换；请另行发放');
	}
	const expiresAt = expires ? endOf(expires) : asLong(old, doing.now);
	if (expiresAt && expiresAt <= doing.now) throw new Invalid('到期日期应在今天或以后');
	return make(doing, 'key_rotated', { ...old, expiresAt }, `替换 ${old.mark}`);
}

/** From now on for as many days as it was given; null where it ends on no day. */
function asLong({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date | null }, now: Date) {
	if (!expiresAt) return null;
	return startOfDay(dayOf(now) + Math.max(1, dayOf(expiresAt) - dayOf(createdAt)));
}

/** Ends one key; whatever is open under it is closed at once. @throws NotFound, Conflict, Forbidden */
export async function revokeKey(
	doing: Doing,
	mark: string
): Promise<{ kind: KeyKind; name: string }> {
	requireAdmin(doing);
	const { kind, name, hash } = await holding(doing, mark);
	await tell(doing, 'key_revoked', `${kind}:${name}`, { detail: `标识 ${mark}` });
	const [revoked] = await doing.core.access.orm
		.update(accessKey)
		.set({ revokedAt: doing.now })
		.where(
			and(
				eq(accessKey.region, doing.core.region),
				eq(accessKey.hash, hash),
				isNull(accessKey.revokedAt)
			)
		)
		.returning();
	if (!revoked) throw new Conflict('此密钥刚刚已被吊销');
	return { kind, name };
}

/** Ends the keys of a name; with `keepNewest`, all but the newest, which ends a rotation. @returns how many ended. */
export async function revokeNamed(
	doing: Doing,
	{ kind, name, keepNewest }: { kind: KeyKind; name: string; keepNewest: boolean }
): Promise<number> {
	const { access, region } = doing.core;
	const held = (await listKeys(access, region)).filter((k) => k.kind === kind && k.name === name);
	const ending = keepNewest ? held.slice(0, -1) : held;
	for (const { mark } of ending) await revokeKey(doing, mark);
	return ending.length;
}

/** The end of that day in Shanghai. */
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS);

/** `2027-11-23`: a year from today, as keys of systems are usually given. */
export const inAYear = (now: Date): string => dateOf(startOfDay(dayOf(now) + 365));

type Rights = Pick<
	typeof accessKey.$inferSelect,
	'kind' | 'name' | 'datasets' | 'department' | 'expiresAt'
>;

async function make(
	doing: Doing,
	event: 'key_made' | 'key_rotated',
	{ kind, name, datasets, department, expiresAt }: Rights,
	note?: string
): Promise<Made> {
	const { core, person, now } = doing;
	const { token, mark } = drawToken(kind);
	const details = [
		`标识 ${mark}`,
		note,
		kind === 'source' && `数据集 ${datasets.map(titleOf).join('、') || '全部'}`,
		kind === 'source' && `部门 ${department ? core.reference.departmentName(department) : '全部'}`,
		expiresAt ? `至 ${dateOf(new Date(expiresAt.getTime() - 1))}` : '长期'
	];
	const detail = details.filter(Boolean).join('，');
	await tell(doing, event, `${kind}:${name}`, { detail });
	const createdBy = person === 'command' ? null : person.id;
	const rights = { kind, name, datasets, department, expiresAt };
	await createKey(core.access, core.region, { ...rights, createdBy, token, now });
	return { kind, name, token };
}

const titleOf = (dataset: string) => DATASET_TITLES.get(dataset) ?? dataset;

/** The key with this mark that was not revoked. */
async function holding({ core }: Doing, mark: string) {
	const found = /^[0-9a-f]{8}$/.test(mark)
		? await core.access.orm
				.select()
				.from(accessKey)
				.where(
					and(
						eq(accessKey.region, core.region),
						like(accessKey.hash, `${mark}%`),
						isNull(accessKey.revokedAt)
					)
				)
		: [];
	if (found.length > 1) throw new Conflict('有两把密钥标识相同，请用命令行按名称处理');
	if (!found[0]) throw new NotFound('没有这把密钥，可能已经吊销');
	return { ...found[0], mark };
}

/** 三权分立: keys are the system administrator's alone. @throws Forbidden */
function requireAdmin({ person }: Doing): void {
	if (person === 'command' || person.role === 'system_admin') return;
	throw new Forbidden('密钥由系统管理员管理');
}
