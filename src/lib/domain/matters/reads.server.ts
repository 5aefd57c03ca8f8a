/** The open matters, kept by key: read whole once, then those that a batch of entries touched. */
import type postgres from 'postgres';
import type { Batch } from '../../ledger/tail.server';
import { anomalyTitle } from '../anomalies/words';
import { publicText } from '../exposure/rules';
import { isSealed } from '../../server/privacy.server';
import type { Matter, Open, OpenDuty } from './rules';

export interface Touched {
	keys: string[];
	open: { alarms: Matter[]; warnings: Matter[]; duties: OpenDuty[] };
}

const KINDS = ['alarm', 'warning', 'obligation'];

export class Matters implements Open {
	#alarms = new Map<string, Matter>();
	#warnings = new Map<string, Matter>();
	#duties = new Map<string, OpenDuty>();

	constructor(
		private readonly sql: postgres.Sql,
		private readonly region: string
	) {}

	get alarms() {
		return this.#alarms.values();
	}
	get warnings() {
		return this.#warnings.values();
	}
	get duties() {
		return this.#duties.values();
	}

	async load(): Promise<void> {
		this.apply({ keys: [], open: await readOpen(this.sql, this.region, null) });
	}

	/** What became of the matters that this batch touched; null where it touched none. */
	async read(batch: Batch): Promise<Touched | null> {
		const keys = batch.entries
			.filter(({ kind }) => KINDS.includes(kind.slice(0, kind.indexOf('.'))))
			.map(({ key }) => key);
		if (keys.length === 0) return null;
		const unique = [...new Set(keys)];
		return { keys: unique, open: await readOpen(this.sql, this.region, unique) };
	}

	apply({ keys, open }: Touched): void {
		for (const key of keys) {
			this.#alarms.delete(key);
			this.#warnings.delete(key);
			this.#duties.delete(key);
		}
		for (const alarm of open.alarms) this.#alarms.set(alarm.id, alarm);
		for (const warning of open.warnings) this.#warnings.set(warning.id, warning);
		for (const duty of open.duties) this.#duties.set(duty.id, duty);
	}
}

async function readOpen(
	sql: postgres.Sql,
	region: string,
	keys: string[] | null
): Promise<Touched['open']> {
	const chosen = (alias: string) =>
		sql`${sql(alias)}.region = ${region} and not ${sql(alias)}.withdrawn
			${keys ? sql`and ${sql(alias)}.key = any(${keys})` : sql``}`;
	const [alarms, warnings, duties] = await Promise.all([
		sql`
			select a.key, a.level, a.department, a.township, a.raised_at, a.value, a.unit, a.point,
				p.point_name, r.name as rule_name
			from alarm a
				left join point p on p.region = a.region and p.key = a.point
				left join alarm_rule r on r.region = a.region and r.id = a.rule
			where ${chosen('a')} and a.cleared_at is null`,
		sql`
			select w.key, w.level, w.department, w.township, w.created_at, w.title,
				case when w.risk_object_cert_code is not null then w.risk_object end as risk_object
			from warning w
			where ${chosen('w')} and w.feedback_at is null`,
		sql`
			select o.key, o.kind, o.subject_record, o.subject_key, o.level, o.department, o.township,
				o.started_at, o.due_at, c.topic, a.dataset, a.kind as anomaly_kind
			from obligation o
				left join complaint c on c.region = o.region and c.key = o.subject_key
				left join anomaly a on a.region = o.region and a.key = o.subject_key
			where ${chosen('o')} and o.closed_at is null`
	]);
	return {
		alarms: alarms.map((a) => ({
			id: a.key,
			kind: 'alarm',
			level: a.level,
			title: `${a.point_name ?? a.point} ${a.rule_name ?? '报警'} ${a.value} ${a.unit}`,
			department: a.department,
			township: a.township,
			waiting: 'open',
			since: new Date(a.raised_at),
			dueAt: null
		})),
		warnings: warnings.map((w) => ({
			id: w.key,
			kind: 'warning',
			level: w.level,
			// Without a code it may be anybody; a number in what somebody wrote is not for a screen.
			title: publicText(
				w.risk_object === null || isSealed(w.risk_object) ? w.title : `${w.risk_object} ${w.title}`
			),
			department: w.department,
			township: w.township,
			waiting: 'feedback',
			since: new Date(w.created_at),
			dueAt: null
		})),
		duties: duties.map((o) => ({
			id: o.key,
			kind: o.kind,
			subject: o.subject_record,
			subjectKey: o.subject_key,
			level: o.level,
			title: dutyTitle(o),
			department: o.department,
			township: o.township,
			startedAt: new Date(o.started_at),
			dueAt: new Date(o.due_at)
		}))
	};
}

/** What the duty is about, as a screen may show it. */
function dutyTitle(o: postgres.Row): string {
	if (o.subject_record === 'complaint') return publicText(`投诉举报 ${o.topic}`);
	if (o.subject_record === 'anomaly') return anomalyTitle(o.dataset, o.anomaly_kind);
	return '风险预警';
}
