import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, freshCore, send as through } from '../../../tests/core';
import type { Core } from '../server/core.server';
import { datasetOf } from './datasets.server';

const now = new Date('2026-11-23T02:32:00Z');
let core: Core;
beforeAll(async () => void (core = await freshCore()));
afterAll(() => core.close());

const send = (...rows: object[]) => through(core, context(now), ANY, 'inspections', rows);
const row = (id: string, more = {}) => ({ ...datasetOf('inspections')!.example(id, now), ...more });

it('counts the higher version of one id, and calls the other a duplicate', async () => {
	const answer = await send(row('a'), row('a', { version: 3, checkResult: 'rectify' }), row('a'));
	expect(answer).toMatchObject({ accepted: 1, duplicates: 2, rejected: [] });
});

it('never lets a bad row stand in for a good one', async () => {
	const answer = await send(row('b'), row('b', { version: 2, checkDate: 'yesterday' }));
	expect(answer).toMatchObject({ accepted: 1, duplicates: 0, rejected: [{ index: 1 }] });
});

it('knows a resend by its content, in whatever order its fields stand', async () => {
	const turned = Object.fromEntries(Object.entries(row('c')).reverse());
	expect(await send(row('c'), turned)).toMatchObject({ accepted: 1, duplicates: 1 });
	const other = await send(row('d'), row('d', { checkResult: 'rectify' }));
	expect(other).toMatchObject({
		accepted: 1,
		rejected: [{ errors: [{ code: 'version_conflict' }] }]
	});
});
