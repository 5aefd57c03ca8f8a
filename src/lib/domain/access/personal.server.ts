/** Sealed fields of a record as one person may see them. */
import type { Base } from '../../ledger/record';
import { isSealed, type Privacy } from '../../server/privacy.server';
import { masked, opensForReason, PERSONAL, type Sight } from './masking';

export interface Opened {
	/** As he may see it; null: not at all. */
	text: string | null;
	/** Whole, for a reason that is written down. */
	forReason: boolean;
	/** The key is gone, and with it what was here. */
	erased: boolean;
}

/** By field; only sealed fields are in it. */
export async function openPersonal(
	privacy: Privacy,
	sight: Sight,
	type: string,
	row: Base
): Promise<Map<string, Opened>> {
	const values = row as unknown as Record<string, unknown>;
	const kinds = PERSONAL[type] ?? {};
	const fields = Object.keys(values).filter((field) => isSealed(values[field]));
	const texts = await privacy.open(fields.map((field) => values[field] as string));
	return new Map(
		fields.map((field, i) => {
			const kind = kinds[field];
			const text = texts[i] ?? null;
			return [
				field,
				{
					text: kind && text !== null ? masked(kind, text, sight) : null,
					forReason: kind !== undefined && text !== null && opensForReason(kind, sight),
					erased: text === null
				}
			];
		})
	);
}

/** One field whole; the caller has written down why. Null where this one may not see it, or it is gone. */
export async function openWhole(
	privacy: Privacy,
	sight: Sight,
	type: string,
	row: Base,
	field: string
): Promise<string | null> {
	const value = (row as unknown as Record<string, unknown>)[field];
	const kind = PERSONAL[type]?.[field];
	if (!kind || !isSealed(value) || !opensForReason(kind, sight)) return null;
	const [text] = await privacy.open([value]);
	return text ?? null;
}
