/**
 * One row typed by hand (第17条 在线录入). Written by the web server itself: a single row is no burden, its author waits
 * for the answer, and what is wrong goes back to him instead of being kept as refused.
 */
import { recordKey } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { FieldError } from '../../standards/fields';
import type { Dataset } from '../dataset';
import { tallyIntake } from '../intake.server';
import { rowOf } from '../read/cells-to-row';
import { ingestRows } from '../records.server';
import { cellsOf } from './form';
import type { Reporter } from './files.server';
import { columnsFor, rowErrors } from './open.server';

export type Entered =
	| { outcome: 'accepted' | 'corrected' | 'duplicate'; key: string; seq: number | null }
	| { errors: FieldError[] };

/** @param values as they stand in the form, by field. */
export async function enterRow(
	core: Core,
	{ permission, actor }: Reporter,
	dataset: Dataset,
	values: Record<string, string>,
	now: Date
): Promise<Entered> {
	const columns = columnsFor(core, permission, dataset, now);
	const read = rowOf(cellsOf(columns, values), columns);
	const row = { ...read.row, department: permission.department };
	const told = new Set(read.errors.map(({ field }) => field));
	const errors = [
		...read.errors,
		...rowErrors(core, permission, dataset, row, now).filter(
			({ field }) => !told.has(field.split('.')[0]!)
		)
	];
	if (errors.length > 0) return { errors };
	const ctx = { region: core.region, actor, source: 'desk', now };
	const { outcomes, seq } = await ingestRows(core, ctx, permission, [
		{ dataset: dataset.name, row }
	]);
	const outcome = outcomes[0]!;
	if (typeof outcome === 'object') return outcome;
	const counts = {
		accepted: Number(outcome === 'accepted'),
		corrected: Number(outcome === 'corrected'),
		duplicates: Number(outcome === 'duplicate')
	};
	await tallyIntake(core, permission, dataset.name, counts, 0, now);
	const key = recordKey(dataset.type.name, permission.source, String((row as { id?: unknown }).id));
	return { outcome, key, seq };
}
