/** A limit changed by the security administrator, written into the audit first: what it was, and what it is. */
import { Forbidden, Invalid } from '../../ledger/errors';
import { tell, type Doing } from './doing.server';
import { BOUNDS, LIMITS, type Limit } from './limits.server';

export interface NewLimit {
	id: string;
	/** As typed. */
	amount: string;
	source: string;
}

const SOURCE = 200;

/** @throws Invalid, Forbidden */
export async function changeLimit(doing: Doing<'limits'>, input: NewLimit): Promise<Limit> {
	const { core, person } = doing;
	const { id, source } = input;
	if (person.role !== 'security_admin') throw new Forbidden('参数由安全管理员设置');
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
	const detail = `${before} → ${amount}，依据：${source}`;
	await tell(doing, 'parameter_changed', id, { detail });
	await core.limits.set(id, amount, source);
	return id;
}

const isLimit = (id: string): id is Limit => Object.hasOwn(LIMITS, id);
