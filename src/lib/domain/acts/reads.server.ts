/** An officer's own inspections. */
import { Invalid } from '../../ledger/errors';
import type { Sql } from '../../server/database.server';
import { isSealed } from '../../server/privacy.server';

export const PAGE = 30;

export interface OwnInspection {
	key: string;
	checkDate: Date;
	name: string;
	/** Null: a natural person, whose name is sealed. */
	counterparty: string | null;
	result: string;
	township: string | null;
	withdrawn: boolean;
}

/** Those in sight, the latest first: whose they are, the policies of the database decide. `next` continues. */
export async function ownInspections(
	sql: Sql,
	region: string,
	{ after }: { after: string | null }
): Promise<{ rows: OwnInspection[]; next: string | null }> {
	const place = after === null ? null : readCursor(after);
	const raw = await sql`
		select key, check_date, check_action_name, administrative_cp, check_result, township, withdrawn
		from inspection where region = ${region}
			${place ? sql`and (check_date < ${place.t} or (check_date = ${place.t} and key > ${place.key}))` : sql``}
		order by check_date desc, key limit ${PAGE + 1}`;
	const rows = raw.slice(0, PAGE).map((row) => ({
		key: row.key,
		checkDate: new Date(row.check_date),
		name: row.check_action_name,
		counterparty: isSealed(row.administrative_cp) ? null : row.administrative_cp,
		result: row.check_result,
		township: row.township,
		withdrawn: row.withdrawn
	}));
	const last = rows.at(-1);
	return { rows, next: raw.length > PAGE && last ? writeCursor(last) : null };
}

const writeCursor = ({ checkDate, key }: OwnInspection): string =>
	Buffer.from(JSON.stringify([checkDate, key])).toString('base64url');

function readCursor(cursor: string): { t: string; key: string } {
	try {
		const [t, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
		if (typeof t === 'string' && !Number.isNaN(Date.parse(t)) && typeof key === 'string') {
			return { t, key };
		}
	} catch {
		// Said below.
	}
	throw new Invalid('翻页地址无效，请从第一页重新查看');
}
