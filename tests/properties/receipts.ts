/**
 * What came through the doors, told from the versions alone: the first of each record or of its anomaly, whichever
 * was earlier. Knows neither what the records keep of their receipt nor the marks made of it.
 */
import { creditCodeError } from '../../src/lib/standards/uscc';
import type { Row, Thing, Versions } from './brute';

const DATASETS: Record<string, string> = {
	inspection: 'inspections',
	penalty: 'penalties',
	coercion: 'coercions',
	other_act: 'other-acts',
	warning: 'warnings',
	complaint: 'complaints',
	subject: 'subjects',
	point: 'points'
};
const ACTS: Record<string, (row: Row) => number> = {
	inspection: (row) => Date.parse(String(row.check_date)),
	penalty: (row) => Date.parse(`${String(row.decision_date)}T00:00:00+08:00`),
	coercion: (row) => Date.parse(String(row.start_date)),
	other_act: (row) => Date.parse(String(row.start_date))
};

type Stood = (name: string) => Row[];

export function receiptsAsOf(versions: Versions, n: number, stood: Stood): Record<string, Thing[]> {
	const first = (name: string) => {
		const seen = new Map<string, Row>();
		for (const row of versions.rows.get(name)!) {
			if (row.seq <= n && !seen.has(row.key)) seen.set(row.key, row);
		}
		return seen;
	};
	const refusedBefore = (dataset: string, record: Row) =>
		versions.rows
			.get('anomaly')!
			.some(
				(a) =>
					a.dataset === dataset &&
					a.origin === record.source &&
					a.origin_id === record.id &&
					a.seq < record.seq
			);
	const passed = Object.entries(DATASETS).flatMap(([name, dataset]) => {
		const firsts = first(name);
		return stood(name).flatMap((row) => {
			const began = firsts.get(row.key)!;
			return refusedBefore(dataset, began) ? [] : [{ ...row, time: versions.at[began.seq]! }];
		});
	});
	const recorded = new Map(
		Object.entries(DATASETS).map(([name, dataset]) => [
			dataset,
			new Map([...first(name).values()].map((row) => [`${row.source} ${row.id}`, row.seq]))
		])
	);
	const failed = [...first('anomaly').values()].flatMap((row) => {
		const was = recorded
			.get(String(row.dataset))
			?.get(`${String(row.origin)} ${String(row.origin_id)}`);
		const again = String(row.id).includes('~') && !String(row.origin_id).startsWith('~');
		return row.dataset === 'readings' || again || (was !== undefined && was < row.seq)
			? []
			: [{ ...row, time: versions.at[row.seq]! }];
	});
	return {
		passed,
		failed,
		...actsAsOf(versions, n, stood, first),
		...anomalies(versions, n, stood)
	};
}

function actsAsOf(
	versions: Versions,
	_n: number,
	stood: Stood,
	first: (name: string) => Map<string, Row>
): Record<string, Thing[]> {
	const codes = new Set(stood('subject').map((row) => row.credit_code));
	const legal: Thing[] = [];
	const matched: Thing[] = [];
	const reports: Thing[] = [];
	for (const [name, timeOf] of Object.entries(ACTS)) {
		const firsts = first(name);
		for (const row of stood(name)) {
			const code = String(row.administrative_cp_ui_code);
			const time = timeOf(row);
			if (row.administrative_cp_na !== '1' && creditCodeError(code) === null) {
				legal.push({ ...row, time });
				if (codes.has(code)) matched.push({ ...row, time });
			}
			const variant = name === 'penalty' ? 'penalty' : 'other';
			reports.push({
				...row,
				time: versions.deadlines.dueAt('act.report', variant, new Date(time)).getTime(),
				closedAt: versions.at[firsts.get(row.key)!.seq]!
			});
		}
	}
	return { legal, matched, reports };
}

/** Each with its five working days, closed when the version came that says so. */
function anomalies(versions: Versions, n: number, stood: Stood): Record<string, Thing[]> {
	const closed = new Map<string, number>();
	for (const row of versions.rows.get('anomaly')!) {
		if (row.seq <= n && row.state !== 'open' && !closed.has(row.key)) {
			closed.set(row.key, versions.at[row.seq]!);
		}
	}
	const all = stood('anomaly');
	return {
		anomalyDispose: all.map((row) => ({
			...row,
			key: `obligation/${row.key}/dispose`,
			time: versions.deadlines
				.dueAt('anomaly.dispose', 'any', new Date(String(row.notified_at)))
				.getTime(),
			closedAt: closed.get(row.key) ?? null
		})),
		...Object.fromEntries(
			['rejected', 'missing', 'inconsistent'].map((kind) => [
				kind,
				all
					.filter((row) => row.kind === kind && row.state === 'open')
					.map((row) => ({ ...row, time: 0 }))
			])
		)
	};
}
