import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshCore } from '../../../tests/core';
import type { Core } from '../server/core.server';
import { rawText } from './held-back';
import { RawRefusals } from './rejected-raw.server';

const at = new Date('2026-11-23T02:32:00Z');
const errors = [{ field: '', code: 'bad', message: '错误' }];
const refusal = (sender: string, raw = 'x') => ({ sender, id: null, raw, errors });

let core: Core;
beforeAll(async () => {
	core = await freshCore();
});
afterAll(() => core.close());

const kept = async (batch: string) =>
	(
		await core.database.sql<{ index: number }[]>`
			select index from rejected_row where batch = ${batch} order by index`
	).map(({ index }) => index);

it('keeps so many of one sender and of all, and the others go on', async () => {
	const refusals = new RawRefusals(core, 'mqtt', { perSender: 2, inAll: 3 });
	await refusals.keep(
		{ batch: 'a', at },
		['one', 'one', 'one', 'two', 'two'].map((s) => refusal(s))
	);
	expect(await kept('a')).toEqual([0, 1, 3]);
	await refusals.keep({ batch: 'b', at }, [refusal('three')]);
	expect(await kept('b')).toEqual([]);
});

it('keeps the same batch once', async () => {
	const refusals = new RawRefusals(core, 'mine');
	for (const raw of ['first', 'again']) {
		await refusals.keep({ batch: 'c', at, source: 'fan' }, [refusal('one', raw)]);
	}
	const rows = await core.database.sql<{ raw: string; source: string; dataset: string }[]>`
		select raw, source, dataset from rejected_row where batch = 'c'`;
	expect(rows).toMatchObject([{ source: 'fan', dataset: 'mine' }]);
	expect(await core.privacy.open([rows[0]!.raw])).toEqual(['first']);
});

it('writes what is no UTF-8 as hex', () => {
	expect(rawText(Buffer.from('风压'))).toBe('风压');
	expect(rawText(Buffer.from([0xb7, 0xe7]))).toBe('hex:b7e7');
});
