import type postgres from 'postgres';
import type { Change } from '../../ledger/change.server';
import { presentOf } from '../../ledger/versions.server';
import { types } from '../types.server';
import type { Duty, Obligation } from './model';
import { nextObligation, obligationKey } from './rules';

/** A written subject with the duties that it now asks for. */
export interface Dutiful {
	change: Change;
	duties: Duty[];
	receivedAt: Date;
}

/** The obligations that change with their subjects, by the subject's key. Head held. */
export async function follow(
	tx: postgres.TransactionSql,
	region: string,
	subjects: Dutiful[]
): Promise<Map<string, Change[]>> {
	const keys = subjects
		.filter(({ change }) => change.replaces)
		.flatMap(({ change, duties }) => duties.map((d) => obligationKey(change.row.key, d.kind)));
	const present = await presentOf<Obligation>(tx, types.obligation, region, keys);
	return new Map(
		subjects.map(({ change, duties, receivedAt }) => [
			change.row.key,
			duties.flatMap((duty) => {
				const before = present.get(obligationKey(change.row.key, duty.kind));
				const next = nextObligation(before, duty, change.row, change.type.name, receivedAt);
				if (!next) return [];
				return [
					{
						type: types.obligation,
						row: next.row,
						verb: next.verb,
						replaces: before !== undefined,
						...(change.at && { at: change.at })
					}
				];
			})
		])
	);
}
