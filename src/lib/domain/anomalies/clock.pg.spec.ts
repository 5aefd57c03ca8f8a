import { afterEach, beforeEach, expect, test } from 'vitest';
import { context, freshCore, REGION, send } from '../../../../tests/core';
import { DATASETS } from '../../ingest/datasets.server';
import { History } from '../../metrics/history.server';
import { periodOf } from '../../metrics/period';
import { measure } from '../../metrics/tile';
import type { Core } from '../../server/core.server';
import { METRICS } from '../metrics';
import { runClock } from './clock.server';
import type { Anomaly } from './model';
import { dismiss } from './writes.server';

let core: Core;
beforeEach(async () => void (core = await freshCore()));
afterEach(() => core.close());

const at = (time: string) => new Date(`${time}+08:00`);
const noon = (day: string) => at(`${day}T12:00:00`);
const MINE = { source: 'mine', department: 'nengyuan' };

/** Through the door, at this time, as the source `mine`. */
async function report(time: Date, name: string, id: string, more: object = {}): Promise<void> {
	const dataset = DATASETS.find((one) => one.name === name)!;
	const row = { ...dataset.example(id, time), department: 'nengyuan', ...more };
	const ctx = context(time, 'source:mine');
	const { rejected } = await send(core, ctx, { ...MINE, department: null }, name, [row]);
	expect(rejected).toEqual([]);
}

const clock = (time: Date, own = core) =>
	runClock(own, { region: REGION, actor: 'job:clock', source: 'job', now: time });

const expectReport = (dataset: string, every: string, since: string, more: object = {}) => {
	const all = { origin: 'mine', department: 'nengyuan', grace: 1, reason: '示例', ...more };
	return core.database
		.sql`insert into expected_report ${core.database.sql({ region: REGION, dataset, every, since, ...all })}`;
};

type Told = Pick<Anomaly, 'key' | 'state' | 'department' | 'correction'> & {
	id: string;
	codes: string[];
};
/** In the order in which they were found. */
const anomalies = async (kind: string) => [
	...(await core.fold.sql<Told[]>`
		select key, origin_id as id, state, department, correction,
			array(select e ->> 'code' from jsonb_array_elements(errors) e) as codes
		from anomaly where kind = ${kind} order by found_at, origin_id, key`)
];
const briefly = async (kind: string) =>
	(await anomalies(kind)).map(({ id, state }) => `${id} ${state}`);

// The days before 中秋 and before 国庆; 5 working days as in the calendar's own vectors.
test.each([
	['2026-09-24', '2026-10-10'],
	['2026-09-30', '2026-10-14']
])(
	'a row refused on %s is overdue when %s begins; an accepted correction closes it',
	async (day, over) => {
		const found = noon(day);
		const [dataset] = DATASETS.filter(({ name }) => name === 'inspections');
		const good = dataset!.example('one', found);
		const bad = { ...good, checkResult: undefined };
		const { rejected } = await send(core, context(found), MINE, 'inspections', [bad]);
		expect(rejected).toHaveLength(1);

		const end = at(`${over}T00:00:00`);
		const overdueAt = async (time: Date) => {
			const { state } = await History.open(core.fold, REGION, METRICS);
			const month = periodOf('month', time)!;
			return measure(state, { mark: 'obligation.open', when: 'overdue' }, 'district', month, time)
				.n;
		};
		expect(await overdueAt(new Date(end.getTime() - 60_000))).toBe(0);
		expect(await overdueAt(end)).toBe(1);

		await send(core, context(end), MINE, 'inspections', [good]);
		expect(await overdueAt(end)).toBe(0);
		expect(await anomalies('rejected')).toMatchObject([
			{ id: 'one', state: 'corrected', correction: 'inspection/mine/one' }
		]);
		const [duty] = await core.fold.sql<{ due_at: string; closed_at: string }[]>`
		select due_at, closed_at from obligation where subject_record = 'anomaly'`;
		expect([new Date(duty!.due_at), new Date(duty!.closed_at)]).toEqual([end, end]);
	}
);

test('a report that did not come is missing when its grace is over, and closes with what tells of its period', async () => {
	await expectReport('inspections', 'day', '2026-09-23');
	await report(noon('2026-09-23'), 'inspections', 'a');
	// Thursday's grace is Monday: 中秋 lies between.
	await clock(at('2026-09-28T23:59:59'));
	expect(await briefly('missing')).toEqual([]);
	await clock(at('2026-09-29T00:00:00'));
	expect(await briefly('missing')).toEqual(
		['24', '25', '26', '27'].map((day) => `missing.2026-09-${day}.day open`)
	);
	await clock(at('2026-09-29T00:00:05'));
	expect(await anomalies('missing')).toHaveLength(4);

	// Told late, of the 24th; and of another department on the 25th.
	const late = noon('2026-09-29');
	await report(late, 'inspections', 'b', { checkDate: '2026-09-24T23:59:00+08:00' });
	await report(late, 'inspections', 'c', { checkDate: '2026-09-25', department: 'shijian' });
	expect((await briefly('missing')).slice(0, 2)).toEqual([
		'missing.2026-09-24.day corrected',
		'missing.2026-09-25.day open'
	]);
	expect((await anomalies('missing'))[0]!.correction).toBe('inspection/mine/b');
});

