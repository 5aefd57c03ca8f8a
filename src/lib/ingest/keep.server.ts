/** What the cockpit itself keeps in a row that came through a door. */
import { creditCodeError } from '../standards/uscc';
import type { Base, Channel, Context } from '../ledger/record';
import type { Kept } from '../domain/acts/receipt';
import type { Core } from '../server/core.server';
import type { Dataset, Parsed } from './dataset';

/** 第17条: a file is exchanged in a batch, a form is entered; everything else comes by an interface. */
const VIA: Record<string, Channel> = { batch: 'batch', desk: 'entry' };

export const viaOf = ({ source }: Context): Channel => VIA[source] ?? 'interface';

/** @param known is the subject that the row is about among the 监管对象? */
export function keep(
	core: Core,
	ctx: Context,
	dataset: Dataset,
	row: Parsed,
	{ known, at }: { known: boolean; at?: Date | undefined }
): Pick<Base, 'receivedAt' | 'via'> & Kept {
	const receipt = { receivedAt: at ?? ctx.now, via: viaOf(ctx) };
	if (!dataset.act) return receipt;
	const time = timeOf(dataset, row);
	return {
		...receipt,
		matched: isLegalPerson(row) ? known : null,
		reportDueAt: time && core.deadlines.dueAt('act.report', dataset.act, time)
	};
}

/** 法人、非法人组织, with a code by which they can be known. */
const isLegalPerson = (row: Parsed): boolean =>
	row.administrativeCpNa !== '1' && creditCodeError(String(row.administrativeCpUiCode)) === null;

/** When what a row tells took place; a day is its beginning in Shanghai. */
export function timeOf(dataset: Dataset, row: object): Date | null {
	const value = dataset.time ? (row as Record<string, unknown>)[dataset.time] : null;
	if (value instanceof Date) return value;
	return typeof value === 'string' ? new Date(`${value}T00:00:00+08:00`) : null;
}

/** A correction leaves its first receipt alone. The same row where nothing is to be carried. */
export function carryReceipt(row: Base, before: Base | undefined, flawed: boolean): Base {
	if (before) {
		const { receivedAt = null, via = null, flawed: was = null } = before;
		return { ...row, receivedAt, via, flawed: was };
	}
	return flawed ? { ...row, flawed: true } : row;
}
