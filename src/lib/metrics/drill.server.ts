/** From a number to its very records: the facts with that mark, scope and period, as of the same N. */
import type { Sql } from '../server/database.server';
import { Invalid } from '../ledger/errors';
import type { Measure, Metric } from './metric';
import { minuteOf, type Period } from './period';

export const PAGE = 50;

export interface DrillFact {
	record: string;
	key: string;
	department: string;
	township: string | null;
	t: Date | null;
}

/** `numerator`, `denominator`, or the key of a part. @throws Invalid where there is no such part. */
export function measureOf(metric: Metric, part: string): Measure {
	const found =
		part === 'numerator'
			? metric.numerator
			: part === 'denominator'
				? metric.denominator
				: Object.hasOwn(metric.parts ?? {}, part)
					? metric.parts![part]
					: undefined;
	if (!found) {
		const parts = [
			'numerator',
			...(metric.denominator ? ['denominator'] : []),
			...Object.keys(metric.parts ?? {})
		];
		throw new Invalid(`${metric.id} 没有 part=${part}，可用：${parts.join('、')}`);
	}
	return found;
}

/** One page of facts, the latest first; `next` continues after it, null at the end. */
export async function factsOf(
	sql: Sql,
	question: {
		region: string;
		measure: Measure;
		scope: string;
		period: Period;
		n: number;
		t: Date;
		cursor: string | null;
	}
): Promise<{ facts: DrillFact[]; next: string | null }> {
	const { region, measure, n, cursor } = question;
	const after = cursor === null ? null : readCursor(cursor);
	const rows = await sql<(Omit<DrillFact, 't'> & { t: string | null })[]>`
		select record, key, department, township, t from fact
		where region = ${region} and marks @> ${[measure.mark]} and seq <= ${n}
			and (until is null or until > ${n})
			and ${inTime(sql, question)} and ${inScope(sql, question.scope)}
			and ${after === null ? sql`true` : isAfter(sql, after)}
		order by t desc, key limit ${PAGE + 1}`;
	const facts = rows
		.slice(0, PAGE)
		.map((row) => ({ ...row, t: row.t === null ? null : new Date(row.t) }));
	const last = facts.at(-1);
	return { facts, next: rows.length > PAGE && last ? writeCursor(last) : null };
}

function inTime(sql: Sql, { measure, period, t }: { measure: Measure; period: Period; t: Date }) {
	// The fold counts by whole minutes: so does this.
	const cut = new Date((minuteOf(t) + 1) * 60_000).toISOString();
	const within = sql`t >= ${period.start.toISOString()} and t < ${period.end.toISOString()}`;
	switch (measure.when) {
		case 'now':
			return sql`t is null`;
		case 'period':
			return within;
		case 'due':
			return sql`${within} and t < ${cut}`;
		case 'overdue':
			return sql`t < ${cut}`;
	}
}

function inScope(sql: Sql, scope: string) {
	const [kind, code = ''] = scope.split(':');
	if (kind === 'department') return sql`department = ${code}`;
	if (kind !== 'township') return sql`true`;
	return code === 'none' ? sql`township is null` : sql`township = ${code}`;
}

interface Place {
	t: string | null;
	key: string;
}

const isAfter = (sql: Sql, { t, key }: Place) =>
	t === null ? sql`key > ${key}` : sql`(t < ${t} or (t = ${t} and key > ${key}))`;

const writeCursor = ({ t, key }: DrillFact): string =>
	Buffer.from(JSON.stringify([t, key])).toString('base64url');

function readCursor(cursor: string): Place {
	try {
		const [t, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
		const good = t === null || (typeof t === 'string' && !Number.isNaN(Date.parse(t)));
		if (good && typeof key === 'string') return { t: t as string | null, key };
	} catch {
		// Said below.
	}
	throw new Invalid('cursor 无效，请从第一页重新查询');
}
