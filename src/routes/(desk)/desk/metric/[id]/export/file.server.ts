/** The list behind a figure as a table, page after page of the same entry; where it comes from stands under it. */
import { describe } from '$lib/domain/describe.server';
import type { RecordRow } from '$lib/domain/records.server';
import { dateOf } from '$lib/metrics/period';
import { app } from '$lib/server/app.server';
import type { Drill } from '$lib/server/views.server';
import { deadline, moment } from '../../../../../wording';
import { lineOf } from '../../../listed';
import { partName } from '../../../parts';
import { periodName } from '../../../places';
import type { Asked } from './asked.server';
import { BOM, linesOf } from './csv';

export interface Export {
	/** The first page, which fixes the entry of all that follow. */
	first: Drill;
	purpose: string;
	now: Date;
}

const WIDTH = 7;

/** @throws Error where fewer rows came than were counted: a file that lacks some must not look whole. */
export async function* csvOf(
	asked: Asked,
	{ first, purpose, now }: Export,
	next: (cursor: string) => Promise<Drill>
): AsyncGenerator<string> {
	const at = Date.parse(first.tile.asOf.at);
	const lines = first.rows.map((row) => lineOf(row.record, row.t, row.fields, at));
	const deadlines = lines.length > 0 && lines.every(({ kind }) => kind === 'deadline');
	const time = deadlines ? '办理时限' : '时间';
	const head = ['记录标识', '类别', time, '责任部门', '乡镇', '标题', '来源'];
	yield BOM + linesOf([head], WIDTH);
	let count = 0;
	for (let page = first; ;) {
		count += page.rows.length;
		yield linesOf(
			page.rows.map((row) => cellsOf(row, at)),
			WIDTH
		);
		if (page.next === null) break;
		page = await next(page.next);
	}
	if (count !== first.total) throw new Error(`${count} of ${first.total} rows could be read`);
	yield linesOf([[], ...provenance(asked, { first, purpose, now })], WIDTH);
}

function cellsOf(row: RecordRow, at: number): string[] {
	const { reference } = app();
	const line = lineOf(row.record, row.t, row.fields, at);
	return [
		row.key,
		describe(row.record).label,
		line.at === null
			? ''
			: line.kind === 'deadline'
				? deadline(line.at)
				: moment(line.at).slice(0, line.kind === 'day' ? 10 : 19),
		reference.departmentName(row.department),
		reference.townshipName(row.township),
		row.title,
		row.key.split('/')[1] ?? ''
	];
}

function provenance(
	{ person, metric, ...asked }: Asked,
	{ first, purpose, now }: Export
): string[][] {
	const { reference } = app();
	const { grant } = person;
	const { seq, at } = first.tile.asOf;
	return [
		['指标', `${metric.name}（${metric.id}）`],
		['组成', partName(metric, asked.part)],
		['范围', scopeName(asked.scope)],
		['期间', metric.periodic ? periodName(asked.period) : '此刻'],
		['截至', `台账 #${seq}，${moment(at)}`],
		['记录数', String(first.total)],
		[
			'导出人',
			[person.name, person.department && reference.departmentName(person.department)]
				.filter(Boolean)
				.join('，')
		],
		['导出时间', moment(now.toISOString())],
		['导出事由', purpose],
		...(grant
			? [['授权', `${reference.departmentName(grant.provider)}授权使用，用途：${grant.purpose}`]]
			: [])
	];
}

export function nameOf({ metric, part, scope, period }: Asked, { tile }: Drill): string {
	const { seq, at } = tile.asOf;
	const what = part === 'numerator' ? metric.name : `${metric.name}（${partName(metric, part)}）`;
	const when = metric.periodic ? [periodName(period)] : [];
	const day = dateOf(new Date(at)).replaceAll('-', '');
	return `${[what, scopeName(scope), ...when, `台账${seq}`, day].join('_')}.csv`;
}

export function scopeName(scope: string): string {
	const { reference } = app();
	const [kind, code = ''] = scope.split(':');
	if (kind === 'district') return '全区';
	if (kind === 'department') return reference.departmentName(code);
	return reference.townshipName(code === 'none' ? null : code);
}
