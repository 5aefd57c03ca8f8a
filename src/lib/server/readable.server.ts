/** Who may read what over the API: refusals in one place. */
import { mayReadLedger, mayReadRecords, mayReadScope, type Actor } from '../domain/access/actor';
import { Forbidden } from '../ledger/errors';
import { HttpError } from './http.server';

/** @throws HttpError 401 where nobody asks, Forbidden where this one may not. */
export function readable(actor: Actor, what: 'tiles' | 'records' | 'ledger', scope: string): void {
	if (actor.kind === 'public') {
		throw new HttpError(401, 'unauthorized', '请登录，或以 Authorization: Bearer 提供密钥');
	}
	const may =
		what === 'ledger'
			? mayReadLedger(actor)
			: what === 'records'
				? mayReadRecords(actor, scope)
				: mayReadScope(actor, scope);
	if (!may) throw new Forbidden('无权查看此范围的数据');
}
