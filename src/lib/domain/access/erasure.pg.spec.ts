import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANY, context, freshCore, REGION } from '../../../../tests/core';
import { DATASETS } from '../../ingest/datasets.server';
import { ingestRows } from '../../ingest/records.server';
import { keepRejected } from '../../ingest/rejections.server';
import { Forbidden, NotFound } from '../../ledger/errors';
import { verify } from '../../ledger/verify.server';
import { isSealed } from '../../server/privacy.server';
import type { Core } from '../../server/core.server';
import { readAudit } from '../audit/reads.server';
import { types } from '../types.server';
import type { Person } from './actor';
import { erase, previewErasure, subjectsOf } from './erasure.server';

const now = new Date('2026-11-23T02:32:00Z');
const PERSON = '140603198001010016';
const OTHER = '140603198502020028';
const COMPANY = '91140603MAXXX0001A';

const personOf = (role: Person['role']): Person => ({
	...{ kind: 'person', id: role, name: `演示${role}`, role, department: null, township: null },
	...{ certificate: null, grant: null, first: null, session: role }
});

let core: Core;
const doing = (role: Person['role'] = 'security_admin') => ({
	...{ core, person: personOf(role), address: '10.0.0.7', now }
});

beforeAll(async () => {
	core = await freshCore();
	const example = (name: string, id: string) =>
		DATASETS.find((dataset) => dataset.name === name)!.example(id, now);
	const penaltyOf = (id: string, code: string, version = 1) => ({
		dataset: 'penalties',
		row: {
			...example('penalties', id),
			...{ version, administrativeCp: '演示某人', administrativeCpUiCode: code },
			...{ administrativeCpNa: '1', administrativeCpCeType: '111' }
		}
	});
	const rows = [
		penaltyOf('one', PERSON),
		penaltyOf('two', PERSON),
		penaltyOf('other', OTHER),
		{ dataset: 'penalties', row: example('penalties', 'company') },
		{
			dataset: 'complaints',
			row: { ...example('complaints', 'call'), complainant: '演示来电人', phone: '13900010001' }
		}
	];
	await ingestRows(core, context(now), ANY, rows);
	await ingestRows(core, context(now), ANY, [penaltyOf('two', PERSON, 2)]);
});
afterAll(() => core.close());

const told = async (event?: string) =>
	(await core.rows.as(personOf('audit_admin'), now, (sql) => readAudit(sql, { event }))).rows;

/** The sealed values of a record, opened. */
async function opened(table: string, id: string): Promise<(string | null)[]> {
	const [row] = await core.fold.sql`select * from ${core.fold.sql(table)} where id = ${id}`;
	return core.privacy.open(Object.values(row!).filter(isSealed));
}

test('a person is found by his number, however its last letter is written, and by a record about him', async () => {
	for (const text of [PERSON, PERSON.toLowerCase(), ` ${PERSON} `, 'penalty/test/one']) {
		expect(await previewErasure(doing(), text), text).toEqual({
			subjects: [`person/${core.privacy.index(PERSON)}`],
			records: 2,
			refused: 0,
			erased: false
		});
	}
	expect(await previewErasure(doing(), COMPANY)).toMatchObject({
		subjects: [`subject/${COMPANY}`],
		records: 1
	});
	expect(await previewErasure(doing(), 'complaint/test/call')).toMatchObject({
		subjects: ['complaint/test/call'],
		records: 1
	});
	for (const nothing of ['140603199909090099', 'penalty/test/none', 'rejected/test', "' or 1=1"]) {
		expect(await previewErasure(doing(), nothing)).toMatchObject({ subjects: [], records: 0 });
	}
	expect(await subjectsOf(core, 'rejected/test')).toEqual([]);
	const sought = (await told('erasure_sought')).map(({ target }) => target);
	const hashOf = (text: string) => `person/${core.privacy.index(text)}`;
	expect(sought.toReversed()).toEqual([
		...Array<string>(4).fill(hashOf(PERSON)),
		`subject/${COMPANY}`,
		'complaint/test/call',
		hashOf('140603199909090099'),
		null,
		null,
		`${hashOf("' or 1=1")}、${hashOf("' OR 1=1")}`
	]);
});

test('erased, the person is gone from every version, nobody else is, and the ledger is whole', async () => {
	expect(await opened('penalty', 'one')).toContain(PERSON);
	expect(await erase(doing(), PERSON, '依申请删除，平政发〔2026〕1号')).toBe(2);
	for (const [table, id] of [
		['penalty', 'one'],
		['penalty', 'two'],
		['penalty_past', 'two']
	] as const) {
		const values = await opened(table, id);
		expect(values.length).toBeGreaterThan(0);
		expect(values.every((value) => value === null)).toBe(true);
	}
	expect(await opened('penalty', 'other')).toContain(OTHER);
	expect(await opened('complaint', 'call')).toContain('演示来电人');
	expect(await verify(core.fold.sql, REGION, types)).toMatchObject({ bad: null });
	expect(await told('erased')).toMatchObject([
		{
			event: 'erased',
			target: `person/${core.privacy.index(PERSON)}`,
			purpose: '依申请删除，平政发〔2026〕1号',
			detail: '涉及记录 2 条，未通过校验的报送 0 条',
			actor: 'user:security_admin'
		}
	]);
	expect(JSON.stringify(await told())).not.toContain(PERSON);
	expect(await previewErasure(doing(), PERSON)).toEqual({
		...{ subjects: [], records: 2, refused: 0, erased: true }
	});
	await expect(erase(doing(), PERSON, '再次删除')).rejects.toThrow(NotFound);
});

test('a refused row about somebody goes with his key', async () => {
	const number = '140603197001010031';
	const row = { id: 'x', administrativeCpUiCode: number };
	const batch = { batch: 'b', at: now, source: 'test', dataset: 'penalties' };
	const refused = { index: 0, id: 'x', errors: [], raw: JSON.stringify(row), row };
	await keepRejected(core, batch, [refused]);
	expect(await previewErasure(doing(), number)).toMatchObject({ records: 0, refused: 1 });
	expect(await erase(doing(), number, '依申请删除')).toBe(0);
	expect(await previewErasure(doing(), number)).toMatchObject({ refused: 1, erased: true });
});

test('others can neither look up nor erase', async () => {
	for (const role of ['system_admin', 'region_admin', 'audit_admin', 'head'] as const) {
		await expect(previewErasure(doing(role), OTHER)).rejects.toThrow(Forbidden);
		await expect(erase(doing(role), OTHER, '依申请删除')).rejects.toThrow(Forbidden);
	}
	expect(await opened('penalty', 'other')).toContain(OTHER);
});
