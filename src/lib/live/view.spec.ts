import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Beat, EventItem, Patch, Snapshot } from './protocol';
import { CUT_MS, REDIAL_MS, reduce, serverTime, statusOf, viewOf, type View } from './view';

const AT = '2026-11-23T02:32:07.000Z';
const TOPIC = 'wall:140603';

const event = (id: string, seq = 1): EventItem => ({
	id,
	type: 'event',
	seq,
	at: AT,
	kind: 'inspection.recorded',
	key: `inspection/a/${id}`,
	department: 'nengyuan',
	township: null
});
const snapshot = (version: number, seq = 100, epoch = 'e1', ids: string[] = []): Snapshot => ({
	topic: TOPIC,
	cursor: { epoch, version },
	asOf: { seq, at: AT },
	items: ids.map((id) => event(id))
});
const patch = (from: number, put: string[] = [], del: string[] = [], seq = 101): Patch => ({
	topic: TOPIC,
	from,
	to: from + 1,
	asOf: { seq, at: AT },
	put: put.map((id) => event(id)),
	del
});
const beat = (version: number, at = AT, more: Partial<Beat> = {}): Beat => ({
	topic: TOPIC,
	at,
	version,
	seq: 100,
	feed: 'live',
	since: null,
	...more
});
const following = (mono = 0): View => {
	const joined = reduce(viewOf(snapshot(1, 100, 'e1', ['a']), mono), { type: 'joined' }, mono)[0];
	return reduce(joined, { type: 'answered', answer: { patches: [] } }, mono)[0];
};
const ids = (view: View) => [...view.items.keys()].sort();

