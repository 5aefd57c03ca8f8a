/** Keys made, rotated and revoked by whoever may, each written into the audit first. */
import { and, eq, isNull, like } from 'drizzle-orm';
import { DATASETS } from '../../ingest/datasets.server';
import { Conflict, Forbidden, Invalid, NotFound } from '../../ledger/errors';
import { dateOf, DAY_MS, dayOf, startOfDay } from '../../metrics/period';
import type { Core } from '../../server/core.server';
import { actorId, type Person } from './actor';
import { createKey, drawToken, listKeys, type KeyKind } from './keys.server';
import type { NewKeyForm } from './model';
import { accessKey } from './tables.server';

/** Who does it, from where, in which process. */
export interface Doing {
	core: Pick<Core, 'access' | 'audit' | 'region' | 'reference'>;
	by: Person | 'command';
	address: string | null;
	now: Date;
}

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
	await requireAdmin(doing, `${form.kind}:${form.name}`);
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
	await requireAdmin(doing, `key:${mark}`);
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
	await requireAdmin(doing, `key:${mark}`);
	const { kind, name, hash } = await holding(doing, mark);
	await tell(doing, 'key_revoked', `${kind}:${name}`, `标识 ${mark}`);
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
	const { core, by, now } = doing;
	const { token, mark } = drawToken(kind);
	const detail = [
		`标识 ${mark}`,
		note,
		kind === 'source' && `数据集 ${datasets.map(titleOf).join('、') || '全部'}`,
		kind === 'source' && `部门 ${department ? core.reference.departmentName(department) : '全部'}`,
		expiresAt ? `至 ${dateOf(new Date(expiresAt.getTime() - 1))}` : '长期'
	];
	await tell(doing, event, `${kind}:${name}`, detail.filter(Boolean).join('，'));
	const createdBy = by === 'command' ? null : by.id;
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

/** 三权分立: keys are the system administrator's alone. */
async function requireAdmin(doing: Doing, target: string): Promise<void> {
	if (doing.by === 'command' || doing.by.role === 'system_admin') return;
	const message = '密钥由系统管理员管理';
	await tell(doing, 'refused', target, message);
	throw new Forbidden(message);
}

function tell(
	{ core, by, address, now }: Doing,
	event: 'key_made' | 'key_rotated' | 'key_revoked' | 'refused',
	target: string,
	detail: string
): Promise<void> {
	const person = by === 'command' ? null : by;
	return core.audit.record(
		{
			event,
			outcome: event === 'refused' ? 'refused' : 'done',
			actor: person ? actorId(person) : 'system:command',
			actorName: person?.name ?? '命令行',
			department: person?.department ?? null,
			address,
			target,
			detail
		},
		now
	);
}
