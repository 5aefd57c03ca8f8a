/** A limit changed by the security administrator, written into the audit first: what it was, and what it is. */
import { Forbidden, Invalid } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { actorId, type Person } from './actor';
import { BOUNDS, LIMITS, type Limit } from './limits.server';

export interface Doing {
	core: Pick<Core, 'audit' | 'limits'>;
	person: Person;
	address: string;
	now: Date;
}

export interface NewLimit {
	id: string;
	/** As typed. */
	amount: string;
	source: string;
}

const SOURCE = 200;

/** @throws Invalid, Forbidden */
export async function changeLimit(doing: Doing, input: NewLimit): Promise<Limit> {
	const { core, person } = doing;
	const { id, source } = input;
	if (person.role !== 'security_admin') {
		const message = '参数由安全管理员设置';
		await tell(doing, 'refused', id, message);
		throw new Forbidden(message);
	}
	if (!isLimit(id)) throw new Invalid('没有这项参数');
	const { min, max } = BOUNDS[id];
	const amount = /^\d{1,9}$/.test(input.amount) ? Number(input.amount) : NaN;
	if (!(amount >= min && amount <= max)) {
		throw new Invalid(`“${LIMITS[id]}”须为 ${min} 至 ${max} 的整数`);
	}
	if (source.length < 4 || source.length > SOURCE) {
		throw new Invalid(`请写明依据，4 至 ${SOURCE} 字`);
	}
	const before = await core.limits.get(id);
	await tell(doing, 'parameter_changed', id, `${before} → ${amount}，依据：${source}`);
	await core.limits.set(id, amount, source);
	return id;
}

const isLimit = (id: string): id is Limit => Object.hasOwn(LIMITS, id);

const tell = (
	{ core, person, address, now }: Doing,
	event: 'parameter_changed' | 'refused',
	target: string,
	detail: string
): Promise<void> =>
	core.audit.record(
		{
			event,
			outcome: event === 'refused' ? 'refused' : 'done',
			actor: actorId(person),
			actorName: person.name,
			department: person.department,
			address,
			target,
			detail
		},
		now
	);
