import { expect, it } from 'vitest';
import { z } from 'zod';
import { day, moment } from './fields';
import { inOrder } from './order';

const Row = z
	.strictObject({ day: day.optional(), from: moment.optional(), to: moment.optional() })
	.superRefine((row, issue) => {
		inOrder(row, issue, ['from', '起始时间'], ['to', '结束时间']);
		inOrder(row, issue, ['day', '立案时间'], ['to', '报送时间']);
	});

const told = (row: object) =>
	Row.safeParse(row).error?.issues.map(({ path, message }) => `${path.join()} ${message}`) ?? [];

it.each([
	{},
	{ to: '2026-11-23' },
	{ from: '2026-11-23', to: '2026-11-23' },
	// A day does not tell the hour: the end of that day may be meant.
	{ from: '2026-11-23T10:00:00+08:00', to: '2026-11-23' },
	{ from: '2026-11-23T10:00:00+08:00', to: '2026-11-23T02:00:00Z' },
	{ day: '2026-11-23', to: '2026-11-22T16:00:00Z' },
	{ day: '2026-11-23', to: '2026-11-23T00:00:00+08:00' }
])('is in order: %j', (row) => expect(told(row)).toEqual([]));

it.each([
	[{ from: '2026-11-23T10:00:00+08:00', to: '2026-11-23T09:59:59+08:00' }, '起始时间'],
	[{ from: '2026-11-23T10:00:00+08:00', to: '2026-11-22' }, '起始时间'],
	[{ from: '2026-11-24', to: '2026-11-23' }, '起始时间'],
	[{ day: '2026-11-23', to: '2026-11-22T15:59:59Z' }, '立案时间']
])('is not in order: %j', (row, before) => {
	expect(told(row)).toEqual([
		`to ${before === '立案时间' ? '报送时间' : '结束时间'}不得早于${before}`
	]);
});
