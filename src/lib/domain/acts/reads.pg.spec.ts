import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGION } from '../../../../tests/core';
import { freshDatabase } from '../../../../tests/postgres';
import { recordKey } from '../../ledger/record';
import { Rows } from '../../server/rows.server';
import { openDatabase } from '../../server/database.server';
import type { Person } from '../access/actor';
import { ownInspections, PAGE } from './reads.server';
import { inspections } from './tables.server';

const NOW = new Date('2026-11-23T02:00:00Z');
const MINE = '14060319001';
const SEALED = 'sealed|inspection/test/person|x';
let rows: Rows;
let count = 0;

beforeAll(async () => {
	const url = await freshDatabase();
	const database = openDatabase(url, { max: 1 });
	await database.orm.insert(inspections.present).values([
		row({ id: 'mine', checkDate: at(20) }),
		row({ id: 'together', checkDate: at(22), checkPersonnelCode: ['14060319002', MINE] }),
		row({ id: 'person', checkDate: at(21), administrativeCp: SEALED, withdrawn: true }),
		row({ id: 'colleague', checkPersonnelCode: ['14060319002'] }),
		row({ id: 'nobody', checkPersonnelCode: [] }),
		// A number that another department happens to have given as well.
		row({ id: 'foreign', department: 'shijian' }),
		row({ id: 'elsewhere', region: '140602' }),
		...Array.from({ length: PAGE }, (_, i) => row({ id: `old-${i}`, checkDate: at(1) }))
	]);
	await database.close();
	rows = new Rows(url, REGION);
});
afterAll(() => rows.close());

const read = (person: Person, after: string | null = null, region = REGION) =>
	rows.as(person, NOW, (sql) => ownInspections(sql, region, { after }));

test('an officer sees the inspections that carry his number, the latest first, page by page', async () => {
	const first = await read(officer());
	expect(first.rows).toHaveLength(PAGE);
	expect(first.rows.slice(0, 3)).toMatchObject([
		{ key: 'inspection/test/together', checkDate: at(22), result: 'passed' },
		{ key: 'inspection/test/person', counterparty: null, withdrawn: true },
		{ key: 'inspection/test/mine', counterparty: '平鲁区示例煤业有限公司（演示）' }
	]);
	const second = await read(officer(), first.next);
	const keys = [...first.rows, ...second.rows].map(({ key }) => key);
	expect(new Set(keys).size).toBe(PAGE + 3);
	expect(second.next).toBeNull();
});

test("another's, another department's and another region's are not there", async () => {
	expect((await read(officer({ certificate: '14060319002' }))).rows.map(({ key }) => key)).toEqual([
		'inspection/test/together',
		'inspection/test/colleague'
	]);
	expect((await read(officer({ certificate: '14060319009' }))).rows).toEqual([]);
	expect((await read(officer({ certificate: null }))).rows).toEqual([]);
	expect((await read(officer(), null, '140602')).rows).toEqual([]);
	const foreign = await read(officer({ department: 'shijian' }));
	expect(foreign.rows.map(({ key }) => key)).toEqual(['inspection/test/foreign']);
});

test('who still has something to do first, or is of another duty, sees none of them', async () => {
	expect((await read(officer({ first: 'password' }))).rows).toEqual([]);
	expect((await read(officer({ role: 'department_admin' }))).rows).toEqual([]);
});

test('an address that was tampered with is refused', async () => {
	await expect(read(officer(), 'x')).rejects.toThrow('翻页地址无效');
});

function officer(change: Partial<Person> = {}): Person {
	return {
		kind: 'person',
		id: 'u1',
		name: '演示执法人员',
		role: 'officer',
		department: 'nengyuan',
		township: null,
		certificate: MINE,
		grant: null,
		first: null,
		session: 's1',
		...change
	};
}

function at(day: number): Date {
	return new Date(Date.UTC(2026, 10, day, 1));
}

type Row = typeof inspections.present.$inferInsert;

function row(change: Pick<Row, 'id'> & Partial<Row>): Row {
	const { id } = change;
	return {
		region: REGION,
		key: recordKey('inspection', 'test', id),
		seq: ++count,
		source: 'test',
		version: 1,
		department: 'nengyuan',
		withdrawn: false,
		administrativeCp: '平鲁区示例煤业有限公司（演示）',
		administrativeCpNa: '2',
		administrativeCpCeType: '001',
		administrativeCpUiCode: '91140603MAXXX0001A',
		superviseItemImplementCode: '14060300100001',
		checkActionName: '煤矿日常检查',
		checkActionCode: id,
		checkForm: 'onsite',
		checkType: 'daily',
		checkResult: 'passed',
		checkDate: at(10),
		checkPersonnelCode: [MINE],
		...change
	};
}
