import { describe, expect, it } from 'vitest';
import { Batch } from './batch';

const AWAY = new Error('away');

function batchOf(write: (items: number[]) => void, more = {}) {
	const failed: number[] = [];
	const batch = new Batch<number>({
		write: async (items) => write(items),
		isAway: (error) => error === AWAY,
		failed: (item) => failed.push(item),
		...{ gather: 20, most: 3, keep: 60_000, ...more }
	});
	return { batch, failed };
}

describe('a batch', () => {
	it('writes together what comes together, and no more at once than it may', async () => {
		const written: number[][] = [];
		const { batch } = batchOf((items) => written.push(items));
		const told = await Promise.all([1, 2, 3, 4].map((item) => batch.add(item)));
		expect(told).toEqual(Array(4).fill('written'));
		expect(written).toEqual([[1, 2, 3], [4]]);
		expect(batch.weight).toBe(0);
	});

	it('takes an item that is too heavy alone', async () => {
		const written: number[][] = [];
		const { batch } = batchOf((items) => written.push(items));
		await Promise.all([batch.add(1, 10), batch.add(2)]);
		expect(written).toEqual([[1], [2]]);
	});

	it('tells nobody before it is written, and writes later what could not be written now', async () => {
		let away = true;
		let tries = 0;
		const { batch } = batchOf(() => {
			tries += 1;
			if (away) throw AWAY;
		});
		let told: string | null = null;
		const work = batch.add(1).then((outcome) => (told = outcome));
		await expect.poll(() => tries).toBeGreaterThan(1);
		expect(told).toBeNull();
		away = false;
		await work;
		expect(told).toBe('written');
	});

	it('drops what has waited for too long', async () => {
		const { batch } = batchOf(
			() => {
				throw AWAY;
			},
			{ keep: 100 }
		);
		expect(await Promise.all([1, 2, 3, 4].map((item) => batch.add(item)))).toEqual(
			Array(4).fill('dropped')
		);
	});

	it('does not let one that cannot be written keep the others back', async () => {
		const written: number[] = [];
		const { batch, failed } = batchOf((items) => {
			if (items.includes(2)) throw new Error('no');
			written.push(...items);
		});
		expect(await Promise.all([1, 2, 3].map((item) => batch.add(item)))).toEqual([
			...['written', 'failed', 'written']
		]);
		expect([written, failed]).toEqual([[1, 3], [2]]);
	});

	it('lets others wait while it is full', async () => {
		let release = () => {};
		const gate = new Promise<void>((resolve) => (release = resolve));
		const { batch } = batchOf(() => {}, { write: () => gate });
		void batch.add(1);
		void batch.add(2);
		let passed = false;
		const waits = batch.below(2).then(() => (passed = true));
		await batch.below(3);
		expect(passed).toBe(false);
		release();
		await waits;
		expect(batch.weight).toBe(0);
	});

	it('writes at once when it is closed, and gives up what it cannot write', async () => {
		const { batch } = batchOf(() => {}, { gather: 60_000 });
		const good = batch.add(1);
		await batch.close();
		expect(await good).toBe('written');
		const { batch: bad } = batchOf(
			() => {
				throw AWAY;
			},
			{ gather: 60_000 }
		);
		const lost = bad.add(1);
		await bad.close();
		expect(await lost).toBe('dropped');
	});
});
