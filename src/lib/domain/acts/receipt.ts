/** What the receipt of a record counts for: quality at first sight, timeliness, and whether its subject is known. */
import type { Base, Fact } from '../../ledger/record';
import { receipt } from '../anomalies/model';

type Facts<Row> = (row: Row) => Fact[];

/** K-08, M-07: every record that came through a door. One that had been refused is counted by its anomaly. */
export const received =
	<Row extends Base>(facts: Facts<Row>): Facts<Row> =>
	(row) =>
		row.withdrawn || !row.receivedAt || row.flawed
			? facts(row)
			: [...facts(row), receipt(row.receivedAt, row.via, true)];

/** What the cockpit keeps of an act. */
export interface Kept {
	/** Null where the counterparty is a natural person, or was not asked about. */
	matched?: boolean | null;
	reportDueAt?: Date | null;
}

/** K-06 and K-09, beside what any receipt counts for. */
export const reported = <Row extends Base & Kept>(facts: Facts<Row>): Facts<Row> =>
	received((row) => {
		const own = facts(row);
		if (row.withdrawn) return own;
		const { matched, reportDueAt, receivedAt } = row;
		if (matched !== undefined && matched !== null) {
			own[0]?.marks.push('act.legal', ...(matched ? ['act.matched'] : []));
		}
		if (reportDueAt && receivedAt) {
			const marks = ['report.due', ...(receivedAt < reportDueAt ? ['report.on_time'] : [])];
			own.push({ t: reportDueAt, marks });
		}
		return own;
	});
