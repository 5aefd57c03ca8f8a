/**
 * The figures counted by brute force: every version of every record is read, those that stood as of N are kept, and
 * what counts is looked for in them. Knows neither marks nor facts nor the fold nor the recounts in SQL, has its own
 * arithmetic of periods, and takes duties from warnings and complaints, not from the obligations written for them.
 */
import { createHash } from 'node:crypto';
import type { Deadlines } from '../../src/lib/domain/calendar/rules';
import { receiptsAsOf } from './receipts';
import { types } from '../../src/lib/domain/types.server';
import type { Sql } from '../../src/lib/server/database.server';

export type Row = Record<string, unknown> & {
	key: string;
	seq: number;
	until: number | null;
	department: string;
	township: string | null;
	withdrawn: boolean;
};

export interface Versions {
	rows: Map<string, Row[]>;
	/** When each entry was written, by seq. */
	at: number[];
	deadlines: Deadlines;
	/** What was found to have stood, by seq. */
	stood: Map<number, State>;
}

export async function readVersions(sql: Sql, deadlines: Deadlines): Promise<Versions> {
	const rows = new Map<string, Row[]>();
	for (const name of Object.keys(types)) {
		const present = await sql<{ row: Row }[]>`select to_jsonb(v) as row from ${sql(name)} v`;
		const past = await sql<{ row: Row }[]>`select to_jsonb(v) as row from ${sql(`${name}_past`)} v`;
		const all = [...present.map(({ row }) => ({ ...row, until: null })), ...past.map((r) => r.row)];
		rows.set(
			name,
			all.sort((a, b) => a.seq - b.seq)
		);
	}
	const entries = await sql<{ at: string }[]>`select at from ledger_entry order by seq`;
	return { rows, at: [0, ...entries.map(({ at }) => Date.parse(at))], deadlines, stood: new Map() };
}

/** Something that may count, with the time by which a period takes it in. */
export interface Thing {
	key: string;
	department: string;
	township: string | null;
	time: number;
	closedAt?: number | null;
}

/** What stood as of one entry. */
export interface State {
	things: Record<string, Thing[]>;
}

export function stateAsOf(versions: Versions, n: number): State {
	const known = versions.stood.get(n) ?? findState(versions, n);
	versions.stood.set(n, known);
	return known;
}

function findState(versions: Versions, n: number): State {
	const stood = (name: string) =>
		versions.rows
			.get(name)!
			.filter((r) => r.seq <= n && (r.until === null || r.until > n) && !r.withdrawn);
	const pick = (
		name: string,
		time: (row: Row) => number = () => 0,
		when: (row: Row) => boolean = () => true
	) =>
		stood(name)
			.filter(when)
			.map((row) => ({ ...row, time: time(row) }));
	const moment = (column: string) => (row: Row) => Date.parse(String(row[column]));
	const things: State['things'] = {
		inspection: pick('inspection', moment('check_date')),
		penalty: pick('penalty', (row) => Date.parse(`${String(row.decision_date)}T00:00:00+08:00`)),
		coercion: pick('coercion', moment('start_date')),
		other: pick('other_act', moment('start_date')),
		enabled: pick('point', undefined, (p) => p.state === 'enabled'),
		online: pick('point', undefined, (p) => p.state === 'enabled' && p.online === true),
		warningSign: duties(versions, n, 'warning', 'sign'),
		warningFeedback: duties(versions, n, 'warning', 'feedback'),
		complaintSign: duties(versions, n, 'complaint', 'sign'),
		complaintClose: duties(versions, n, 'complaint', 'close'),
		...receiptsAsOf(versions, n, stood)
	};
	for (const level of [1, 2, 3, 4]) {
		things[`alarm${level}`] = pick(
			'alarm',
			undefined,
			(a) => a.level === level && a.cleared_at === null
		);
		things[`open${level}`] = pick(
			'warning',
			undefined,
			(w) => w.level === level && w.feedback_at === null
		);
	}
	return { things };
}

/** A duty is closed when its closing was first received, and stays so until a version takes the closing back. */
function duties(
	versions: Versions,
	n: number,
	type: 'warning' | 'complaint',
	kind: string
): Thing[] {
	const found = new Map<string, Thing & { withdrawn: boolean }>();
	for (const row of versions.rows.get(type)!) {
		if (row.seq > n) continue;
		const last = type === 'warning' ? row.feedback_at : row.closed_at;
		const closing = kind === 'sign' ? (row.signed_at ?? last) : last;
		const began = String(type === 'warning' ? row.created_at : row.registered_at);
		const variant = String(type === 'warning' ? row.level : row.kind);
		const { department, township, withdrawn } = row;
		const closedAt =
			closing === null ? null : (found.get(row.key)?.closedAt ?? versions.at[row.seq]!);
		found.set(row.key, {
			key: `obligation/${row.key}/${kind}`,
			department,
			township,
			withdrawn,
			time: versions.deadlines.dueAt(`${type}.${kind}`, variant, new Date(began)).getTime(),
			closedAt
		});
	}
	return [...found.values()].filter(({ withdrawn }) => !withdrawn);
}

