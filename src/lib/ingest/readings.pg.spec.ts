import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY, context, freshCore } from '../../../tests/core';
import { markSilent, recordAlarms } from '../domain/monitoring/writes.server';
import type { Core } from '../server/core.server';
import { datasetOf } from './datasets.server';
import { recordReadings } from './readings.server';
import { ingestRows } from './records.server';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute));
let core: Core;
beforeAll(async () => {
	core = await freshCore();
	const point = datasetOf('points')!.example('p', at(0));
	await ingestRows(core, context(at(0)), ANY, [
		{ dataset: 'points', row: { ...point, id: 'ch4' } },
		{ dataset: 'points', row: { ...point, id: 'quiet' } },
		{
			dataset: 'points',
			row: { ...point, id: 'so2', field: 'environment', factor: 'a21026', unit: 'mg/m³' }
		}
	]);
});
afterAll(() => core.close());

const read = (minute: number, ...rows: [point: string, minute: number, value: number][]) =>
	recordReadings(
		core,
		context(at(minute)),
		ANY,
		rows.map(([point, m, value]) => ({ point, time: at(m).toISOString(), value }))
	);
const alarms = () => core.database.sql<{ point: string; value: number; open: boolean }[]>`
	select point, value, cleared_at is null as open from alarm order by raised_at, point`;
const kinds = async () =>
	(await core.database.sql<{ kind: string }[]>`select kind from ledger_entry order by seq`)
		.map(({ kind }) => kind)
		.filter((kind) => kind !== 'point.recorded');

it('stores what is new, knows a resend, and refuses what it cannot place', async () => {
	const first = await read(1, ['ch4', 1, 0.4], ['nobody', 1, 0.4]);
	expect(first.outcomes).toMatchObject(['accepted', { errors: [{ code: 'unknown_point' }] }]);
	expect((await read(1, ['ch4', 1, 0.4])).outcomes).toEqual(['duplicate']);
	expect((await read(1, ['ch4', 30, 0.4])).outcomes).toMatchObject([
		{ errors: [{ code: 'future' }] }
	]);
});

it('raises an alarm once and clears it past the clearing value', async () => {
	expect((await read(5, ['ch4', 5, 1.2])).seq).toBeGreaterThan(0);
	expect((await read(6, ['ch4', 6, 1.4])).seq).toBeNull();
	expect((await read(7, ['ch4', 7, 0.9])).seq).toBeNull();
	expect(await alarms()).toMatchObject([{ point: 'point/test/ch4', value: 1.2, open: true }]);
	await read(8, ['ch4', 8, 0.5]);
	expect(await alarms()).toMatchObject([{ open: false }]);
});

it('judges the duration by data time, within one batch too, and never a late reading', async () => {
	await read(20, ['so2', 18, 40], ['so2', 12, 60], ['so2', 8, 40]);
	expect((await alarms()).at(-1)).toMatchObject({ point: 'point/test/so2', value: 60, open: true });
	expect((await read(21, ['so2', 10, 1])).seq).toBeNull();
	expect((await alarms()).at(-1)).toMatchObject({ open: true });
});

it('takes an open alarm that another system told for its own', async () => {
	const rule = { id: 'ch4-high', level: 1, threshold: 1 };
	await recordAlarms(core, context(at(22)), [
		{ point: 'point/test/ch4', rule, value: 1.1, raisedAt: at(21), clearedAt: null }
	]);
	expect((await read(23, ['ch4', 23, 1.3])).seq).toBeNull();
	await read(24, ['ch4', 24, 0.1]);
	expect((await alarms()).filter(({ open }) => open).map(({ point }) => point)).toEqual([
		'point/test/so2'
	]);
});

it('marks a point silent after its limit, and back with its next frame', async () => {
	expect(await markSilent(core, context(at(15)))).toBe(0);
	expect(await markSilent(core, context(at(16)))).toBe(1);
	expect(await markSilent(core, context(at(16)))).toBe(0);
	await read(17, ['quiet', 17, 0.1]);
	expect((await kinds()).slice(-2)).toEqual(['point.silent', 'point.back']);
});

it('clears the open alarms of a point that is watched no longer', async () => {
	expect((await alarms()).filter(({ open }) => open)).toHaveLength(1);
	const so2 = { ...datasetOf('points')!.example('p', at(0)), id: 'so2', version: 2 };
	await ingestRows(core, context(at(30)), ANY, [
		{
			dataset: 'points',
			row: { ...so2, field: 'environment', factor: 'a21026', unit: 'mg/m³', state: 'maintenance' }
		}
	]);
	expect((await alarms()).filter(({ open }) => open)).toEqual([]);
	expect((await read(31, ['so2', 31, 90])).seq).toBeNull();
});

it('refuses a point that cannot be stored', async () => {
	expect((await read(32, ['a\u0000b', 32, 1])).outcomes).toMatchObject([
		{ errors: [{ code: 'unstorable' }] }
	]);
});
