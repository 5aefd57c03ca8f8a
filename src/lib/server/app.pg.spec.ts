import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, READER, REGION, SECRET, send as through } from '../../../tests/core';
import { freshDatabase } from '../../../tests/postgres';
import { DATASETS } from '../ingest/datasets.server';
import { verify } from '../ledger/verify.server';
import { types } from '../domain/types.server';
import { openApp, type App } from './app.server';
import { drill, tilesOf } from './views.server';

let clock = new Date('2026-11-23T02:32:00Z');
let app: App;
beforeAll(async () => {
	app = await openApp({
		databaseUrl: await freshDatabase(),
		region: REGION,
		secret: SECRET,
		now: () => clock
	});
});
afterAll(() => app.close());

const send = (dataset: string, ...rows: object[]) =>
	through(app, context(clock), ANY, dataset, rows);
const example = (name: string, id: string, more = {}) => ({
	...DATASETS.find((d) => d.name === name)!.example(id, clock),
	...more
});
const tile = async (id: string, scope = 'district', at: string | null = null) =>
	(await tilesOf(app, READER, { scope, period: 'month', at })).tiles.find((t) => t.metric === id)!;

it('counts an act at once, in its department and township, and lists that record', async () => {
	await send('inspections', example('inspections', 'i1'));
	const now = await tile('K-05');
	expect(now).toMatchObject({
		value: 1,
		numerator: 1,
		denominator: null,
		parts: { inspection: 1 }
	});
	expect((await tile('K-05', 'department:nengyuan')).value).toBe(1);
	expect((await tile('K-05', 'township:140603200')).value).toBe(1);
	expect((await tile('K-05', 'department:shijian')).value).toBe(0);
	const listed = await drill(app, READER, {
		metric: 'K-05',
		part: 'inspection',
		scope: 'district',
		period: 'month',
		at: `${now.asOf.seq}@${now.asOf.at}`,
		cursor: null
	});
	expect(listed).toMatchObject({ total: 1, next: null });
	expect(listed.rows.map(({ key }) => key)).toEqual(['inspection/test/i1']);
});

it('keeps the former figure as of the former entry', async () => {
	const { seq } = await send('inspections', example('inspections', 'i2'));
	await send('inspections', { id: 'i2', department: 'nengyuan', version: 2, withdrawn: true });
	expect((await tile('K-05')).value).toBe(1);
	expect((await tile('K-05', 'district', String(seq))).value).toBe(2);
});

it('moves a warning from excluded to due as its time passes, and proves the figure by a recount', async () => {
	await send(
		'warnings',
		example('warnings', 'w1', { level: 1, createdAt: '2026-11-23T02:30:00Z' })
	);
	expect(await tile('K-11')).toMatchObject({
		value: null,
		denominator: 0,
		excluded: 1,
		parts: { 1: 1 }
	});
	clock = new Date('2026-11-23T03:30:00Z');
	expect(await tile('K-19')).toMatchObject({ value: 0, denominator: 1, parts: { overdue: 1 } });
	const asked = {
		metric: 'K-19',
		part: 'denominator',
		scope: 'district',
		period: 'month',
		at: `${app.history.seq}@${clock.toISOString()}`,
		cursor: null
	};
	expect((await drill(app, READER, asked)).proof).not.toBe('different');
	await expect.poll(async () => (await drill(app, READER, asked)).proof).toBe('equal');
});

it('shows the wall its matters, events and tiles, and patches them', async () => {
	const before = app.hub.snapshot(`wall:${REGION}`)!;
	expect(before.items.filter((item) => item.type === 'matter')).toMatchObject([
		{ id: 'warning/test/w1', waiting: 'sign' }
	]);
	await send(
		'warnings',
		example('warnings', 'w1', {
			level: 1,
			createdAt: '2026-11-23T02:30:00Z',
			version: 2,
			feedbackAt: '2026-11-23T03:00:00Z'
		})
	);
	await app.caughtUp();
	await expect
		.poll(() => app.hub.snapshot(`wall:${REGION}`)!.items.filter((item) => item.type === 'matter'))
		.toEqual([]);
});

it('leaves a ledger that verifies', async () => {
	expect(await verify(app.database.sql, REGION, types)).toMatchObject({
		bad: null,
		entries: app.history.seq
	});
});