/** When duties fall due, as of one entry: the moments at which figures turn. */
export const turningPoints = ({ things }: State): number[] =>
	Object.values(WORKFLOWS)
		.flat()
		.flatMap((name) => things[name]!.map(({ time }) => time));

export interface Count {
	n: number;
	digest: string;
	keys: string[];
}

export const SHANGHAI = 8 * 3_600_000;

/** The first and the first-after moment of a period. */
export function boundsOf(period: string, t: number): [number, number] {
	const local = new Date(t + SHANGHAI);
	let year = local.getUTCFullYear();
	let month = local.getUTCMonth();
	const start = (y: number, m: number, d = 1) => Date.UTC(y, m, d) - SHANGHAI;
	if (period === 'today') {
		const day = local.getUTCDate();
		return [start(year, month, day), start(year, month, day + 1)];
	}
	if (period === 'year') return [start(year, 0), start(year + 1, 0)];
	if (period === 'quarter') {
		month = Math.floor(month / 3) * 3;
		return [start(year, month), start(year, month + 3)];
	}
	if (period !== 'month') [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5)) - 1];
	return [start(year, month), start(year, month + 1)];
}

const WORKFLOWS: Record<string, string[]> = {
	'K-07': ['anomalyDispose'],
	'K-11': ['warningFeedback'],
	'K-12': ['complaintClose'],
	'K-19': ['warningSign', 'warningFeedback', 'complaintSign', 'complaintClose', 'anomalyDispose']
};
const ACTS = ['inspection', 'penalty', 'coercion', 'other'];
const levels = (name: string) => [1, 2, 3, 4].map((level) => `${name}${level}`);

/** What counts for this part of this metric; `excluded` too is a part here. */
export function count(
	{ things }: State,
	[metric, part]: [string, string],
	scope: string,
	period: string,
	t: number
): Count {
	const [from, to] = boundsOf(period, t);
	const of = (...names: string[]) => names.flatMap((name) => things[name]!);
	const within = (list: Thing[]) => list.filter(({ time }) => time >= from && time < to);
	const workflow = WORKFLOWS[metric];
	let counted: Thing[];
	if (workflow && part === 'overdue') {
		counted = of(...workflow).filter(({ time, closedAt }) => time <= t && closedAt === null);
	} else if (workflow && part === 'excluded') {
		counted = within(of(...workflow)).filter(({ time }) => time > t);
	} else if (workflow && (part === 'numerator' || part === 'denominator')) {
		counted = within(of(...workflow)).filter(({ time }) => time <= t);
		if (part === 'numerator') {
			counted = counted.filter(
				({ time, closedAt }) => typeof closedAt === 'number' && closedAt < time
			);
		}
	} else if (metric === 'K-11') counted = of(`open${part}`);
	else if (metric === 'K-05') counted = within(of(...(part === 'numerator' ? ACTS : [part])));
	else if (metric === 'K-10') counted = of(part === 'numerator' ? 'online' : 'enabled');
	else if (metric === 'K-07') counted = of(part);
	else if (metric === 'K-06') {
		counted = within(of('reports')).filter(({ time }) => time <= t !== (part === 'excluded'));
		if (part === 'numerator') counted = counted.filter(({ time, closedAt }) => closedAt! < time);
	} else if (metric === 'K-08') {
		counted = within(of('passed', ...(part === 'numerator' ? [] : ['failed'])));
	} else if (metric === 'K-09') counted = within(of(part === 'numerator' ? 'matched' : 'legal'));
	// All of it comes by the interface.
	else if (metric === 'M-07') counted = within(of('passed', 'failed'));
	else if (metric === 'M-09') counted = [];
	else if (metric === 'K-10c') {
		counted = of(...(part === 'numerator' ? levels('alarm') : [`alarm${part}`]));
	} else throw new Error(`no brute force for ${metric} ${part}`);
	return summed(counted.filter(inScope(scope)).map(({ key }) => key));
}

function inScope(scope: string): (thing: Thing) => boolean {
	const [kind, code] = scope.split(':');
	if (kind === 'department') return ({ department }) => department === code;
	if (kind === 'township') return ({ township }) => township === (code === 'none' ? null : code);
	return () => true;
}

const summed = (keys: string[]): Count => ({
	n: keys.length,
	keys: keys.sort(),
	get digest() {
		const sum = keys.reduce(
			(all, key) => all + createHash('sha256').update(key).digest().readBigUInt64BE(0),
			0n
		);
		return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
	}
});
