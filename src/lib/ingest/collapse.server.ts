/** Two rows of one id in one request: the higher version counts, the other is a duplicate. */
import { canonical } from '../ledger/chain.server';
import type { Context } from '../ledger/record';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import type { RawRow } from './read/row';
import type { Dataset, Parsed } from './dataset';
import type { RowOutcome } from './records.server';
import { checkRow, parseRow, type Permission } from './validate.server';

const CONFLICT: FieldError = {
	field: 'version',
	code: 'version_conflict',
	message: '同一请求中，同一版本号有不同内容；如系更正，请递增 version'
};

/** Fills in the outcomes of rows that need not be written. A bad row never stands in for a good one. */
export function collapse(
	core: Core,
	ctx: Context,
	permission: Permission,
	dataset: Dataset,
	rows: RawRow[],
	outcomes: (RowOutcome | undefined)[]
): void {
	for (const indexes of repeated(rows, outcomes)) {
		let best: { index: number; row: Parsed } | null = null;
		for (const index of indexes) {
			const parsed = parseRow(dataset, rows[index]!.row);
			const errors =
				'errors' in parsed
					? parsed.errors
					: checkRow(core, permission, dataset, parsed.row, ctx.now);
			if ('errors' in parsed || errors.length > 0) {
				outcomes[index] = { errors };
				continue;
			}
			const { row } = parsed;
			if (!best) best = { index, row };
			else if (row.version > best.row.version) {
				outcomes[best.index] = 'duplicate';
				best = { index, row };
			} else if (row.version < best.row.version || canonical(row) === canonical(best.row)) {
				outcomes[index] = 'duplicate';
			} else outcomes[index] = { errors: [CONFLICT] };
		}
	}
}

/** The indexes of rows that share an id with another. */
function repeated(rows: RawRow[], outcomes: (RowOutcome | undefined)[]): number[][] {
	const byId = new Map<string, number[]>();
	rows.forEach(({ row }, index) => {
		const id = (row as { id?: unknown } | null)?.id;
		if (outcomes[index] || typeof id !== 'string') return;
		const others = byId.get(id);
		if (others) others.push(index);
		else byId.set(id, [index]);
	});
	return [...byId.values()].filter((indexes) => indexes.length > 1);
}
