import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, freshCore } from '../../../tests/core';
import type { Core } from '../server/core.server';
import { DATASETS } from './datasets.server';
import { ingestRows } from './records.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core;
beforeAll(async () => void (core = await freshCore()));
afterAll(() => core.close());

const send = (dataset: string, ...rows: object[]) =>
	ingestRows(
		core,
		context(now),
		ANY,
		rows.map((row) => ({ dataset, row }))
	);

const example = (name: string, id: string) =>
	DATASETS.find((d) => d.name === name)!.example(id, now);

it.each(DATASETS.map(({ name }) => name))('accepts the example of %s, once', async (name) => {
	const row = example(name, `example-${name}`);
	const first = await send(name, row);
	expect(first.outcomes).toEqual(['accepted']);
	expect(first.seq).toBeGreaterThan(0);
	expect(await send(name, row)).toEqual({ outcomes: ['duplicate'], seq: null });
});

it('corrects with a higher version and refuses other content under the same one', async () => {
	const row = example('inspections', 'c1');
	await send('inspections', row);
	const conflict = await send('inspections', { ...row, checkResult: 'rectify' });
	expect(conflict.outcomes[0]).toMatchObject({ errors: [{ code: 'version_conflict' }] });
	expect(
		(await send('inspections', { ...row, version: 3, checkResult: 'rectify' })).outcomes
	).toEqual(['corrected']);
	expect((await send('inspections', { ...row, version: 2 })).outcomes).toEqual(['duplicate']);
	expect(
		(await send('inspections', { id: 'c1', department: 'nengyuan', version: 4, withdrawn: true }))
			.outcomes
	).toEqual(['corrected']);
	const [past] = await core.database.sql<{ n: number }[]>`
		select count(*)::int as n from inspection_past where key = 'inspection/test/c1'`;
	expect(past!.n).toBe(2);
	const facts = await core.database
		.sql`select 1 from fact where key = 'inspection/test/c1' and until is null`;
	expect(facts.length).toBe(0);
});

it('keeps the good rows and names field and code of the bad ones', async () => {
	const good = example('inspections', 'g1');
	const result = await send(
		'inspections',
		{ ...good, id: 'b1', checkDate: '2026-13-01' },
		good,
		{ ...good, id: 'b2', department: 'nowhere' },
		{ ...good, id: 'b3', surprise: 1 },
		{ ...good, id: 'b4', checkActionName: 'a\u0000b' },
		{ ...good, id: 'b5', checkDate: '2026-11-24' }
	);
	expect(
		result.outcomes.map((o) =>
			typeof o === 'string' ? o : o.errors.map((e) => `${e.field} ${e.code}`)
		)
	).toEqual([
		['checkDate invalid_union'],
		'accepted',
		['department unknown_department'],
		['surprise unrecognized'],
		['checkActionName unstorable'],
		['checkDate future']
	]);
});

it('opens the duties of a warning and closes them by the time their closing was received', async () => {
	const row = { ...example('warnings', 'w1'), level: 1, createdAt: '2026-11-23T02:00:00Z' };
	await send('warnings', row);
	const late = new Date('2026-11-23T03:30:00Z');
	await ingestRows(core, context(late), ANY, [
		{ dataset: 'warnings', row: { ...row, version: 2, signedAt: '2026-11-23T02:10:00Z' } }
	]);
	const duties = await core.database.sql<Record<string, string>[]>`
		select kind, due_at, closed_at, source_closed_at from obligation where subject_key = 'warning/test/w1' order by kind`;
	expect(
		duties.map((d) => [
			d.kind,
			d.due_at && new Date(d.due_at).toISOString(),
			d.closed_at && new Date(d.closed_at).toISOString()
		])
	).toEqual([
		['feedback', '2026-11-24T16:00:00.000Z', null],
		['sign', '2026-11-23T03:00:00.000Z', late.toISOString()]
	]);
	const marks = await core.database.sql<{ marks: string[] }[]>`
		select marks from fact where key = 'obligation/warning/test/w1/sign' and until is null`;
	expect(marks[0]!.marks).toEqual(['obligation.due']);
});

it('seals personal fields: neither table nor past holds them in the clear', async () => {
	const row = {
		...example('inspections', 'p1'),
		administrativeCp: '张三',
		administrativeCpNa: '1',
		administrativeCpCeType: '111',
		administrativeCpUiCode: '14060319910615001X'
	};
	await send('inspections', row);
	const [stored] = await core.database
		.sql`select * from inspection where key = 'inspection/test/p1'`;
	expect(JSON.stringify(stored)).not.toMatch(/张三|14060319910615001X/);
	expect(await core.privacy.open([stored!.administrative_cp as string])).toEqual(['张三']);
});

it('takes whatever has no credit code for a person, and seals it', async () => {
	const row = {
		...example('inspections', 'p2'),
		administrativeCp: '李四',
		administrativeCpUiCode: '140603800101000'
	};
	expect((await send('inspections', row)).outcomes).toEqual(['accepted']);
	await send('warnings', {
		...example('warnings', 'p3'),
		riskObject: '李四',
		riskObjectCertCode: '140603198001010008'
	});
	const stored = await core.database.sql`
		select to_jsonb(i) as row from inspection i where key = 'inspection/test/p2'
		union all select to_jsonb(w) from warning w where key = 'warning/test/p3'
		union all select to_jsonb(p) from privacy_key p`;
	expect(JSON.stringify(stored)).not.toMatch(/李四|140603198001010008|140603800101000/);
});

it('refuses a legal person whose credit code does not close, and takes the old codes of other lengths', async () => {
	const row = example('inspections', 'u1');
	const outcomeOf = async (code: string, more = {}) => {
		const [outcome] = (
			await send('inspections', {
				...{ ...row, id: `u-${code}`, administrativeCpUiCode: code },
				...more
			})
		).outcomes;
		return typeof outcome === 'string'
			? outcome
			: outcome!.errors.map(({ field, code: name }) => `${field} ${name}`);
	};
	const refused = (name: string) => [`administrativeCpUiCode ${name}`];
	expect(await outcomeOf('91140603MAXXX0001B')).toEqual(refused('uscc'));
	expect(await outcomeOf('91350100M000100Y4Z')).toEqual(refused('uscc'));
	expect(await outcomeOf('91140603MA0JX00080')).toBe('accepted');
	expect(await outcomeOf('140603198001010008')).toEqual(refused('uscc'));
	expect(await outcomeOf('140603100012345')).toBe('accepted');
	const person = { administrativeCpNa: '1', administrativeCpCeType: '111' };
	expect(await outcomeOf('140603198001010008', person)).toBe('accepted');
	expect(await outcomeOf('14060319910615001x', person)).toBe('accepted');
	expect(await outcomeOf('110105194912310020', person)).toEqual(refused('idcard'));
});

it('closes no duty ahead of its time, and takes no date of another age', async () => {
	const warning = example('warnings', 'w9');
	const codes = async (dataset: string, row: object) =>
		(await send(dataset, row)).outcomes.map((o) =>
			typeof o === 'string' ? o : o.errors.map(({ field, code }) => `${field} ${code}`)
		);
	expect(await codes('warnings', { ...warning, feedbackAt: '2099-12-31' })).toEqual([
		['feedbackAt future']
	]);
	expect(
		await codes('inspections', { ...example('inspections', 'd1'), checkDate: '0001-01-01' })
	).toEqual([['checkDate custom']]);
	expect(
		await codes('penalties', { ...example('penalties', 'd2'), decisionDate: '0001-01-01' })
	).toEqual([['decisionDate custom']]);
});
