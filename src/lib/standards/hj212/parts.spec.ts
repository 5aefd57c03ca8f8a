import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readItems } from './cp';
import { Parts } from './parts';
import { readContent } from './readings';
import type { Packet } from './segment';

const part = (pno: number, pnum: number, more: Partial<Packet> = {}): Packet => ({
	qn: '20180303104513001',
	st: '31',
	cn: '2051',
	pw: '123456',
	mn: '010000A8900016F000169DC0',
	flag: { version: 2017, answer: pno === pnum, split: true },
	pnum,
	pno,
	resent: false,
	cp: readItems(`DataTime=20180303101200;a${pno}-Avg=${pno}`).items,
	...more
});
const NOW = 1_000_000;

describe('parts of a message', () => {
	it('are joined in order, whatever the order they come in', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), (order) => {
				const parts = new Parts();
				const results = order.map((pno) => parts.add(part(pno, 5), NOW));
				expect(results.slice(0, -1).every(({ kind }) => kind === 'waiting')).toBe(true);
				const last = results.at(-1)!;
				if (last.kind !== 'whole') throw new Error(last.kind);
				expect(last.packet).toMatchObject({
					pnum: null,
					pno: null,
					flag: { version: 2017, answer: true, split: false }
				});
				const { periods, errors } = readContent(last.packet.cp);
				expect(errors).toEqual([]);
				expect(periods.map(({ readings }) => readings.map(({ code }) => code))).toEqual([
					['a1', 'a2', 'a3', 'a4', 'a5']
				]);
				expect(parts.size).toBe(0);
			}),
			{ seed: 212, numRuns: 50 }
		);
	});

	it('are not waited for where the message is whole', () => {
		const whole = part(1, 1, {
			flag: { version: 2017, answer: true, split: false },
			pnum: null,
			pno: null
		});
		expect(new Parts().add(whole, NOW)).toEqual({ kind: 'whole', packet: whole, dropped: [] });
		expect(new Parts().add(part(1, 1), NOW)).toMatchObject({ kind: 'whole' });
	});

	it('may come again', () => {
		const parts = new Parts();
		parts.add(part(1, 2), NOW);
		expect(parts.add(part(1, 2), NOW)).toEqual({ kind: 'waiting', have: 1, of: 2, dropped: [] });
		expect(parts.add(part(2, 2), NOW).kind).toBe('whole');
	});

	it.each(['mn', 'qn', 'cn'] as const)('of another %s are another message', (key) => {
		const parts = new Parts();
		parts.add(part(1, 2), NOW);
		const other = { mn: 'B', qn: '20180303104513002', cn: '2061' }[key];
		expect(parts.add(part(2, 2, { [key]: other }), NOW).kind).toBe('waiting');
		expect(parts.size).toBe(2);
	});

	it('make way when another message comes under the same name', () => {
		const parts = new Parts();
		parts.add(part(1, 2, { qn: null }), NOW);
		const next = parts.add(part(1, 2, { qn: null, cp: readItems('a1-Avg=9').items }), NOW);
		expect(next).toMatchObject({
			kind: 'waiting',
			have: 1,
			dropped: [{ reason: 'replaced', have: 1, of: 2 }]
		});
		expect(parts.add(part(2, 3, { qn: null }), NOW).dropped).toMatchObject([
			{ reason: 'replaced' }
		]);
		expect(parts.size).toBe(1);
	});

	it('are dropped when they are too old', () => {
		const parts = new Parts({ age: 1000 });
		parts.add(part(1, 2), NOW);
		expect(parts.expire(NOW + 1000)).toEqual([]);
		const late = parts.add(part(2, 2), NOW + 1001);
		expect(late).toMatchObject({
			kind: 'waiting',
			have: 1,
			dropped: [{ reason: 'age', cn: '2051' }]
		});
		expect(parts.expire(NOW + 2002)).toHaveLength(1);
		expect(parts.size).toBe(0);
	});

	it('are bounded in messages and in parts', () => {
		const parts = new Parts({ messages: 3, parts: 4 });
		expect(parts.add(part(1, 5), NOW)).toEqual({ kind: 'refused', reason: 'parts', dropped: [] });
		const dropped = Array.from({ length: 1000 }, (_, i) =>
			parts.add(part(1, 4, { qn: String(i) }), NOW + i)
		).flatMap((joined) => joined.dropped);
		expect(parts.size).toBe(3);
		expect(dropped).toHaveLength(997);
		expect(dropped[0]).toMatchObject({ qn: '0', reason: 'messages' });
	});
});
