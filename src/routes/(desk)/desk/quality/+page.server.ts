import { ownScope, seesDistrict } from '$lib/domain/access/actor';
import { listAnomalies } from '$lib/domain/anomalies/reads.server';
import { datasetWord } from '$lib/domain/anomalies/words';
import {
	readFound,
	readIntake,
	readReasons,
	readReceipts,
	readSystems
} from '$lib/domain/quality/reads.server';
import { readUnknownDevices } from '$lib/domain/quality/devices.server';
import { qualityRows, spanOf, SPANS, type QualityRow } from '$lib/domain/quality/rules';
import { countUnmatched } from '$lib/domain/quality/unmatched.server';
import { app } from '$lib/server/app.server';
import { answered } from '../../../answered.server';
import { missingYear } from '../../../calendar.server';
import { EVERYTHING } from '../anomalies/filter.server';
import { enter, requireScope } from '../entry.server';
import { withQuery } from '../places';
import { happenedHow } from '../record/[...key]/history';
import { codeWord, fieldWord } from './words.server';
import type { PageServerLoad } from './$types';

const SPAN_NAMES = { today: '今日', week: '本周', month: '本月' };

export const load: PageServerLoad = async (event) => {
	const person = enter(event);
	await requireScope(person, ownScope(person)!);
	const { rows, region, reference, now } = app();
	const at = now();
	const span = spanOf(event.url.searchParams.get('period'), at);
	const read = rows.as(person, at, async (sql) => {
		const [intake, receipts, found, systems, reasons, unmatched, overdue, unknown] =
			await Promise.all([
				readIntake(sql, region, span.days),
				readReceipts(sql, region, span, at),
				readFound(sql, region, span),
				readSystems(sql, region),
				readReasons(sql, region, span),
				countUnmatched(sql, region),
				listAnomalies(sql, region, { ...EVERYTHING, state: 'overdue' }, { now: at, after: null }),
				readUnknownDevices(sql, region)
			]);
		return { intake, receipts, found, systems, reasons, unmatched, overdue, unknown };
	});
	const [quality, calendar] = await Promise.all([answered(read), missingYear(person)]);
	const { systems, reasons, unmatched, overdue, unknown } = quality;
	const silentDays = new Map(systems.map(({ keyName, silentDays }) => [keyName, silentDays]));
	const names = new Map(systems.map(({ keyName, systemName }) => [keyName, systemName]));
	return {
		district: seesDistrict(person),
		department: person.department && reference.departmentName(person.department),
		calendar,
		now: at.getTime(),
		spans: SPANS.map((id) => ({ id, name: SPAN_NAMES[id] })),
		span: { id: span.id, name: SPAN_NAMES[span.id], ...span.days },
		counts: {
			open: quality.found.reduce((sum, { open }) => sum + open, 0),
			overdue: overdue.total,
			unmatched,
			unknown: unknown.length
		},
		rows: qualityRows(quality, silentDays, at).map((row) =>
			shown(row, names.get(row.source), span.id)
		),
		reasons: reasons.map(({ dataset, field, code, rows, message }) => ({
			what: `${datasetWord(dataset)} · ${fieldWord(dataset, field) ?? '整行'}`,
			why: codeWord(code) ?? message,
			message,
			rows,
			href: withQuery('/desk/anomalies', {
				...{ state: 'all', kind: 'rejected', dataset, code, period: span.id },
				...(field ? { field } : { whole: '1' })
			})
		}))
	};
};

function shown(row: QualityRow, system: string | undefined, period: string) {
	const { reference } = app();
	const { source, department, lastAt, doors, ...rest } = row;
	const shared = department === '*';
	const list = (state: string, found: string | null) =>
		withQuery('/desk/anomalies', {
			...{ state, source, department: shared ? null : department, period: found }
		});
	return {
		...rest,
		...{ source, department, system: system ?? null, shared },
		departmentName: shared ? '多部门共用' : reference.departmentName(department),
		lastAt: lastAt?.toISOString() ?? null,
		channels: doors.map(happenedHow),
		foundHref: list('all', period),
		openHref: list('open', null)
	};
}