describe('a view of a topic', () => {
	it('is right from the first paint, before any socket', () => {
		const view = viewOf(snapshot(1, 100, 'e1', ['a', 'b']), 50);
		expect(ids(view)).toEqual(['a', 'b']);
		expect(statusOf(view, 50)).toEqual({ kind: 'joining' });
	});

	it('asks on joining, with its cursor, and follows once answered', () => {
		const [asking, effect] = reduce(viewOf(snapshot(1), 0), { type: 'joined' }, 10);
		expect(effect).toBe('ask');
		expect(statusOf(asking, 10)).not.toEqual({ kind: 'live' });
		const answer = { patches: [patch(1, ['b']), patch(2, [], ['b'])] };
		const [view] = reduce(asking, { type: 'answered', answer }, 20);
		expect(view.cursor.version).toBe(3);
		expect(ids(view)).toEqual([]);
		expect(statusOf(view, 20)).toEqual({ kind: 'live' });
	});

	it('applies a patch that starts at its version', () => {
		const [view, effect] = reduce(
			following(),
			{ type: 'patched', patch: patch(1, ['b'], ['a']) },
			5
		);
		expect(effect).toBeNull();
		expect(ids(view)).toEqual(['b']);
		expect(view.asOf.seq).toBe(101);
	});

	it('asks again instead of applying a patch that leaves a gap, and shows nothing of it', () => {
		const [view, effect] = reduce(following(), { type: 'patched', patch: patch(2, ['b']) }, 5);
		expect(effect).toBe('ask');
		expect(ids(view)).toEqual(['a']);
		expect(statusOf(view, 5)).toEqual({ kind: 'catching' });
	});

	it('learns of a lost last patch from the beat', () => {
		const [view, effect] = reduce(following(), { type: 'beat', beat: beat(2) }, 5);
		expect([view.phase, effect]).toEqual(['asking', 'ask']);
	});

	it('takes the entry number from a beat that changes nothing here', () => {
		const [view] = reduce(following(), { type: 'beat', beat: beat(1, AT, { seq: 140 }) }, 5);
		expect(view.asOf.seq).toBe(140);
	});

	it('ignores a snapshot that is older than what it shows, and asks at the next beat', () => {
		const asking = reduce(following(), { type: 'joined' }, 5)[0];
		const older = { snapshot: snapshot(9, 99, 'e2', ['z']) };
		const [view] = reduce(asking, { type: 'answered', answer: older }, 6);
		expect(ids(view)).toEqual(['a']);
		expect(view.phase).toBe('asking');
		expect(reduce(view, { type: 'beat', beat: beat(9) }, 7)[1]).toBe('ask');
	});

	it('accepts it in the end: a ledger that stays behind was replaced', () => {
		let view = reduce(following(), { type: 'joined' }, 5)[0];
		const answer = { snapshot: snapshot(9, 3, 'e2', ['z']) };
		for (let i = 0; i < 5; i++) view = reduce(view, { type: 'answered', answer }, 6 + i)[0];
		expect(ids(view)).toEqual(['z']);
		expect(view.phase).toBe('following');
	});

	it('is cut when two beats are missed, since the server was last heard, and right again after', () => {
		const later = new Date(Date.parse(AT) + 1000).toISOString();
		const heard = reduce(following(0), { type: 'beat', beat: beat(1, later) }, 1000)[0];
		expect(statusOf(heard, 1000 + CUT_MS)).toEqual({ kind: 'live' });
		const since = Date.parse(later);
		expect(statusOf(heard, 1001 + CUT_MS)).toEqual({ kind: 'cut', why: 'line', since });
		const back = reduce(heard, { type: 'beat', beat: beat(1) }, 9000)[0];
		expect(statusOf(back, 9000)).toEqual({ kind: 'live' });
	});

	it('says since when the hub has had no data', () => {
		const cut = beat(1, AT, { feed: 'cut', since: '2026-11-23T02:32:01.000Z' });
		const [view] = reduce(following(), { type: 'beat', beat: cut }, 5);
		const since = Date.parse('2026-11-23T02:32:01.000Z');
		expect(statusOf(view, 6)).toEqual({ kind: 'cut', why: 'feed', since });
		expect(statusOf(reduce(view, { type: 'beat', beat: beat(1) }, 7)[0], 8).kind).toBe('live');
	});

	it('dials again when a socket believes itself open but five beats are missed', () => {
		let view = following(0);
		for (let mono = 1000; mono <= REDIAL_MS; mono += 1000) {
			const [next, effect] = reduce(view, { type: 'ticked' }, mono);
			expect(effect).toBeNull();
			view = next;
		}
		expect(reduce(view, { type: 'ticked' }, REDIAL_MS + 1)[1]).toBe('redial');
	});

	it('asks rather than redials when the page itself slept', () => {
		const [view, effect] = reduce(following(0), { type: 'ticked' }, 3_600_000);
		expect([view.phase, effect]).toEqual(['asking', 'ask']);
	});

	it('is cut when it cannot catch up, though the server is heard: what is shown is no longer true', () => {
		let view = following(0);
		for (let mono = 2000; mono <= 6000; mono += 2000) {
			const [next, effect] = reduce(view, { type: 'beat', beat: beat(9) }, mono);
			expect(effect).toBe('ask');
			view = reduce(next, { type: 'unanswered' }, mono + 1)[0];
		}
		expect(statusOf(view, 6001)).toMatchObject({ kind: 'cut', why: 'line' });
	});

	it('does not ask at once when an answer was lost or unreadable: a broken server is not to be hammered', () => {
		const asking = reduce(following(), { type: 'joined' }, 5)[0];
		expect(reduce(asking, { type: 'unanswered' }, 6)[1]).toBeNull();
	});

	it('stays refused until it joins again', () => {
		const answer = { refused: 'key revoked' };
		const [view] = reduce(following(), { type: 'answered', answer }, 5);
		expect(statusOf(view, 1e6)).toEqual({ kind: 'refused', reason: 'key revoked' });
		expect(reduce(view, { type: 'joined' }, 1e6)[1]).toBe('ask');
	});

	it('keeps the server clock by the least delayed message', () => {
		let view = following(0);
		const at = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();
		view = reduce(view, { type: 'beat', beat: beat(1, at(2000)) }, 2900)[0];
		view = reduce(view, { type: 'beat', beat: beat(1, at(4000)) }, 4010)[0];
		expect(serverTime(view, 5000)).toBe(Date.parse(AT) + 5000);
		// A clock that was set back on the server is followed within eight beats.
		for (let i = 0; i < 8; i++) {
			view = reduce(view, { type: 'beat', beat: beat(1, at(i * 2000)) }, 100_000 + i * 2000)[0];
		}
		expect(serverTime(view, 100_000)).toBe(Date.parse(AT));
	});

	it('whatever is lost or repeated, ends with what the server has once it follows its version', () => {
		const steps = fc.array(
			fc.record({
				put: fc.integer({ min: 0, max: 5 }),
				del: fc.boolean(),
				arrives: fc.integer({ min: 0, max: 2 })
			}),
			{ maxLength: 30 }
		);
		fc.assert(
			fc.property(steps, (history) => {
				const server = new Map([['a', 1]]);
				let version = 1;
				let view = following();
				let mono = 0;
				const answer = () => ({ snapshot: snapshot(version, 100, 'e1', [...server.keys()]) });
				for (const step of history) {
					const id = `i${step.put}`;
					if (step.del) server.delete(id);
					else server.set(id, 1);
					const sent = patch(version, step.del ? [] : [id], step.del ? [id] : [], 100);
					version += 1;
					for (let n = 0; n < step.arrives; n++) {
						const [next, effect] = reduce(view, { type: 'patched', patch: sent }, ++mono);
						view = next;
						if (effect === 'ask') {
							view = reduce(view, { type: 'answered', answer: answer() }, ++mono)[0];
						}
					}
				}
				const [next, effect] = reduce(view, { type: 'beat', beat: beat(version) }, mono + 1);
				view =
					effect === 'ask'
						? reduce(next, { type: 'answered', answer: answer() }, mono + 2)[0]
						: next;
				expect(view.phase).toBe('following');
				expect(ids(view)).toEqual([...server.keys()].sort());
			})
		);
	});
});
