import type { Sql } from '../../server/database.server';

/** The townships of subjects, by credit code; those without one are left out. */
export async function townshipsOf(
	sql: Sql,
	region: string,
	codes: string[]
): Promise<Map<string, string>> {
	if (codes.length === 0) return new Map();
	// Planned at each call: a plan kept from when the table was small compares every row with every code.
	const rows = await sql.unsafe<{ credit_code: string; township: string }[]>(
		`select credit_code, township from subject
			where region = $1 and credit_code = any($2) and township is not null and not withdrawn`,
		[region, [...new Set(codes)]],
		{ prepare: false }
	);
	return new Map(rows.map((row) => [row.credit_code, row.township]));
}
