/** What the quality desk reads of what the doors wrote; its figures are the lengths of its lists. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { context, freshCore, REGION, send } from '../../../../tests/core';
import { datasetOf } from '../../ingest/datasets.server';
import { Forbidden, Invalid } from '../../ledger/errors';
import type { Core } from '../../server/core.server';
import { creditCodeError } from '../../standards/uscc';
import type { Person } from '../access/actor';
import { listAnomalies, PAGE, type AnomalyFilter } from '../anomalies/reads.server';
import { readExpected } from './expected.server';
import { readFound, readIntake, readReasons, readReceipts } from './reads.server';
import { spanOf } from './rules';
import { countUnmatched, readUnmatched } from './unmatched.server';
import { removeExpected, saveExpected } from './writes.server';

const now = new Date('2026-11-24T02:00:00Z');
const span = spanOf('today', now);
let core: Core;

const person = (role: Person['role'], department: string | null = null): Person => ({
	...{ kind: 'person', id: role, name: role, role, department, township: null },
	...{ certificate: null, grant: null, first: null, session: 'none' }
});
const leader = person('leader');
const head = person('head', 'nengyuan');
const own = { source: 'mine', department: 'nengyuan' };

const example = (dataset: string, id: string, more: object = {}) => ({
	...datasetOf(dataset)!.example(id, now),
	department: 'nengyuan',
	...more
});
const report = (dataset: string, rows: object[], permission = own) =>
	send(core, context(now, `source:${permission.source}`), permission, dataset, rows);
const everything: AnomalyFilter = {
	...{ state: 'open', kind: null, dataset: null, source: null, department: null },
	...{ field: null, code: null, start: null, end: null }
};
const listed = (filter: Partial<AnomalyFilter>, after: string | null = null, as = head) =>
	core.rows.as(as, now, (sql) =>
		listAnomalies(sql, REGION, { ...everything, ...filter }, { now, after })
	);

beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

it('counts each source as its doors and its facts tell, and every reason leads to its rows', async () => {
	const good = example('inspections', 'good', { checkDate: '2026-11-24' });
	await report('inspections', [good]);
	await report('inspections', [good, { ...good, version: 2, checkResult: 'rectify' }]);
	const bad = example('inspections', 'bad', { checkDate: 'x' });
	const worse = example('inspections', 'worse', { checkDate: 'x', nobody: 1 });
	await report('inspections', [bad, worse]);
	await report('inspections', [bad]);

	const [intake, receipts, found, reasons] = await core.rows.as(head, now, (sql) =>
		Promise.all([
			readIntake(sql, REGION, span.days),
			readReceipts(sql, REGION, span, now),
			readFound(sql, REGION, span),
			readReasons(sql, REGION, span)
		])
	);
	const counts = { accepted: 1, corrected: 1, duplicates: 1, rejected: 3 };
	expect(intake).toEqual([{ source: 'mine', department: 'nengyuan', ...counts, lastAt: now }]);
	expect(receipts).toMatchObject([
		{ source: 'mine', department: 'nengyuan', received: 3, passed: 1, doors: ['http'] }
	]);
	expect(found).toEqual([{ source: 'mine', department: 'nengyuan', found: 2, open: 2 }]);
	expect(reasons.find(({ field }) => field === 'checkDate')?.rows).toBe(2);
	for (const { dataset, field, code, rows } of reasons) {
		expect((await listed({ state: 'all', dataset, field, code, ...span })).total).toBe(rows);
	}
	const yesterday = { start: new Date(0), end: span.start };
	expect((await listed({ ...yesterday })).total).toBe(0);
	expect((await listed({}, null, person('head', 'shijian'))).total).toBe(0);
});

it('pages through the open ones, the oldest first, each once; overdue are those whose time has passed', async () => {
	const rows = Array.from({ length: PAGE + 5 }, (_, i) => ({
		id: `many-${i}`,
		department: 'nengyuan'
	}));
	await report('items', rows);
	const first = await listed({ dataset: 'items' });
	const second = await listed({ dataset: 'items' }, first.next);
	expect([first.rows.length, second.rows.length, second.next]).toEqual([PAGE, 5, null]);
	expect(new Set([...first.rows, ...second.rows].map(({ key }) => key)).size).toBe(PAGE + 5);
	await expect(listed({}, 'nonsense')).rejects.toThrow(Invalid);

	const filter = { ...everything, state: 'overdue' as const, dataset: 'items' };
	const overdueAt = (time: string) => {
		const then = new Date(time);
		return core.rows.as(head, then, (sql) =>
			listAnomalies(sql, REGION, filter, { now: then, after: null })
		);
	};
	// Tuesday; five working days later it is Tuesday again, and over at its end.
	expect((await overdueAt('2026-12-01T23:59:00+08:00')).total).toBe(0);
	expect((await overdueAt('2026-12-02T00:00:00+08:00')).total).toBe(PAGE + 5);
});

it('groups acts by a code that no subject has, and names who may be meant until it is reported', async () => {
	const meant = '91140603MAXXX0001A';
	const subject = example('subjects', 's1', {
		creditCode: meant,
		subjectName: '平鲁测试煤业有限公司'
	});
	await report('subjects', [subject], { source: 'registry', department: 'nengyuan' });
	const slipped = slipOf(meant);
	await report(
		'inspections',
		['a', 'b'].map((id) =>
			example('inspections', id, {
				administrativeCp: '平鲁测试煤业有限公司',
				administrativeCpNa: '2',
				administrativeCpCeType: '001',
				administrativeCpUiCode: slipped
			})
		)
	);
	const read = () => core.rows.as(leader, now, (sql) => readUnmatched(sql, REGION, null));
	const { rows } = await read();
	const row = rows.find(({ code }) => code === slipped);
	expect(row).toMatchObject({ acts: 2, departments: ['nengyuan'] });
	expect(row!.candidates[0]).toMatchObject({ creditCode: meant });
	const count = () => core.rows.as(leader, now, (sql) => countUnmatched(sql, REGION));
	const before = await count();
	await report('subjects', [example('subjects', 's2', { creditCode: slipped })]);
	expect(await count()).toBe(before - 1);
});

/** Another real code: one digit of it, and with it the check character. */
function slipOf(code: string): string {
	const all = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
	const slips = all.flatMap((digit) => all.map((check) => code.slice(0, 16) + digit + check));
	return slips.find((slip) => slip[16] !== code[16] && creditCodeError(slip) === null)!;
}

