/** Two departments with records of every dataset, each carrying a mark that tells whose it is. */
import type { Actor, Person } from '../src/lib/domain/access/actor';
import { createAuth } from '../src/lib/domain/access/auth.server';
import { createKey } from '../src/lib/domain/access/keys.server';
import { openAs } from '../src/lib/domain/access/people.server';
import type { Role } from '../src/lib/domain/access/roles';
import { dataUseGrant } from '../src/lib/domain/access/tables.server';
import { DATASETS } from '../src/lib/ingest/datasets.server';
import { dateOf } from '../src/lib/metrics/period';
import type { Core } from '../src/lib/server/core.server';
import { context, REGION, SECRET, send as through } from './core';

/** Words that stand in a record's identity, and in nothing of anybody else's. */
export const PLACES = {
	/** An inspection of nengyuan in 白堂, by the officer of the tests. */
	task: 'MARKTASK',
	/** nengyuan in 白堂 */
	here: 'MARKHERE',
	/** nengyuan elsewhere */
	ours: 'MARKOURS',
	/** shijian, elsewhere */
	theirs: 'MARKTHEIRS',
	/** shijian, a penalty that is published */
	published: 'MARKPUBLISHED',
	/** Accounts of nengyuan and of shijian. */
	account: 'MARKACCOUNT',
	foreignAccount: 'MARKFOREIGN',
	key: 'MARKKEY',
	/** What source `one` had refused, and what another had. */
	refused: 'MARKREFUSED',
	foreignRefused: 'MARKOTHERS',
	audit: 'MARKAUDIT',
	grant: 'MARKGRANT'
} as const;
type Place = keyof typeof PLACES;
export type Seen = ReadonlySet<string>;

const BAITANG = '140603200';
const ELSEWHERE = '140603100';
export const CERTIFICATE = '14060318009';
export const GRANT = 'grant-that-holds';
export const ENDED = 'grant-that-ended';

export async function seedTwoDepartments(core: Core, now: Date): Promise<void> {
	const department = async (code: string, mark: string, township: string) => {
		for (const { name, example } of DATASETS) {
			await send(core, now, name, { ...example(mark, now), department: code, township });
		}
		await send(core, now, 'readings', {
			point: `point/one/${mark}`,
			time: now.toISOString(),
			value: 0.1
		});
	};
	await department('nengyuan', PLACES.here, BAITANG);
	await department('nengyuan', PLACES.ours, ELSEWHERE);
	await department('shijian', PLACES.theirs, ELSEWHERE);
	await send(core, now, 'inspections', {
		...exampleOf('inspections', PLACES.task, now),
		department: 'nengyuan',
		township: BAITANG,
		checkPersonnelCode: [CERTIFICATE]
	});
	await send(core, now, 'penalties', {
		...exampleOf('penalties', PLACES.published, now),
		department: 'shijian',
		township: ELSEWHERE,
		publishedOn: dateOf(now)
	});
	await send(core, now, 'items', { id: PLACES.refused }, 'one');
	await send(core, now, 'items', { id: PLACES.foreignRefused }, 'two');

	const auth = createAuth(core.access, SECRET);
	for (const [code, name] of [
		['nengyuan', PLACES.account],
		['shijian', PLACES.foreignAccount]
	] as const) {
		const person = { username: name.toLowerCase(), name, role: 'head' as const, department: code };
		const rest = { township: null, post: null, certificate: null, identity: null };
		await openAs({ core, auth, now }, { ...person, ...rest }, null);
	}
	await createKey(core.access, REGION, { kind: 'source', name: PLACES.key, now });
	await core.audit.record({ event: 'refused', actor: null, target: PLACES.audit }, now);
	const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
	const grant = { region: REGION, provider: 'shijian', grantee: 'nengyuan', createdBy: 'test' };
	await core.access.orm.insert(dataUseGrant).values(
		[
			{ id: GRANT, createdAt: day(-2), expiresAt: day(30) },
			{ id: ENDED, createdAt: day(-9), expiresAt: day(-1) }
		].map((own) => ({ ...grant, ...own, purpose: PLACES.grant, exportable: false }))
	);
}