test('what was missed while nothing ran is found afterwards, once, also by another process', async () => {
	await expectReport('penalties', 'month', '2026-01-01', { grace: 0 });
	await expectReport('penalties', 'month', '2026-01-01', { grace: 0, department: 'shijian' });
	await report(noon('2026-04-10'), 'penalties', 'p', { decisionDate: '2026-03-31' });
	const now = at('2026-06-01T00:00:00');
	await Promise.all([clock(now), clock(now, { ...core })]);
	// Whichever came second had nothing to do, or skipped.
	await clock(now, { ...core });
	const found = await anomalies('missing');
	const of = (department: string) =>
		found.filter((one) => one.department === department).map(({ id }) => id.slice(8, 15));
	expect(of('nengyuan')).toEqual(['2026-01', '2026-02', '2026-04', '2026-05']);
	expect(of('shijian')).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']);
});

test('a report that nobody is to make up for is not found missing again', async () => {
	await expectReport('inspections', 'week', '2026-11-02');
	const now = noon('2026-11-16');
	await clock(now);
	const [first] = await anomalies('missing');
	await dismiss(core, context(now, 'user:x'), first!.key, '当周停产，无检查', () => {});
	await clock(now, { ...core });
	expect(await briefly('missing')).toEqual(['missing.2026-11-02.week dismissed']);
});

test('what has no time of its own has come when it is received, late or not', async () => {
	await expectReport('subjects', 'month', '2026-09-01', { grace: 0 });
	await report(noon('2026-09-30'), 'subjects', 's');
	await clock(at('2026-10-01T00:00:00'));
	expect(await briefly('missing')).toEqual([]);
	await clock(at('2026-11-01T00:00:00'));
	expect(await briefly('missing')).toEqual(['missing.2026-10-01.month open']);
	await report(noon('2026-11-03'), 'subjects', 's', { version: 2 });
	expect(await briefly('missing')).toEqual(['missing.2026-10-01.month corrected']);
	await clock(at('2026-11-03T12:00:05'), { ...core });
	expect(await anomalies('missing')).toHaveLength(1);
});

test('an act whose inspection never came is inconsistent after the time in which it was to be reported', async () => {
	// Ten working days after Monday the 2nd: the end of Monday the 16th.
	const day = noon('2026-11-02');
	await report(day, 'penalties', 'none', { checkActionCode: 'JC-none' });
	await report(day, 'penalties', 'without');
	await report(day, 'penalties', 'late', { checkActionCode: 'JC-late' });
	await report(day, 'coercions', 'foreign', { checkActionCode: 'JC-foreign' });
	await report(day, 'inspections', 'foreign', { department: 'shijian' });
	await report(noon('2026-11-10'), 'inspections', 'late');
	await clock(at('2026-11-16T23:59:59'));
	expect(await briefly('inconsistent')).toEqual([]);
	await clock(at('2026-11-17T00:00:00'));
	await clock(at('2026-11-17T00:00:05'));
	expect(await anomalies('inconsistent')).toMatchObject([
		{ id: 'foreign', codes: ['unknown_inspection'], state: 'open', department: 'nengyuan' },
		{ id: 'none', codes: ['unknown_inspection'], state: 'open' }
	]);

	// Corrected, it is closed; still without its inspection, it is found again when its time is over again.
	const again = noon('2026-11-17');
	await report(again, 'penalties', 'none', { version: 2, checkActionCode: 'JC-nowhere' });
	await clock(noon('2026-11-18'), { ...core });
	expect(await briefly('inconsistent')).toEqual(['foreign open', 'none corrected']);
	await clock(at('2026-12-02T00:00:00'), { ...core });
	expect(await briefly('inconsistent')).toEqual(['foreign open', 'none corrected', 'none open']);
});

test('an item that is not on the list is a contradiction once there is a list; dismissed, it is not told again', async () => {
	await report(noon('2026-11-02'), 'inspections', 'one');
	await clock(noon('2026-11-17'));
	expect(await anomalies('inconsistent')).toEqual([]);
	await report(noon('2026-11-17'), 'items', 'item', { itemCode: '14060300100002' });
	await clock(noon('2026-11-18'), { ...core });
	const [found, ...rest] = await anomalies('inconsistent');
	expect(found).toMatchObject({ id: 'one', codes: ['unknown_item'] });
	expect(rest).toEqual([]);
	const user = context(noon('2026-11-18'), 'user:x');
	await dismiss(core, user, found!.key, '省级目录尚未下发此事项', () => {});
	await clock(noon('2026-11-19'), { ...core });
	expect(await briefly('inconsistent')).toEqual(['one dismissed']);
});

test('a system is connected while its key reports within its days', async () => {
	const day = noon('2026-11-02');
	await report(day, 'systems', 'coal', { keyName: 'mine', silentDays: 3 });
	await report(day, 'systems', 'other', { keyName: 'nobody' });
	await report(day, 'systems', 'planned');
	const told = async () =>
		(
			await core.fold.sql<{ kind: string; at: string }[]>`
				select kind, at from ledger_entry where key like 'system/%' and actor = 'job:clock' order by seq`
		).map((entry) => `${entry.kind} ${new Date(entry.at).toISOString()}`);
	await clock(day);
	await clock(at('2026-11-05T12:00:00'));
	expect(await told()).toEqual(['system.connected 2026-11-02T04:00:00.000Z']);
	await clock(at('2026-11-05T12:00:01'));
	expect(await told()).toEqual([
		'system.connected 2026-11-02T04:00:00.000Z',
		'system.disconnected 2026-11-05T04:00:01.000Z'
	]);
	await report(noon('2026-11-09'), 'inspections', 'i');
	await clock(noon('2026-11-09'));
	const rows = await core.fold.sql`select id, version, connected from system order by id`;
	expect([...rows]).toEqual([
		{ id: 'coal', version: 1, connected: true },
		{ id: 'other', version: 1, connected: false },
		{ id: 'planned', version: 1, connected: false }
	]);
});
