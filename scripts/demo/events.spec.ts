import { beforeAll, expect, it, vi } from 'vitest';
import { Coercion, Inspection, OtherAct, Penalty } from '../../src/lib/domain/acts/model';
import { Complaint } from '../../src/lib/domain/complaints/model';
import { Warning } from '../../src/lib/domain/warnings/model';
import { events, inOrder } from './events';
import { momentOf } from './time';
import { groupBy, world, type DemoEvent } from './world';

// Four hundred days of a whole district, on whatever machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const startedOn = new Date('2026-11-23T11:00:00+08:00');
const district = world({ seed: 'test', startedOn });
const beginning = momentOf(district.firstDay, -1);
const SCHEMAS = {
	inspections: Inspection,
	penalties: Penalty,
	coercions: Coercion,
	'other-acts': OtherAct,
	complaints: Complaint,
	warnings: Warning
};
type Name = keyof typeof SCHEMAS;
let all: DemoEvent[];
let records: Map<string, DemoEvent[]>;

beforeAll(() => {
	all = [...events(district, beginning, startedOn)];
	records = groupBy(all, ({ dataset, row }) => `${dataset}/${row.id}`);
});

const recordsOf = (...names: Name[]) =>
	[...records.values()].filter((list) => names.includes(list[0]!.dataset as Name));

it('has about as much history as is asked for', () => {
	const acts = recordsOf('inspections', 'penalties', 'coercions', 'other-acts').length;
	expect(acts).toBeGreaterThan(57_000);
	expect(acts).toBeLessThan(63_000);
	expect(recordsOf('penalties').length / acts).toBeCloseTo(0.05, 2);
	expect(recordsOf('complaints').length).toBeGreaterThan(7600);
	expect(recordsOf('complaints').length).toBeLessThan(8400);
	expect(recordsOf('warnings').length).toBeGreaterThan(1850);
	expect(recordsOf('warnings').length).toBeLessThan(2150);
});

it('comes in order, within the window', () => {
	expect(all.every((event, i) => i === 0 || inOrder(all[i - 1]!, event) < 0)).toBe(true);
	expect(all[0]!.at > beginning && all.at(-1)!.at <= startedOn).toBe(true);
});

it('has rows that every door accepts, and no time later than its arrival', () => {
	const sample = all.filter(({ dataset }, i) => i % 7 === 0 || dataset === 'penalties');
	const times = [
		'checkDate',
		'startDate',
		'registeredAt',
		'createdAt',
		'signedAt',
		'closedAt',
		'feedbackAt'
	];
	const problems = sample.flatMap(({ at, dataset, row }) => {
		const result = SCHEMAS[dataset as Name].safeParse(row);
		const late = times.filter(
			(name) => row[name] && Date.parse(row[name] as string) > at.getTime()
		);
		return result.success && late.length === 0 ? [] : [{ row, late, issues: result.error?.issues }];
	});
	expect(problems.slice(0, 3)).toEqual([]);
});

it('follows a record with higher versions, later', () => {
	expect(records.size).toBeGreaterThan(0);
	for (const list of records.values()) {
		list.reduce((before, after) => {
			const [former, next] = [before, after].map(({ row }) => Number(row.version ?? 1));
			if (next! <= former! || after.at < before.at) expect.fail(JSON.stringify(after));
			return after;
		});
	}
});

it('signs before it verifies, disposes and closes', () => {
	const steps = [
		'createdAt',
		'registeredAt',
		'signedAt',
		'verifiedAt',
		'disposedAt',
		'feedbackAt',
		'closedAt'
	];
	const cases = recordsOf('complaints', 'warnings');
	expect(cases.length).toBeGreaterThan(0);
	for (const list of cases) {
		const row = list.at(-1)!.row;
		const times = steps.flatMap((step) => (row[step] ? [Date.parse(row[step] as string)] : []));
		if (times.some((time, i) => i > 0 && time < times[i - 1]!)) expect.fail(JSON.stringify(row));
	}
});

it('corrects about one inspection in a hundred and withdraws fewer', () => {
	const inspections = recordsOf('inspections');
	const corrected = inspections.filter((list) => list.length > 1).length / inspections.length;
	const withdrawn =
		inspections.filter((list) => list.at(-1)!.row.withdrawn).length / inspections.length;
	expect(corrected).toBeGreaterThan(0.008);
	expect(corrected).toBeLessThan(0.016);
	expect(withdrawn).toBeGreaterThan(0.001);
	expect(withdrawn).toBeLessThan(0.004);
});

it('gives the board decisions that may be shown and others that may not any more', () => {
	const shown = recordsOf('penalties').flatMap((list) => {
		const { row } = list.at(-1)!;
		return row.publishedOn && !row.withdrawn ? [row] : [];
	});
	expect(shown.every((row) => row.administrativeCpNa === '2')).toBe(true);
	expect(shown.filter((row) => row.publishUntil! >= '2026-11-23').length).toBeGreaterThan(100);
	expect(shown.filter((row) => row.publishUntil! < '2026-11-23').length).toBeGreaterThan(100);
});

it('works on working days and rests on others', () => {
	const acts = all.filter(({ dataset }) => dataset === 'inspections');
	const on = (day: string) =>
		acts.filter(({ row }) => String(row.checkDate).startsWith(day)).length;
	// 2026-10-01 is a holiday; 2026-10-10, a Saturday, makes up for one.
	expect(on('2026-10-10')).toBeGreaterThan(2 * on('2026-10-01'));
	expect(on('2026-11-18')).toBeGreaterThan(2 * on('2026-11-15'));
});

it.each(['2025-11-20T03:17:00Z', '2026-03-02T16:00:00Z', '2026-11-22T10:00:01Z'])(
	'is the same in one window or in two that meet at %s',
	(middle) => {
		const b = new Date(middle);
		const [a, c] = [new Date(b.getTime() - 9 * 86_400_000), new Date(b.getTime() + 6 * 86_400_000)];
		const whole = [...events(district, a, c)];
		expect(whole.length).toBeGreaterThan(500);
		const both = [...events(district, a, b), ...events(district, b, c)];
		expect(JSON.stringify(both) === JSON.stringify(whole)).toBe(true);
		const known = all.filter(({ at }) => at > a && at <= c);
		if (c <= startedOn) expect(JSON.stringify(known) === JSON.stringify(whole)).toBe(true);
	}
);

it('goes on without an end where none is given', () => {
	const stream = events(district, startedOn);
	const first = Array.from({ length: 3000 }, () => stream.next().value as DemoEvent);
	expect(first.at(-1)!.at.getTime() - startedOn.getTime()).toBeGreaterThan(5 * 86_400_000);
});