async function send(core: Core, now: Date, dataset: string, row: object, source = 'one') {
	const permission = { source, department: null };
	await through(core, context(now, `source:${source}`), permission, dataset, [row]);
}

const exampleOf = (name: string, id: string, now: Date) =>
	DATASETS.find((dataset) => dataset.name === name)!.example(id, now);

const person = (role: Role, more: Partial<Person> = {}): Person => ({
	...{ kind: 'person', id: 'nobody', name: role, role, department: null, township: null },
	...{ certificate: null, grant: null, first: null, session: 'none' },
	...more
});
const key = { key: 'none' };
const ours = { department: 'nengyuan' };
const grant = (id: string) => ({
	grant: { id, provider: 'shijian', purpose: '', exportable: false, expiresAt: new Date(0) }
});

interface Case {
	name: string;
	actor: Actor;
	sees: Seen;
}
const sees = (...places: Place[]): Seen => new Set(places.map((place) => PLACES[place]));
/** What was refused is an anomaly of the leading department (第14条): its id is there to see. */
const anomalies = ['refused', 'foreignRefused'] as const;
const district = sees('task', 'here', 'ours', 'theirs', 'published', ...anomalies);

export const ACTORS: Case[] = [
	{ name: 'leader', actor: person('leader'), sees: district },
	{ name: 'assessor', actor: person('assessor'), sees: district },
	{ name: 'a reader', actor: { kind: 'reader', name: 'centre', ...key }, sees: district },
	{
		name: 'a head',
		actor: person('head', ours),
		sees: sees('task', 'here', 'ours', 'grant')
	},
	{
		name: 'a handler',
		actor: person('handler', ours),
		sees: sees('task', 'here', 'ours', 'grant')
	},
	{
		name: 'a head under a grant',
		actor: person('head', { ...ours, ...grant(GRANT) }),
		sees: sees('task', 'here', 'ours', 'theirs', 'published', 'grant')
	},
	{
		name: 'a head under a grant that ended',
		actor: person('head', { ...ours, ...grant(ENDED) }),
		sees: sees('task', 'here', 'ours', 'grant')
	},
	{
		name: "a third department's head under a grant that is not his",
		actor: person('head', { department: 'shuili', ...grant(GRANT) }),
		sees: sees()
	},
	{
		name: 'an officer',
		actor: person('officer', { ...ours, certificate: CERTIFICATE }),
		sees: sees('task')
	},
	{
		name: 'an officer of another department with the same certificate',
		actor: person('officer', { department: 'shuili', certificate: CERTIFICATE }),
		sees: sees()
	},
	{
		name: 'a township',
		actor: person('township', { township: BAITANG }),
		sees: sees('task', 'here')
	},
	{ name: 'a department_admin', actor: person('department_admin', ours), sees: sees('account') },
	{
		name: 'region_admin',
		actor: person('region_admin'),
		sees: sees('account', 'foreignAccount', 'grant')
	},
	{
		name: 'security_admin',
		actor: person('security_admin'),
		sees: sees('account', 'foreignAccount', 'grant')
	},
	{ name: 'system_admin', actor: person('system_admin'), sees: sees('key') },
	{
		name: 'audit_admin',
		actor: person('audit_admin'),
		sees: sees('audit', 'account', 'foreignAccount')
	},
	{
		name: 'a leader whose password is not yet his own',
		actor: person('leader', { first: 'password' }),
		sees: sees()
	},
	{
		name: 'a source',
		actor: { kind: 'source', name: 'one', datasets: [], department: null, ...key },
		sees: sees('refused')
	},
	{ name: 'a screen', actor: { kind: 'screen', name: 'hall', ...key }, sees: sees() },
	{ name: 'a stranger', actor: { kind: 'public' }, sees: sees() }
];
