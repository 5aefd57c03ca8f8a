/** 异常数据 (第14条): what was not reported, reported wrongly or inconsistently; disposed of and reported anew in time. */
import { z } from 'zod';
import type { Base, Fact } from '../../ledger/record';
import type { FieldError } from '../../standards/fields';

/** 报送错误, 未报送, 报送不一致 */
export const KINDS = ['rejected', 'missing', 'inconsistent'] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

/** Datasets of 监管行为. */
export const ACTS = ['inspections', 'penalties', 'coercions', 'other-acts'];

/** `open` until an accepted correction closes it, or a person with a reason. */
export type State = 'open' | 'corrected' | 'dismissed';

export interface Anomaly extends Base {
	kind: Kind;
	dataset: string;
	/** Name of the source that reported, or should have. */
	origin: string;
	/** The row's own id within its source; null where it gave none. */
	originId: string | null;
	/** Where the refused row is kept with what came. */
	batch: string | null;
	batchIndex: number | null;
	errors: FieldError[];
	foundAt: Date;
	/** From here the clock of 第14条 runs. */
	notifiedAt: Date;
	state: State;
	closedAt: Date | null;
	/** Key of the record whose acceptance closed it. */
	correction: string | null;
	/** Why nothing is to be reported anew, and who says so. Sealed. */
	reason: string | null;
	dismissedBy: string | null;
}

/** The first receipt of a record that failed: it stays one, however it ends. */
export function anomalyFacts(a: Anomaly): Fact[] {
	if (a.withdrawn) return [];
	const facts: Fact[] = [
		{ t: a.foundAt, marks: ['anomaly', `anomaly.${a.kind}`] },
		...(a.receivedAt ? [receipt(a.receivedAt, a.via, false)] : [])
	];
	if (a.state === 'open')
		facts.push({ t: null, marks: ['anomaly.open', `anomaly.open.${a.kind}`] });
	return facts;
}

/** K-08, M-07: one record received for the first time. `interface` and `batch` come without a hand (第17条). */
export function receipt(t: Date, via: Base['via'], passed: boolean): Fact {
	const marks = ['received'];
	if (passed) marks.push('received.passed');
	if (via === 'interface' || via === 'batch') marks.push('received.auto');
	return { t, marks };
}

export const Dismissal = z.object({
	reason: z.string().trim().min(5, '请写明不再重报的理由，至少 5 个字').max(500)
});
