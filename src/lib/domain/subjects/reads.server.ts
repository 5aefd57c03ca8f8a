import type { Sql } from '../../server/database.server';

/** The known ones among these credit codes, each with its township. */
export async function subjectsOf(
	sql: Sql,
	region: string,
	codes: string[]
): Promise<Map<string, string | null>> {
	if (codes.length === 0) return new Map();
	// Planned at each call: a plan kept from when the table was small compares every row with every code.
	const rows = await sql.unsafe<{ credit_code: string; township: string | null }[]>(
		`select credit_code, max(township) as township from subject
			where region = $1 and credit_code = any($2) and not withdrawn group by credit_code`,
		[region, [...new Set(codes)]],
		{ prepare: false }
	);
	return new Map(rows.map((row) => [row.credit_code, row.township]));
}

/** The same with the head held, where all that matters is who is known. */
export const knownSubjects = async (sql: Sql, region: string, codes: string[]) =>
	new Set((await subjectsOf(sql, region, codes)).keys());
