/** What a reader hands over: one row, whatever form it came in. */
import type { FieldError } from '../../standards/fields';

export interface RawRow {
	/** Null where the line could not be read at all; of a line of cells, what could be read. */
	row: unknown;
	/** What came, for the rejected rows; empty where `row` itself is what came. */
	raw: string;
	errors: FieldError[] | null;
}

/** How much of a record that is too long is kept, characters. */
export const KEPT = 4_096;

/** @param limit characters. */
export const tooLong = (raw: string, limit: number): RawRow => ({
	row: null,
	raw: raw.slice(0, KEPT).toWellFormed(),
	errors: [
		{
			field: '',
			code: 'too_large',
			message: `一条记录不得超过 ${limit} 个字符，请核对引号和换行，或拆分后报送`
		}
	]
});
