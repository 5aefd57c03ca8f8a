/** Expected reports are set by 督查考核, each change written into the audit first. */
import { Forbidden, Invalid, NotFound } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { actorId, type Person } from '../access/actor';
import { EVERY, type Expected, type ExpectedKey } from './model';

/** Who does it, from where, when, in which process. */
interface Doing {
	core: Pick<Core, 'audit' | 'database' | 'reference' | 'region'>;
	person: Person;
	address: string;
	now: Date;
}

export const maySet = ({ role }: Person): boolean => role === 'assessor';

/** New, or in the place of what was. @throws Forbidden, Invalid */
export async function saveExpected(
	doing: Doing,
	expected: Expected,
	datasets: readonly string[]
): Promise<void> {
	const { core } = doing;
	const { origin, dataset, department, every, grace, since, reason } = expected;
	refuseOthers(doing.person);
	if (!datasets.includes(dataset)) throw new Invalid('请从列表中选择数据集');
	if (!core.reference.department(department)) throw new Invalid('请从列表中选择责任部门');
	const before = await find(doing, expected);
	const words = wordsOf(expected);
	await tell(doing, expected, before ? `${wordsOf(before)} → ${words}` : `新增：${words}`);
	await core.database.sql`
		insert into expected_report (region, origin, dataset, department, every, grace, since, reason)
		values (${core.region}, ${origin}, ${dataset}, ${department}, ${every}, ${grace}, ${since}, ${reason})
		on conflict (region, origin, dataset, department) do update set
			every = excluded.every, grace = excluded.grace, since = excluded.since, reason = excluded.reason`;
}

/** What is missing already stays so. @throws Forbidden, NotFound */
export async function removeExpected(doing: Doing, which: ExpectedKey): Promise<void> {
	const { core } = doing;
	refuseOthers(doing.person);
	const before = await find(doing, which);
	if (!before) throw new NotFound('没有这项应报数据，请刷新后查看');
	await tell(doing, which, `删除：${wordsOf(before)}`);
	await core.database.sql`
		delete from expected_report where region = ${core.region} and origin = ${which.origin}
			and dataset = ${which.dataset} and department = ${which.department}`;
}

const wordsOf = ({ every, grace, since, reason }: Omit<Expected, keyof ExpectedKey>) =>
	`${EVERY[every]}，宽限 ${grace} 个工作日，自 ${since}，依据：${reason}`;

function refuseOthers(person: Person): void {
	if (!maySet(person)) throw new Forbidden('应报数据由督查考核人员设置');
}

async function find({ core }: Doing, { origin, dataset, department }: ExpectedKey) {
	const [row] = await core.database.sql<Omit<Expected, keyof ExpectedKey>[]>`
		select every, grace, since, reason from expected_report
		where region = ${core.region} and origin = ${origin} and dataset = ${dataset} and department = ${department}`;
	return row;
}

const tell = (
	{ core, person, address, now }: Doing,
	{ origin, dataset, department }: ExpectedKey,
	detail: string
) =>
	core.audit.record(
		{
			event: 'parameter_changed',
			actor: actorId(person),
			actorName: person.name,
			department: person.department,
			address,
			target: `expected_report ${origin} ${dataset} ${department}`,
			detail
		},
		now
	);
