import type { Sql } from '../../server/database.server';

/** The townships of subjects, by credit code; those without one are left out. */
export async function townshipsOf(
	sql: Sql,
	region: string,
	codes: string[]
): Promise<Map<string, string>> {
	if (codes.length === 0) return new Map();
	const rows = await sql<{ credit_code: string; township: string }[]>`
		select credit_code, township from subject
		where region = ${region} and credit_code = any(${[...new Set(codes)]})
			and township is not null and not withdrawn`;
	return new Map(rows.map((row) => [row.credit_code, row.township]));
}
