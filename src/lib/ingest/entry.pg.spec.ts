import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCore, REGION } from '../../../tests/core';
import type { Person } from '../domain/access/actor';
import type { Core } from '../server/core.server';
import { datasetOf } from './datasets.server';
import { discardDraft, listDrafts, MOST_DRAFTS, readDraft, saveDraft } from './drafts.server';
import { enterRow } from './files/enter.server';

const now = new Date('2026-11-23T02:32:00Z');
const person = (id: string): Person => ({
	...{ kind: 'person', id, name: '演示人员', role: 'handler', department: 'nengyuan' },
	...{ township: null, certificate: null, grant: null, first: null, session: '' }
});
const CLERK = person('clerk');
const REPORTER = {
	permission: { source: 'desk-nengyuan', department: 'nengyuan' },
	actor: 'user:clerk'
};
const COMPLAINT = {
	...{ id: 'ts-1', channel: '12345', kind: 'general', topic: '噪声扰民' },
	registeredAt: '2026-11-23T09:30'
};
const complaints = datasetOf('complaints')!;

let core: Core;
beforeAll(async () => void (core = await freshCore()));
afterAll(() => core.close());

it('keeps drafts sealed, for their author alone, until they are thrown away', async () => {
	const draft = { dataset: 'complaints', id: 'd1', values: { topic: '噪声扰民', phone: '1380' } };
	await saveDraft(core, CLERK, draft, now);
	await saveDraft(core, CLERK, { ...draft, values: { topic: '油烟扰民' } }, now);
	expect(await listDrafts(core, CLERK, now)).toEqual([
		{ dataset: 'complaints', id: 'd1', values: { topic: '油烟扰民' }, updatedAt: now }
	]);
	const [row] = await core.database.sql<{ content: string }[]>`select content from entry_draft`;
	expect(row!.content).toMatch(/^sealed\|person\/user:clerk\|/);
	expect(await readDraft(core, person('other'), draft, now)).toBeNull();
	expect(await discardDraft(core, person('other'), draft)).toBe(false);
	expect(await discardDraft(core, CLERK, draft)).toBe(true);
	expect(await readDraft(core, CLERK, draft, now)).toBeNull();
});

it('keeps so many drafts of one person, and lets each of them be changed', async () => {
	const values = { topic: '噪声扰民' };
	for (let i = 0; i < MOST_DRAFTS; i++) {
		await saveDraft(core, CLERK, { dataset: 'complaints', id: `n${i}`, values }, now);
	}
	const one = { dataset: 'complaints', id: 'more', values };
	await expect(saveDraft(core, CLERK, one, now)).rejects.toThrow('草稿已有 50 份');
	await saveDraft(core, CLERK, { ...one, id: 'n0', values: { topic: '改过' } }, now);
	expect((await readDraft(core, CLERK, { ...one, id: 'n0' }, now))!.values).toEqual({
		topic: '改过'
	});
});

it('records what is typed as entered by hand, for the own department', async () => {
	const entered = await enterRow(core, REPORTER, complaints, COMPLAINT, now);
	expect(entered).toEqual({
		...{ outcome: 'accepted', key: 'complaint/desk-nengyuan/ts-1' },
		seq: expect.any(Number) as number
	});
	const rows = await core.database.sql`
		select department, via from complaint where key = 'complaint/desk-nengyuan/ts-1'`;
	expect([...rows]).toEqual([{ department: 'nengyuan', via: 'entry' }]);
	const [entry] = await core.database.sql`
		select actor, source from ledger_entry where region = ${REGION} order by seq desc limit 1`;
	expect(entry).toEqual({ actor: 'user:clerk', source: 'desk' });
	expect(await enterRow(core, REPORTER, complaints, COMPLAINT, now)).toMatchObject({
		outcome: 'duplicate'
	});
	expect(
		await enterRow(core, REPORTER, complaints, { ...COMPLAINT, topic: '改', version: '2' }, now)
	).toMatchObject({ outcome: 'corrected' });
});

it('tells all that is wrong at once, and keeps nothing of it', async () => {
	const typed = { ...COMPLAINT, id: 'ts-2', registeredAt: '2026-12-23T09:30', channel: '电报' };
	const entered = await enterRow(core, REPORTER, complaints, { ...typed, topic: '' }, now);
	if (!('errors' in entered)) throw new Error('it was taken');
	expect(entered.errors.map(({ field }) => field).sort()).toEqual(['channel', 'topic']);
	const late = await enterRow(core, REPORTER, complaints, { ...typed, channel: '12345' }, now);
	expect(late).toMatchObject({ errors: [{ field: 'registeredAt', code: 'future' }] });
	const [kept] = await core.database.sql`select count(*)::int as n from rejected_row`;
	expect(kept!.n).toBe(0);
});
