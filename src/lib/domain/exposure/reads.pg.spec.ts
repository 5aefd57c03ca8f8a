import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGION } from '../../../../tests/core';
import { freshDatabase } from '../../../../tests/postgres';
import { recordKey } from '../../ledger/record';
import { openDatabase, type Database } from '../../server/database.server';
import { Rows } from '../../server/rows.server';
import { penalties } from '../acts/tables.server';
import { board, currentExposures } from './reads.server';

let database: Database;
let rows: Rows;
let count = 0;

beforeAll(async () => {
	const url = await freshDatabase();
	database = openDatabase(url, { max: 2 });
	rows = new Rows(url, REGION);
	await database.orm
		.insert(penalties.present)
		.values([
			row({ id: 'plain', publishedOn: '2026-11-02' }),
			row({ id: 'minor-over', severity: 'minor', publishedOn: '2026-08-22' }),
			row({ id: 'minor-last-day', severity: 'minor', publishedOn: '2026-08-23' }),
			row({ id: 'ended', publishedOn: '2026-06-01', publishUntil: '2026-11-22' }),
			row({ id: 'serious', severity: 'serious', publishedOn: '2024-01-10' }),
			row({ id: 'too-long', publishedOn: '2025-11-22', publishUntil: '2029-01-01' }),
			row({ id: 'tomorrow', publishedOn: '2026-11-24' }),
			row({ id: 'unpublished', publishedOn: null }),
			row({ id: 'withdrawn', publishedOn: '2026-11-02', withdrawn: true }),
			row({ id: 'person', publishedOn: '2026-11-02', administrativeCpNa: '1' }),
			row({ id: 'card', publishedOn: '2026-11-02', administrativeCpCeType: '111' }),
			row({ id: 'household', publishedOn: '2026-11-02', administrativeCpNa: '3' })
		]);
});
afterAll(() => Promise.all([database.close(), rows.close()]));

const read = (name: string, page = 1, size = 20) =>
	board(rows, REGION, { today: '2026-11-23', name, page, size });

test('shown: legal persons, published, within their time, the latest first', async () => {
	const { rows, total } = await read('');
	expect(rows.map((r) => [r.documentNumber, r.until])).toEqual([
		['plain', '2027-11-02'],
		['minor-last-day', '2026-11-23'],
		['serious', '2027-01-10']
	]);
	expect(total).toBe(3);
});

test('search by a part of the name; its wildcards are letters', async () => {
	expect((await read('示范serious')).rows).toHaveLength(1);
	expect((await read('%')).total).toBe(0);
	expect((await read('_')).total).toBe(0);
});

test('pages are cut to those there are', async () => {
	const last = await read('', 9, 2);
	expect([last.page, last.pages, last.rows.length]).toEqual([2, 2, 1]);
});

test('neither facts nor personal numbers reach the public', async () => {
	const text = JSON.stringify([
		await read(''),
		await currentExposures(rows, REGION, '2026-11-23', 10)
	]);
	expect(text).not.toContain('sealed|');
	expect(text).not.toMatch(/13900010001/);
	expect(text).toContain('（略）');
});

test('the ticker shows the same penalties', async () => {
	const items = await currentExposures(rows, REGION, '2026-11-23', 2);
	expect(items.map((item) => item.id)).toEqual([
		'exposure|penalty/test/plain',
		'exposure|penalty/test/minor-last-day'
	]);
});

type Row = typeof penalties.present.$inferInsert;

function row(change: Pick<Row, 'id'> & Partial<Row>): Row {
	const { id } = change;
	return {
		region: REGION,
		key: recordKey('penalty', 'test', id),
		seq: ++count,
		source: 'test',
		version: 1,
		department: 'shijian',
		withdrawn: false,
		administrativeCp: `平鲁区示范${id}有限公司（演示）`,
		administrativeCpNa: '2',
		administrativeCpCeType: '001',
		administrativeCpUiCode: '91140603MAXXX0013D',
		superviseItemImplementCode: '01310001000000',
		punishActionName: '未按规定公示价格案',
		punishActionCode: id,
		illegalFact: 'sealed|penalty|x',
		punishBasis: '《价格法》第四十二条',
		punishProcedure: 'ordinary',
		punishDocumentNumber: id,
		decisionDate: '2026-10-30',
		punishKind: 'fine',
		punishResult: '罚款 2000 元，缴款咨询 13900010001',
		severity: 'general',
		...change
	};
}
