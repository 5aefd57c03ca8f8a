import { expect, it } from 'vitest';
import { Inspection } from '../../src/lib/domain/acts/model';
import { Live, type Sent } from './live';
import { world } from './world';

const district = world({ seed: 'test', startedOn: new Date('2026-11-23T00:00:00Z'), scale: 0.05 });
const now = new Date('2026-11-23T02:00:00Z');

function play(run: string, count: number): Sent[] {
	const live = new Live(district, run);
	return Array.from({ length: count }, () => {
		const sent = live.next(now);
		live.remember(sent);
		return sent;
	});
}

it('gives the same rows for the same run', () => {
	expect(play('a', 200)).toEqual(play('a', 200));
	expect(play('a', 5)).not.toEqual(play('b', 5));
});

it('mixes fresh, late, corrected, resent and wrong rows', () => {
	const rows = play('mixed', 2000);
	const known = new Set<string>();
	const share = { again: 0, corrected: 0, late: 0, refused: 0 };
	for (const { dataset, row } of rows) {
		const text = JSON.stringify(row);
		if (known.has(text)) share.again++;
		known.add(text);
		if (Number(row.version ?? 1) > 1) share.corrected++;
		if (dataset === 'readings' || !Inspection.safeParse(row).success) share.refused++;
		if (Date.parse(String(row.checkDate)) < now.getTime() - 86_400_000) share.late++;
	}
	for (const count of Object.values(share)) {
		expect(count).toBeGreaterThan(80);
		expect(count).toBeLessThan(600);
	}
});

it('corrects each row with the next version', () => {
	const versions = new Map<unknown, number>();
	for (const { row } of play('versions', 1000)) {
		const before = versions.get(row.id) ?? 0;
		const version = Number(row.version ?? 1);
		expect(version).toBeLessThanOrEqual(before + 1);
		versions.set(row.id, Math.max(before, version));
	}
	expect(Math.max(...versions.values())).toBeGreaterThan(2);
});

it('waits so that the rate comes out', () => {
	const live = new Live(district, 'rate');
	const total = Array.from({ length: 2000 }, () => live.wait(30)).reduce((a, b) => a + b, 0);
	expect(total / 2000 / 2000).toBeCloseTo(1, 1);
});
