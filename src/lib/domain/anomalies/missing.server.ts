/** 未报送: reports that were expected of a source, and that did not come in their time. */
import { getTableColumns } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { Dataset } from '../../ingest/dataset';
import { datasetOf } from '../../ingest/datasets.server';
import { readHead } from '../../ledger/entries.server';
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { Sql } from '../../server/database.server';
import { missingId, periodsOver, type Expected, type Span } from './rules';
import { recordAnomalies, type Found } from './writes.server';

/** In one run so many reports are looked for, and of each so many periods. */
const REPORTS = 20;
const PERIODS = 400;

/** By expectation, the first day of the first period that was not looked at. After a start all are, once. */
export type Looked = Map<string, string>;

/**
 * A report has come where a record of its source, dataset and department tells of the period: the time is the act's
 * own, as it is for closing. What has no time of its own has come if anything was received since the period began.
 * A period that was found missing once, and dismissed, is not found again.
 */
export async function findMissing(core: Core, ctx: Context, looked: Looked): Promise<void> {
	const expected = await core.database.sql<Expected[]>`
		select origin, dataset, department, every, grace, since from expected_report
		where region = ${core.region} order by origin, dataset, department`;
	let reports = 0;
	for (const one of expected) {
		const dataset = datasetOf(one.dataset);
		// Readings leave no records: their points go silent.
		if (!dataset) continue;
		const name = [one.origin, one.dataset, one.department, one.every, one.since].join(' ');
		const over = periodsOver(looked.get(name) ?? one.since, one, {
			calendar: core.deadlines.calendar,
			now: ctx.now,
			limit: PERIODS
		});
		if (over.length === 0) continue;
		if ((reports += 1) > REPORTS) return;
		await look(core, ctx, one, dataset, over);
		looked.set(name, over.at(-1)!.end);
	}
}

async function look(
	core: Core,
	ctx: Context,
	expected: Expected,
	dataset: Dataset,
	over: Span[]
): Promise<void> {
	const { sql } = core.database;
	// Before the reading: what comes later is looked at again with the head held.
	const { seq } = await readHead(sql, core.region);
	const absent = await withoutReport(sql, core.region, expected, dataset, over, 0);
	if (absent.length === 0) return;
	const known = await sql<{ id: string }[]>`
		select origin_id as id from anomaly
		where region = ${core.region} and origin = ${expected.origin} and dataset = ${expected.dataset}
			and kind = 'missing' and department = ${expected.department}`;
	const ids = new Set(known.map(({ id }) => id));
	const fresh = absent.filter(({ start }) => !ids.has(missingId(start, expected.every)));
	if (fresh.length === 0) return;
	await recordAnomalies(core, ctx, expected.origin, async (tx) => {
		const still = await withoutReport(tx, core.region, expected, dataset, fresh, seq);
		return still.map((span) => toFound(expected, dataset, span));
	});
}

function toFound(
	{ origin, dataset, department, every }: Expected,
	{ title }: Dataset,
	{ start, end }: Span
): Found {
	const last = new Date(Date.parse(end) - 1).toISOString().slice(0, 10);
	const span = start === last ? start : `${start} 至 ${last}`;
	return {
		...{ kind: 'missing', origin, dataset, department, township: null, via: null, firstOf: null },
		...{ originId: missingId(start, every), batch: null, batchIndex: null },
		errors: [{ field: '', code: 'missing', message: `${span} 的${title}没有报送` }]
	};
}

/** @param after looks only at records that were written after this entry */
async function withoutReport(
	sql: Sql,
	region: string,
	expected: Expected,
	dataset: Dataset,
	spans: Span[],
	after: number
): Promise<Span[]> {
	const [start, end] = [spans[0]!.start, spans.at(-1)!.end];
	if (!dataset.time) {
		const days = await intakeDays(sql, region, expected, start);
		return spans.filter((span) => !days.some((day) => day >= span.start));
	}
	const days = await actDays(sql, region, expected, dataset, dataset.time, { start, end }, after);
	return spans.filter((span) => !days.some((day) => day >= span.start && day < span.end));
}

async function intakeDays(
	sql: Sql,
	region: string,
	{ origin, dataset, department }: Expected,
	start: string
): Promise<string[]> {
	const rows = await sql<{ day: string }[]>`
		select distinct day from intake
		where region = ${region} and day >= ${start} and source = ${origin} and dataset = ${dataset}
			and department in (${department}, '*') and accepted + corrected + duplicates > 0`;
	return rows.map(({ day }) => day);
}

async function actDays(
	sql: Sql,
	region: string,
	{ origin, department }: Expected,
	{ type }: Dataset,
	time: string,
	{ start, end }: Span,
	after: number
): Promise<string[]> {
	const column = sql(toSnakeCase(time));
	const isMoment = getTableColumns(type.present)[time]!.dataType === 'date';
	const [from, to] = isMoment ? [`${start}T00:00:00+08:00`, `${end}T00:00:00+08:00`] : [start, end];
	const day = isMoment
		? sql`to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
		: column;
	const rows = await sql<{ day: string }[]>`
		select distinct ${day} as day from ${sql(type.name)}
		where region = ${region} and source = ${origin} and department = ${department}
			and ${column} >= ${from} and ${column} < ${to}
			${after > 0 ? sql`and key in (select key from ledger_entry where region = ${region} and seq > ${after})` : sql``}`;
	return rows.map((row) => row.day);
}
