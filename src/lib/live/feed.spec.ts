import { expect, test } from 'vitest';
import type { Batch } from '../ledger/tail.server';
import { Feed } from './feed.server';

/** So many inspections of a department, from `seq` on, in a township or in none. */
function acts(department: string, from: number, n: number, township: string | null): Batch {
	const seqs = Array.from({ length: n }, (_, i) => from + i);
	const at = new Date('2026-11-23T02:30:00Z');
	return {
		entries: seqs.map((seq) => ({
			...{ seq, at, kind: 'inspection.recorded', key: `inspection/test/${seq}`, department }
		})),
		added: seqs.map((seq) => ({
			...{ seq, at, record: 'inspection', key: `inspection/test/${seq}`, department, township },
			...{ t: at, marks: ['act'] }
		})),
		taken: []
	};
}

const seqs = (feed: Feed, scope: string) => feed.eventsOf(scope).map(({ seq }) => seq);

test('a busy department leaves the others their last entries', () => {
	const feed = new Feed();
	feed.push(acts('shijian', 1, 2, '140603100'));
	feed.push(acts('nengyuan', 3, 500, null));
	expect(seqs(feed, 'department:shijian')).toEqual([1, 2]);
	expect(seqs(feed, 'township:140603100')).toEqual([1, 2]);
	expect(seqs(feed, 'department:nengyuan')).toHaveLength(30);
	expect(seqs(feed, 'township:none').at(-1)).toBe(502);
	expect(seqs(feed, 'district')).toEqual(seqs(feed, 'department:nengyuan'));
	expect(seqs(feed, 'department:ziran')).toEqual([]);
});

test('what the wall does not tell is not kept', () => {
	const feed = new Feed();
	const batch = acts('shijian', 1, 1, null);
	feed.push({ ...batch, entries: batch.entries.map((e) => ({ ...e, kind: 'obligation.opened' })) });
	expect(feed.eventsOf('district')).toEqual([]);
});
