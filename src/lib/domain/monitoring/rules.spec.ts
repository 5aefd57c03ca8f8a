import { expect, it } from 'vitest';
import { judge, type PointMemory, type ThresholdRule } from './rules';

const rule: ThresholdRule = {
	id: 'so2',
	direction: 'above',
	threshold: 35,
	clearAt: 33,
	durationSeconds: 600,
	level: 2
};
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute));

function run(values: [minute: number, value: number, flag?: 'N' | 'M'][]) {
	let memory: PointMemory = {};
	const open = new Map<string, string>();
	const told: string[] = [];
	for (const [minute, value, flag = 'N'] of values) {
		const judged = judge([rule], memory, open, { time: at(minute), value, flag });
		memory = judged.memory;
		for (const verdict of judged.verdicts) {
			if ('raise' in verdict) {
				told.push(`raised ${minute} ${verdict.value}`);
				open.set(rule.id, 'alarm/1');
			} else {
				told.push(`cleared ${minute}`);
				open.delete(rule.id);
			}
		}
	}
	return told;
}

it('raises once, after the value has been bad for the whole duration, with the worst value', () => {
	expect(
		run([
			[0, 36],
			[5, 61],
			[10, 40],
			[15, 50]
		])
	).toEqual(['raised 10 61']);
});

it('starts the duration anew when the value was good in between', () => {
	expect(
		run([
			[0, 36],
			[5, 20],
			[10, 40],
			[15, 40]
		])
	).toEqual([]);
});

it('clears only past the clearing value', () => {
	expect(
		run([
			[0, 36],
			[10, 36],
			[15, 34],
			[20, 32],
			[25, 34]
		])
	).toEqual(['raised 10 36', 'cleared 20']);
});

it('does not judge a sample under maintenance', () => {
	expect(
		run([
			[0, 36],
			[10, 90, 'M']
		])
	).toEqual([]);
});
