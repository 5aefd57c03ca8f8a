import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	advance,
	cloneState,
	digestText,
	emptyState,
	fold,
	scopesOf,
	type FoldFact,
	type FoldState
} from './fold';
import { dayOf, periodOf, startOfDay } from './period';
import type { Measure } from './metric';
import { measure } from './tile';

const KNOWN = new Set(['a', 'b']);
const seed = 140603;
const now = new Date('2026-11-23T02:32:30Z');
const minutes = (n: number) => new Date(Date.parse('2026-11-23T02:32:00Z') + n * 60_000);

const fact: fc.Arbitrary<FoldFact> = fc
	.record({
		key: fc.nat(50).map((n) => `inspection/test/${n}`),
		at: fc.nat(1000).map((n) => minutes(n - 1000)),
		department: fc.constantFrom('d1', 'd2'),
		township: fc.constantFrom('t1', null),
		t: fc.option(
			fc
				.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -200_000, max: 200_000 }))
				.map(minutes)
		),
		marks: fc.constantFrom('a', 'b', 'a b', 'a unknown').map((marks) => marks.split(' '))
	})
	.map(({ key, ...rest }) => {
		const bytes = createHash('sha256').update(key).digest();
		return { ...rest, hi: bytes.readUInt32BE(0), lo: bytes.readUInt32BE(4) };
	});
const facts = fc.array(fact, { maxLength: 60 });

const folded = (added: FoldFact[], horizon = 0): FoldState => {
	const state = emptyState(horizon);
	fold(state, KNOWN, added, []);
	return state;
};

it('is nothing again when all that was added is taken away, in any order', () => {
	fc.assert(
		fc.property(facts, fc.nat(3), (added, days) => {
			const state = folded(added, dayOf(now) - days);
			fold(state, KNOWN, [], [...added].reverse());
			for (const cell of state.cells.values()) {
				expect(cell).toMatchObject({ now: { n: 0, hi: 0, lo: 0 } });
				expect([cell.days.size, cell.minutes.size]).toEqual([0, 0]);
			}
		}),
		{ seed }
	);
});

it('is the same however the facts are divided, and whatever was there for a while', () => {
	const plain = (state: FoldState) =>
		[...state.cells].map(([id, { now, days }]) => [id, now, [...days].sort()]).sort();
	fc.assert(
		fc.property(facts, facts, (added, passing) => {
			const state = emptyState(0);
			for (const one of added) fold(state, KNOWN, [one, ...passing], passing);
			if (added.length > 0 && passing.length === 0)
				expect(plain(state)).toEqual(plain(folded(added)));
			const kept = [...state.cells].filter(([, c]) => c.now.n > 0 || c.days.size > 0);
			expect(plain({ ...state, cells: new Map(kept) })).toEqual(plain(folded(added)));
		}),
		{ seed }
	);
});

const WHEN: ((f: FoldFact, start: Date, end: Date, t: Date) => boolean)[] = [
	({ t }, start, end) => t !== null && t >= start && t < end,
	({ t }, start, end, now) => t !== null && t >= start && t < end && t <= now,
	({ t }) => t === null,
	({ t }, _start, _end, now) => t !== null && t <= now
];

it('measures as a plain filter does, and sums the digests as big integers do', () => {
	const asked = fc.record({
		when: fc.nat(3),
		period: fc.constantFrom('today', 'month', 'quarter', 'year', '2026-10', '2026-12'),
		scope: fc.constantFrom('district', 'department:d1', 'township:t1', 'township:none'),
		later: fc.nat(3)
	});
	fc.assert(
		fc.property(facts, asked, (added, { when, period: id, scope, later }) => {
			const state = folded(added);
			advance(state, dayOf(now));
			const t = new Date(now.getTime() + later * 86_400_000);
			const period = periodOf(id, t)!;
			const counted = added.filter(
				(f) =>
					f.marks.includes('a') &&
					scopesOf(f).includes(scope) &&
					WHEN[when]!(f, period.start, period.end, t)
			);
			const kind = (['period', 'due', 'now', 'overdue'] as const)[when]!;
			const sum = measure(state, { mark: 'a', when: kind } satisfies Measure, scope, period, t);
			expect(sum.n).toBe(counted.length);
			const digest = counted.reduce(
				(all, { hi, lo }) => all + ((BigInt(hi) << 32n) | BigInt(lo)),
				0n
			);
			expect(digestText(sum)).toBe(BigInt.asUintN(64, digest).toString(16).padStart(16, '0'));
		}),
		{ seed, numRuns: 500 }
	);
});

it('keeps minutes from the horizon on, and days for ever', () => {
	const today = dayOf(now);
	const state = folded(
		[-1, 0, 1].map((days) => ({
			...{ at: now, department: 'd1', township: null, marks: ['a'], hi: 0, lo: 1 },
			t: new Date(startOfDay(today + days).getTime() + 3_600_000)
		})),
		today - 1
	);
	const cell = () => state.cells.get('a|district')!;
	expect(cell().minutes.size).toBe(3);
	const before = cloneState(state);
	advance(state, today);
	expect([cell().minutes.size, cell().days.size, state.horizon]).toEqual([2, 3, today]);
	advance(state, today - 5);
	expect(state.horizon).toBe(today);
	// The copy did not follow.
	expect(before.cells.get('a|district')!.minutes.size).toBe(3);
});

it('takes away on a day behind the horizon what was added while it was ahead', () => {
	const one = { at: now, department: 'd1', township: null, marks: ['a'], hi: 7, lo: 9, t: now };
	const state = folded([one]);
	advance(state, dayOf(now) + 1);
	fold(state, KNOWN, [], [one]);
	expect(state.cells.get('a|district')).toMatchObject({ days: new Map(), minutes: new Map() });
});

it('writes a digest in 16 digits', () => {
	expect(digestText({ n: 0, hi: 0, lo: 0 })).toBe('0000000000000000');
	expect(digestText({ n: 1, hi: 0x1, lo: 0xffffffff })).toBe('00000001ffffffff');
});
