import { expect, it } from 'vitest';
import { Channel } from './channel.server';
import type { ExposureItem, TotalItem } from './protocol';

const asOf = { seq: 1, at: '2026-11-23T02:32:00.000Z' };
const total = (id: string, value: number): TotalItem => ({ id, type: 'total', value });
const exposure = (id: string, title = id): ExposureItem => ({
	...{ id, type: 'exposure', name: '某公司', title, result: '罚款', department: 'shijian' },
	...{ decidedOn: '2026-11-01', until: '2026-12-01' }
});

it('makes a patch of what differs, and none where nothing does', () => {
	const channel = new Channel('wall:140603', asOf);
	const lists = [exposure('a'), exposure('b')];
	expect(channel.take({ tiles: [], lists }, asOf)).toMatchObject({
		from: 0,
		to: 1,
		put: lists,
		del: []
	});
	expect(channel.take({ tiles: [], lists: [exposure('b'), exposure('a')] }, asOf)).toBeNull();
	expect(channel.take({ tiles: [], lists: null }, asOf)).toBeNull();
	expect(channel.take({ tiles: [], lists: [exposure('b', 'new')] }, asOf)).toMatchObject({
		...{ from: 1, to: 2, put: [exposure('b', 'new')], del: ['a'] }
	});
	expect(channel.snapshot()).toMatchObject({
		cursor: { epoch: channel.epoch, version: 2 },
		items: [exposure('b', 'new')]
	});
});

it('answers a cursor by patches as long as they are fewer than the whole', () => {
	const channel = new Channel('wall:140603', asOf);
	const change = (value: number) =>
		channel.take({ tiles: [], lists: [total('a', value), total('b', 0), total('c', 0)] }, asOf);
	for (let value = 1; value <= 100; value++) change(value);
	const { epoch, version } = channel;
	expect(version).toBe(100);
	const sizes = [0, 1, 3, 4, 101].map(
		(missed) => channel.since({ epoch, version: version - missed })?.length
	);
	expect(sizes).toEqual([0, 1, 3, undefined, undefined]);
	expect(channel.since({ epoch, version: 97 })!.map(({ from, to }) => [from, to])).toEqual([
		[97, 98],
		[98, 99],
		[99, 100]
	]);
	expect(channel.since({ epoch, version: version + 1 })).toBeNull();
	expect(channel.since({ epoch: 'another', version })).toBeNull();
});

it('keeps a bounded number of patches, however small', () => {
	const channel = new Channel('wall:140603', asOf);
	const many = Array.from({ length: 200 }, (_, i) => total(`t${i}`, 0));
	for (let value = 0; value < 100; value++)
		channel.take({ tiles: [], lists: [total('a', value), ...many] }, asOf);
	const { epoch, version } = channel;
	expect(channel.since({ epoch, version: version - 64 })).toHaveLength(64);
	expect(channel.since({ epoch, version: version - 65 })).toBeNull();
});
