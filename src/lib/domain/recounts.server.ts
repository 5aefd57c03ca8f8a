/** For each metric and part, how to count it again from the record versions. */
import type { RecordType } from '../ledger/type.server';
import type { Recount } from '../metrics/recount.server';
import { ACTS as ACT_DATASETS, KINDS } from './anomalies/model';
import { RECEIVED, types } from './types.server';

const inPeriod =
	(column: string): Recount['where'] =>
	(sql, { period }) =>
		sql`v.${sql(column)} >= ${period.start.toISOString()} and v.${sql(column)} < ${period.end.toISOString()}`;

const inspections: Recount = { type: types.inspection, where: inPeriod('check_date') };
const penalties: Recount = {
	type: types.penalty,
	where: (
		sql,
		{ period }
	) => sql`(v.decision_date || 'T00:00:00+08:00')::timestamptz >= ${period.start.toISOString()}
		and (v.decision_date || 'T00:00:00+08:00')::timestamptz < ${period.end.toISOString()}`
};
const coercions: Recount = { type: types.coercion, where: inPeriod('start_date') };
const others: Recount = { type: types.other_act, where: inPeriod('start_date') };

/** Duties that fell due in the period and not after t; of one workflow's last kind, or of all. */
const duties = (workflow: [record: string, kind: string] | null, onTime: boolean): Recount => ({
	type: types.obligation,
	where: (sql, { period, t }) => sql`
		v.due_at >= ${period.start.toISOString()} and v.due_at < ${period.end.toISOString()}
		and v.due_at <= ${t.toISOString()}
		${workflow ? sql`and v.subject_record = ${workflow[0]} and v.kind = ${workflow[1]}` : sql``}
		${onTime ? sql`and v.closed_at < v.due_at` : sql``}`
});

const levels = (of: (level: number) => Recount): Record<string, Recount[]> =>
	Object.fromEntries([1, 2, 3, 4].map((level) => [level, [of(level)]]));

const pair = (workflow: [string, string] | null) => ({
	numerator: [duties(workflow, true)],
	denominator: [duties(workflow, false)]
});

const ACTS = [types.inspection, types.penalty, types.coercion, types.other_act];
const ACTS_IN_PERIOD = [inspections, penalties, coercions, others];

const reports = (type: RecordType, onTime: boolean): Recount => ({
	type,
	where: (sql, { period, t }) => sql`
		v.report_due_at >= ${period.start.toISOString()} and v.report_due_at < ${period.end.toISOString()}
		and v.report_due_at <= ${t.toISOString()} and v.received_at is not null
		${onTime ? sql`and v.received_at < v.report_due_at` : sql``}`
});
const missing: Recount = {
	type: types.anomaly,
	where: (sql, { period, t }) => sql`
		v.kind = 'missing' and v.dataset = any(${ACT_DATASETS}) and v.found_at <= ${t.toISOString()}
		and v.found_at >= ${period.start.toISOString()} and v.found_at < ${period.end.toISOString()}`
};

const AUTO = ['interface', 'batch'];
/** What came through a door for the first time, and was good. */
const receipts = (type: RecordType, via: string[] | null): Recount => ({
	type,
	where: (sql, asked) => sql`
		${inPeriod('received_at')(sql, asked)} and v.flawed is not true
		${via ? sql`and v.via = any(${via})` : sql``}`
});
const failures = (via: string[] | null): Recount => receipts(types.anomaly, via);

const RECOUNTS: Record<string, Record<string, Recount[]>> = {
	'K-05': {
		numerator: [inspections, penalties, coercions, others],
		inspection: [inspections],
		penalty: [penalties],
		coercion: [coercions],
		other: [others]
	},
	'K-06': {
		numerator: ACTS.map((type) => reports(type, true)),
		denominator: [...ACTS.map((type) => reports(type, false)), missing]
	},
	'K-07': {
		...pair(['anomaly', 'dispose']),
		...Object.fromEntries(
			KINDS.map((kind) => [
				kind,
				[{ type: types.anomaly, where: (sql) => sql`v.state = 'open' and v.kind = ${kind}` }]
			])
		)
	},
	'K-08': {
		numerator: RECEIVED.map((type) => receipts(type, null)),
		denominator: [...RECEIVED.map((type) => receipts(type, null)), failures(null)]
	},
	'K-09': {
		numerator: ACTS_IN_PERIOD.map(({ type, where }) => ({
			type,
			where: (sql, asked) => sql`${where(sql, asked)} and v.matched`
		})),
		denominator: ACTS_IN_PERIOD.map(({ type, where }) => ({
			type,
			where: (sql, asked) => sql`${where(sql, asked)} and v.matched is not null`
		}))
	},
	'M-07': {
		numerator: [...RECEIVED.map((type) => receipts(type, AUTO)), failures(AUTO)],
		denominator: [...RECEIVED.map((type) => receipts(type, null)), failures(null)]
	},
	'M-09': {
		numerator: [{ type: types.system, where: (sql) => sql`v.connected` }],
		denominator: [{ type: types.system, where: (sql) => sql`true` }]
	},
	'K-10': {
		numerator: [{ type: types.point, where: (sql) => sql`v.state = 'enabled' and v.online` }],
		denominator: [{ type: types.point, where: (sql) => sql`v.state = 'enabled'` }]
	},
	'K-10c': {
		numerator: [{ type: types.alarm, where: (sql) => sql`v.cleared_at is null` }],
		...levels((level) => ({
			type: types.alarm,
			where: (sql) => sql`v.cleared_at is null and v.level = ${level}`
		}))
	},
	'K-11': {
		...pair(['warning', 'feedback']),
		...levels((level) => ({
			type: types.warning,
			where: (sql) => sql`v.feedback_at is null and v.level = ${level}`
		}))
	},
	'K-12': pair(['complaint', 'close']),
	'K-19': {
		...pair(null),
		overdue: [
			{
				type: types.obligation,
				where: (sql, { t }) => sql`v.closed_at is null and v.due_at <= ${t.toISOString()}`
			}
		]
	}
};

/** Null where the metric has no such part. */
export const recountsOf = (metric: string, part: string): Recount[] | null =>
	RECOUNTS[metric]?.[part] ?? null;
