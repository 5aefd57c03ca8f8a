/** The rows of an import that were refused, as a table to correct and upload again. */
import type { Core } from '../../server/core.server';
import type { FieldError } from '../../standards/fields';
import type { Dataset } from '../dataset';
import { asCells, writeRefused } from '../read/refused.server';
import type { Permission } from '../validate.server';
import { usedColumns } from './columns';
import { columnsFor } from './open.server';

/** Rows in one file: a spreadsheet is written in memory. */
export const PART = 10_000;

/** @param part from 0. */
export async function refusedFile(
	core: Core,
	permission: Permission,
	dataset: Dataset,
	{ batch, part, now }: { batch: string; part: number; now: Date }
): Promise<Buffer> {
	const rows = await core.database.sql<{ raw: string; errors: FieldError[] }[]>`
		select raw, errors from rejected_row
		where region = ${core.region} and batch = ${batch} and source = ${permission.source}
			and dataset = ${dataset.name}
		order by index limit ${PART} offset ${part * PART}`;
	const raws = await core.privacy.open(rows.map(({ raw }) => raw));
	const values = raws.map((raw) => (raw === null ? null : valuesOf(raw)));
	const used = new Set([
		...values.flatMap((one) => Object.keys(one ?? {})),
		...rows.flatMap(({ errors }) => errors.map(({ field }) => field.split('.')[0]!))
	]);
	const columns = usedColumns(columnsFor(core, permission, dataset, now), used);
	return writeRefused(
		columns,
		rows.map(({ errors }, index) => {
			const one = values[index];
			return {
				cells: one ? asCells(one, columns) : [],
				raw: raws[index] ?? '原始内容已删除',
				errors
			};
		})
	);
}

/** Null where the line could not be taken apart. */
function valuesOf(raw: string): Record<string, unknown> | null {
	try {
		const value = JSON.parse(raw) as unknown;
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}
