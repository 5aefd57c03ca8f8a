import { expect, it } from 'vitest';
import { emptyState, fold, type FoldFact } from './fold';
import type { Bands, Metric } from './metric';
import { periodOf } from './period';
import { tileOf } from './tile';

const COUNT: Metric = {
	id: 'count',
	name: '量',
	version: 1,
	unit: '条',
	article: '',
	formula: '',
	numerator: { mark: 'act', when: 'period' },
	denominator: null,
	parts: { open: { mark: 'open', when: 'now', label: '未结' } },
	periodic: true
};
const RATE: Metric = {
	...COUNT,
	id: 'rate',
	unit: '%',
	numerator: { mark: 'on_time', when: 'due' },
	denominator: { mark: 'due', when: 'due' },
	parts: { overdue: { mark: 'open', when: 'overdue', label: '逾期' } }
};
const BANDS: Bands = {
	metric: '',
	target: 0.95,
	green: 0.9,
	yellow: 0.5,
	redPart: null,
	source: ''
};

const at = new Date('2026-11-23T02:00:00Z');
const fact = (t: string | null, ...marks: string[]): FoldFact => ({
	at,
	department: 'nengyuan',
	township: null,
	t: t === null ? null : new Date(t),
	marks,
	hi: 1,
	lo: 1
});

function tile(metric: Metric, facts: FoldFact[], t: string, period = 'month', bands?: Bands) {
	const state = emptyState(0);
	fold(state, new Set(['act', 'open', 'on_time', 'due']), facts, []);
	const time = new Date(t);
	return tileOf(state, metric, 'district', periodOf(period, time)!, { seq: 7, t: time }, bands);
}

it('counts a duty from the very moment at which it falls due', () => {
	const duty = fact('2026-11-23T02:32:00Z', 'due', 'open');
	expect(tile(RATE, [duty], '2026-11-23T02:31:59Z')).toMatchObject({
		...{ value: null, numerator: 0, denominator: 0, excluded: 1, parts: { overdue: 0 } }
	});
	expect(tile(RATE, [duty], '2026-11-23T02:32:00Z')).toMatchObject({
		...{ value: 0, numerator: 0, denominator: 1, excluded: 0, parts: { overdue: 1 } }
	});
});

it('sets apart what falls due later in the period, and leaves out what falls due after it', () => {
	const facts = [
		fact('2026-11-23T02:31:00Z', 'due', 'on_time'),
		fact('2026-11-23T02:33:00Z', 'due', 'on_time'),
		fact('2026-11-30T15:59:00Z', 'due', 'on_time'),
		// The last day of November ends here.
		fact('2026-11-30T16:00:00Z', 'due', 'on_time')
	];
	expect(tile(RATE, facts, '2026-11-23T02:32:00Z')).toMatchObject({
		value: 1,
		denominator: 1,
		excluded: 2
	});
	expect(tile(RATE, facts, '2026-11-23T02:32:00Z', '2026-12')).toMatchObject({
		value: null,
		excluded: 1
	});
	expect(tile(RATE, facts, '2026-12-23T02:32:00Z', '2026-11')).toMatchObject({
		denominator: 3,
		excluded: 0
	});
	expect(tile(RATE, facts, '2026-11-23T02:32:00Z', 'year')).toMatchObject({
		denominator: 1,
		excluded: 3
	});
});

it('counts what is overdue since ever, whatever the period', () => {
	const facts = [
		fact('2025-03-01T00:00:00Z', 'due', 'open'),
		fact('2026-11-23T02:32:00Z', 'due', 'open')
	];
	for (const period of ['today', 'month', 'year']) {
		expect(tile(RATE, facts, '2026-11-23T02:32:00Z', period).parts).toEqual({ overdue: 2 });
	}
});

it('bands a rate by its limits, and a figure with a red part by that', () => {
	const duties = (onTime: number) =>
		Array.from({ length: 10 }, (_, i) =>
			fact('2026-11-20T02:00:00Z', 'due', ...(i < onTime ? ['on_time'] : []))
		);
	const band = (onTime: number) =>
		tile(RATE, duties(onTime), '2026-11-23T02:32:00Z', 'month', BANDS).band;
	expect([band(10), band(9), band(8), band(5), band(4)]).toEqual([
		'green',
		'green',
		'yellow',
		'yellow',
		'red'
	]);
	expect(tile(RATE, [], '2026-11-23T02:32:00Z', 'month', BANDS)).toMatchObject({
		band: null,
		target: 0.95
	});
	const red = { ...BANDS, redPart: 'open' };
	expect(tile(COUNT, [fact(null, 'open')], '2026-11-23T02:32:00Z', 'month', red).band).toBe('red');
	expect(tile(COUNT, [], '2026-11-23T02:32:00Z', 'month', red).band).toBe('green');
	expect(tile(COUNT, [], '2026-11-23T02:32:00Z').band).toBeNull();
});

it('compares a count over as many whole days of the period before', () => {
	const acts = (...days: string[]) => days.map((day) => fact(`${day}T04:00:00Z`, 'act'));
	const facts = acts(
		'2026-10-01',
		'2026-10-22',
		'2026-10-23',
		'2026-11-02',
		'2026-11-22',
		'2026-11-23',
		'2026-09-01'
	);
	expect(tile(COUNT, facts, '2026-11-23T05:00:00Z')).toMatchObject({
		value: 3,
		delta: { value: 2 - 2, against: '上月同期' }
	});
	// Over: the whole of both.
	expect(tile(COUNT, facts, '2026-12-05T05:00:00Z', '2026-11').delta).toEqual({
		value: 3 - 3,
		against: '上月'
	});
	// On its first day there is nothing to compare.
	expect(tile(COUNT, facts, '2026-11-01T05:00:00Z').delta).toBeNull();
});

it('compares a rate with the whole period before, where the records cover that', () => {
	const facts = [
		fact('2026-09-30T02:00:00Z', 'due'),
		fact('2026-10-30T02:00:00Z', 'due'),
		fact('2026-10-30T02:00:00Z', 'due', 'on_time'),
		fact('2026-11-20T02:00:00Z', 'due', 'on_time')
	];
	expect(tile(RATE, facts, '2026-11-23T02:00:00Z').delta).toEqual({ value: 0.5, against: '上月' });
	expect(tile(RATE, facts.slice(1), '2026-11-23T02:00:00Z').delta).toBeNull();
	expect(tile(RATE, facts, '2026-11-23T02:00:00Z', 'today').delta).toBeNull();
});

it('shows the last 14 whole days, oldest first, without a rate where nothing fell due', () => {
	const facts = [
		fact('2026-11-08T17:00:00Z', 'due', 'on_time', 'act'),
		fact('2026-11-22T02:00:00Z', 'due', 'act'),
		fact('2026-11-23T02:00:00Z', 'due', 'act')
	];
	const none = Array<null>(12).fill(null);
	expect(tile(RATE, facts, '2026-11-23T02:32:00Z').trend).toEqual([1, ...none, 0]);
	expect(tile(COUNT, facts, '2026-11-23T02:32:00Z').trend).toEqual([1, ...none.map(() => 0), 1]);
});

it('says when an entry last touched the figure, by any of its measures', () => {
	const later = { ...fact(null, 'open'), at: new Date('2026-11-23T02:01:00Z') };
	expect(
		tile(COUNT, [fact('2026-11-20T02:00:00Z', 'act'), later], '2026-11-23T02:32:00Z').source
	).toEqual({
		lastAt: '2026-11-23T02:01:00.000Z'
	});
	expect(tile(COUNT, [], '2026-11-23T02:32:00Z').source).toEqual({ lastAt: null });
});