it('expected reports are set by 督查考核 alone, each change in the audit', async () => {
	const doing = (who: Person) => ({ core, person: who, address: '10.0.0.1', now });
	const asked = {
		...{ origin: 'mine', dataset: 'inspections', department: 'nengyuan' },
		...{ every: 'day' as const, grace: 1, since: '2026-11-01', reason: '测试依据一则' }
	};
	await expect(saveExpected(doing(head), asked, ['inspections'])).rejects.toThrow(Forbidden);
	await expect(saveExpected(doing(person('assessor')), asked, [])).rejects.toThrow(Invalid);
	await saveExpected(doing(person('assessor')), asked, ['inspections']);
	await saveExpected(doing(person('assessor')), { ...asked, grace: 2 }, ['inspections']);
	const read = (as: Person) =>
		core.rows.as(as, now, (sql) => readExpected(sql, REGION, '2026-11-24', () => 'inspection'));
	expect(await read(head)).toMatchObject([{ ...asked, grace: 2, open: 0, days: ['2026-11-24'] }]);
	expect(await read(person('head', 'shijian'))).toEqual([]);
	await expect(removeExpected(doing(leader), asked)).rejects.toThrow(Forbidden);
	await removeExpected(doing(person('assessor')), asked);
	expect(await read(leader)).toEqual([]);
	const told = await core.database.sql<{ detail: string }[]>`
		select detail from audit where event = 'parameter_changed' order by seq`;
	expect(told.map(({ detail }) => detail.slice(0, 2))).toEqual(['新增', '每日', '删除']);
});
