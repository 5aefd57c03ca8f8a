/** Code lists at the door: what the migration loaded, against what rows may say on their day. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ANY, context, freshCore } from '../../../tests/core';
import type { Core } from '../server/core.server';
import { codeErrors } from './codes';
import { datasetOf, DATASETS } from './datasets.server';
import type { Parsed } from './dataset';
import { ingestRows } from './records.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core;
beforeAll(async () => void (core = await freshCore()));
afterAll(() => core.close());

const example = (name: string, id: string) => datasetOf(name)!.example(id, now);
const send = async (dataset: string, row: object) => {
	const { outcomes } = await ingestRows(core, context(now), ANY, [{ dataset, row }]);
	const [outcome] = outcomes;
	return typeof outcome === 'string'
		? outcome
		: outcome!.errors.map(({ field, code, message }) => ({ field, code, message }));
};

/** The code lists that a schema names, at any depth. */
function listsOf(schema: z.ZodType): string[] {
	const list = schema.meta()?.codes;
	const def = schema.def as { innerType?: z.ZodType; element?: z.ZodType };
	const inner = def.innerType ?? def.element;
	return [
		...(list === undefined ? [] : [list]),
		...(inner ? listsOf(inner) : []),
		...(schema instanceof z.ZodObject
			? Object.values(schema.shape).flatMap((field) => listsOf(field as z.ZodType))
			: [])
	];
}

it('has every list that a field names, in order, with labels and sources', () => {
	const used = new Set(DATASETS.flatMap(({ schema }) => listsOf(schema)));
	expect(used.size).toBeGreaterThan(40);
	for (const list of used) {
		const codes = core.reference.codes(list, '2026-11-23');
		expect(codes.length, list).toBeGreaterThan(1);
		for (const { code, label, source } of codes) {
			expect([code, label, source].every(Boolean), `${list} ${code}`).toBe(true);
			expect(label, list).toMatch(/[\u4e00-\u9fff]/);
		}
	}
	expect(core.reference.codes('check_form').map(({ code }) => code)).toEqual([
		...['onsite', 'remote', 'written']
	]);
});

it('has a label for each code that a rule knows', () => {
	for (const { schema, name } of DATASETS) {
		const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
		for (const [field, property] of Object.entries(properties!)) {
			const { codes, enum: known } = property as { codes?: string; enum?: string[] };
			if (!codes || !known) continue;
			const listed = core.reference.codes(codes, '2026-11-23').map(({ code }) => code);
			expect(listed, `${name}.${field}`).toEqual(expect.arrayContaining(known));
		}
	}
});

it.each(DATASETS.map(({ name }) => name))('the codes in the example of %s hold', (name) => {
	const { schema } = datasetOf(name)!;
	const row = schema.parse(example(name, 'x')) as Parsed;
	expect(codeErrors(core.reference.codeLists, datasetOf(name)!, row, now)).toEqual([]);
});

it('refuses a code that no list has, and lists those that hold', async () => {
	expect(
		await send('inspections', { ...example('inspections', 'a'), checkForm: 'by-phone' })
	).toEqual([
		{
			field: 'checkForm',
			code: 'unknown_code',
			message: '没有代码“by-phone”，可用：onsite 现场、remote 非现场、written 书面'
		}
	]);
});

it('refuses a code that does not hold on the day of the act, whenever it is reported', async () => {
	const penalty = { ...example('penalties', 'b'), punishKind: 'criticism' };
	expect(await send('penalties', { ...penalty, decisionDate: '2021-07-14' })).toMatchObject([
		{ field: 'punishKind', code: 'code_not_valid' }
	]);
	expect(await send('penalties', { ...penalty, decisionDate: '2021-07-15' })).toBe('accepted');
	const early = { ...example('penalties', 'c'), punishKind: 'fine', decisionDate: '1998-03-01' };
	expect(await send('penalties', early)).toBe('accepted');
});

it('asks each entry of a list, and within objects', async () => {
	const item = { ...example('items', 'd'), method: ['inspection', 'prayer', 'other'] };
	expect(await send('items', item)).toMatchObject([{ field: 'method.1', code: 'unknown_code' }]);
	const contents = [{ content: '甲' }, { content: '乙', checkType: 'weekly' }];
	const checklist = {
		...example('checklists', 'e'),
		checkItems: [{ checkItem: '项', contents }]
	};
	expect(await send('checklists', checklist)).toMatchObject([
		{ field: 'checkItems.0.contents.1.checkType', code: 'unknown_code' }
	]);
});

it('asks nothing of what a withdrawal repeats', async () => {
	const row = example('inspections', 'f');
	expect(await send('inspections', row)).toBe('accepted');
	expect(
		await send('inspections', { ...row, checkForm: 'by-phone', version: 2, withdrawn: true })
	).toBe('corrected');
});

it('keeps lists of objects as they came, through a correction', async () => {
	const row = example('checklists', 'g');
	expect(await send('checklists', row)).toBe('accepted');
	expect(await send('checklists', row)).toBe('duplicate');
	expect(await send('checklists', { ...row, version: 2, state: 'disabled' })).toBe('corrected');
	const [past] = await core.database.sql<{ check_items: unknown }[]>`
		select check_items from checklist_past where key = 'checklist/test/g'`;
	expect(past!.check_items).toEqual(row.checkItems);
});

it('seals persons and free text of the new datasets and fields', async () => {
	const SECRETS = [
		'赵甲',
		'钱乙',
		'孙丙',
		'某街 1 号',
		'140603198001010008',
		'某人所说',
		'13900010001'
	];
	const [person, leader, staff, address, code, words, phone] = SECRETS;
	const counterparty = {
		...{ administrativeCp: person, administrativeCpNa: '1', administrativeCpCeType: '111' },
		administrativeCpUiCode: code
	};
	const places = { addressRegistered: address, addressOperating: address };
	const rows: [string, object][] = [
		['approvals', { ...counterparty, ...places, content: words, feedback: words }],
		['credit-records', { ...counterparty, content: words }],
		[
			'joint-tasks',
			{ inspectClaim: words, remark: words, feedbackSuggestion: words, endReason: words }
		],
		['items', { responsibleLeader: leader, handler: staff }],
		['officers', { officerName: staff, phone }],
		['inspections', { ...counterparty, ...places, superviseObject: person, checkPersonnel: staff }],
		['inspections', { checkPersonnel: staff, submittedPersonnel: staff, remark: words }],
		['penalties', { legalReviewOpinion: words, otherHandling: words, executionResult: words }],
		['coercions', { coercionResult: words }],
		['warnings', { props: words, disposal: words }],
		['complaints', { territory: words, object: words, objectCreditCode: '91140603MAXXX00093' }]
	];
	for (const [i, [name, more]] of rows.entries()) {
		const outcome = await send(name, { ...example(name, `seal-${i}`), ...more });
		expect(outcome, `${name} ${JSON.stringify(outcome)}`).toBe('accepted');
	}
	const stored = JSON.stringify(
		await Promise.all(
			[...new Set(rows.map(([name]) => datasetOf(name)!.type.name))].map(
				(table) => core.database.sql`select to_jsonb(t) as row from ${core.database.sql(table)} t`
			)
		)
	);
	expect(stored).toContain('seal-0');
	expect(SECRETS.filter((secret) => stored.includes(secret))).toEqual([]);
	expect(stored).not.toContain('91140603MAXXX00093');
});
