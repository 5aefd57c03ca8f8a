/** How batches are called, and when one is sent again. */

/** At most so many entries make a batch. */
export const FULL = 1_000;

/** `2026-11-24` and 2 → `2026112400002`. */
export const batchName = (day: string, n: number): string =>
	`${day.replaceAll('-', '')}${String(n).padStart(5, '0')}`;

/** The name after `last`. Names rise with the batches, also where the clock was set back. */
export function nextName(last: string | null, today: string): string {
	const first = batchName(today, 1);
	if (last === null || last.slice(0, 8) < first.slice(0, 8)) return first;
	return last.slice(0, 8) + String(Number(last.slice(8)) + 1).padStart(5, '0');
}

/** In milliseconds. */
export interface Pace {
	/** Between two looks, so that a few entries make one batch. */
	gather: number;
	/** After the first failure; twice as long after each further one … */
	first: number;
	/** … and never longer than this. */
	most: number;
	/** After a refusal: somebody has to look into it, and whatever he changed is noticed then. */
	refused: number;
	/** Between two reconciliations. */
	reconcile: number;
	/** An answer that takes longer does not come. */
	patience: number;
}

export const PACE: Pace = {
	gather: 5_000,
	first: 1_000,
	most: 5 * 60_000,
	refused: 60 * 60_000,
	reconcile: 60 * 60_000,
	patience: 30_000
};

/** @param chance 0 to 1: many regions that failed together do not come back together */
export function pauseAfter(failures: number, { first, most }: Pace, chance: number): number {
	const whole = Math.min(most, first * 2 ** (failures - 1));
	return whole / 2 + (whole / 2) * chance;
}

/** Is this answer a no? Too late, too early, too many: those are asked again. */
export const isRefusal = (status: number): boolean =>
	status >= 400 && status < 500 && ![408, 425, 429].includes(status);

const REFUSED = '省级平台拒收';

export const refusalText = (status: number, said: string): string =>
	`${REFUSED}（${status}）：${said || '未说明原因'}`;

/** `refused`: the line stands until somebody has looked into it. */
export type State = 'received' | 'waiting' | 'retrying' | 'refused';

export function stateOf(batch: {
	receipt: string | null;
	lastError: string | null;
	attempts: number;
}): State {
	if (batch.receipt !== null) return 'received';
	if (batch.lastError?.startsWith(REFUSED)) return 'refused';
	return batch.attempts > 0 && batch.lastError !== null ? 'retrying' : 'waiting';
}
