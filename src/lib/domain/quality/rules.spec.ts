import { expect, it } from 'vitest';
import { arrivalOf, periodsOf } from './arrivals';
import { candidatesOf } from './candidates';
import { qualityRows, spanOf } from './rules';

const now = new Date('2026-11-25T09:30:00+08:00');

it.each([
	['today', '2026-11-25'],
	['week', '2026-11-23'],
	['month', '2026-11-01'],
	['nonsense', '2026-11-01']
])('%s begins on %s, a Wednesday being looked at', (id, first) => {
	const span = spanOf(id, now);
	expect(span.days).toEqual({ first, last: '2026-11-25' });
	expect(span.start).toEqual(new Date(`${first}T00:00:00+08:00`));
	expect(span.end).toEqual(new Date('2026-11-26T00:00:00+08:00'));
});

it('keeps a Sunday with the Monday before it', () => {
	expect(spanOf('week', new Date('2026-11-29T23:00:00+08:00')).days.first).toBe('2026-11-23');
});

const none = { accepted: 0, corrected: 0, duplicates: 0, rejected: 0 };
const receipts = { received: 4, passed: 3, due: 2, onTime: 1, doors: ['http'] };

it('adds up a key of several departments, and leaves what its door counted to that sum', () => {
	const lastAt = new Date(now.getTime() - 60_000);
	const rows = qualityRows(
		{
			intake: [{ ...none, accepted: 7, source: 'shared', department: '*', lastAt }],
			receipts: [
				{ ...receipts, source: 'shared', department: 'a', lastAt: null },
				{ ...receipts, source: 'shared', department: 'b', doors: ['batch'], lastAt: null }
			],
			found: [{ source: 'shared', department: 'b', found: 2, open: 1 }]
		},
		new Map(),
		now
	);
	expect(rows.map(({ department }) => department)).toEqual(['*', 'b', 'a']);
	expect(rows[0]).toMatchObject({
		...{ received: 8, passed: 6, due: 4, onTime: 2, found: 2, open: 1 },
		...{ counts: { ...none, accepted: 7 }, doors: ['batch', 'http'], silent: false }
	});
	expect(rows[1]).toMatchObject({ received: 4, found: 2, open: 1, counts: null });
});

it('calls a source silent after the days that its system may be, else after seven', () => {
	const quiet = (source: string, days: number) => ({
		...{ ...none, source, department: 'a' },
		lastAt: new Date(now.getTime() - days * 86_400_000 - 1)
	});
	const intake = [quiet('known', 2), quiet('unknown', 6), quiet('gone', 7)];
	const rows = qualityRows({ intake, receipts: [], found: [] }, new Map([['known', 2]]), now);
	expect(rows.map(({ source, silent }) => [source, silent])).toEqual([
		['gone', true],
		['known', true],
		['unknown', false]
	]);
});

const subject = (creditCode: string, subjectName = '别的公司') => ({
	...{ key: `subject/x/${creditCode}`, creditCode, subjectName }
});
const code = '91140603MA0K00012X';

it.each([
	['91140603MA0K00013X', '代码第 17 位不同'],
	['91140603MA0K00021X', '代码第 16、17 位互换'],
	['91140603MB0K00013X', '代码第 10、17 位不同']
])('takes %s for a slip: %s', (near, why) => {
	expect(candidatesOf({ code, name: null }, [subject(near)])).toMatchObject([{ why }]);
});

it('names the likeliest first, three at most, and none that differs in three places', () => {
	const found = candidatesOf({ code, name: '同名公司' }, [
		subject('91140603MB0K00013X'),
		subject('91140603MA0K00013X'),
		subject('91149999MA0K99999X', '同名公司'),
		subject('91140603MA0K00021X'),
		subject('91140603MA0K11112X')
	]);
	expect(found.map(({ creditCode, why }) => [creditCode, why])).toEqual([
		['91149999MA0K99999X', '名称相同'],
		['91140603MA0K00013X', '代码第 17 位不同'],
		['91140603MA0K00021X', '代码第 16、17 位互换']
	]);
});

it('counts periods from their first day', () => {
	expect(periodsOf('2026-11-26', 'day', '2026-11-25')).toEqual({ last: null, present: null });
	expect(periodsOf('2026-11-25', 'day', '2026-11-25')).toEqual({
		last: null,
		present: { start: '2026-11-25', end: '2026-11-26' }
	});
	expect(periodsOf('2026-09-01', 'month', '2026-11-25').last).toEqual({
		start: '2026-10-01',
		end: '2026-11-01'
	});
});

it('tells whether the last report came, is still awaited, or did not', () => {
	const until = new Date('2026-11-26T00:00:00+08:00');
	const weekly = { since: '2026-11-02', every: 'week' as const, grace: 2, missing: [], days: [] };
	const arrival = (more: object, end = until) => arrivalOf({ ...weekly, ...more }, now, () => end);
	expect(arrival({}).last).toEqual({ is: 'grace', start: '2026-11-16', until });
	expect(arrival({}, now).last).toEqual({ is: 'unheard', start: '2026-11-16' });
	expect(arrival({ days: ['2026-11-22'] })).toMatchObject({ last: { is: 'came' }, present: false });
	expect(arrival({ days: ['2026-11-23'] })).toMatchObject({ last: { is: 'grace' }, present: true });
	const missing = [{ originId: 'missing.2026-11-16.week', key: 'k', state: 'open' as const }];
	expect(arrival({ missing }).last).toEqual({ is: 'open', start: '2026-11-16', key: 'k' });
});
