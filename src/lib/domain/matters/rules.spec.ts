import { expect, it } from 'vitest';
import { rank, type Matter, type OpenDuty } from './rules';

const t = new Date('2026-11-23T02:32:00Z');
const minutes = (n: number) => new Date(t.getTime() + n * 60_000);
const matter = (id: string, kind: Matter['kind'], level: number): Matter => ({
	id,
	kind,
	level,
	title: id,
	department: 'nengyuan',
	township: null,
	waiting: kind === 'alarm' ? 'open' : 'feedback',
	since: minutes(-60),
	dueAt: null
});
const duty = (
	id: string,
	kind: OpenDuty['kind'],
	subjectKey: string,
	due: number,
	level = 3
): OpenDuty => ({
	id,
	kind,
	subject: subjectKey.startsWith('warning') ? 'warning' : 'complaint',
	subjectKey,
	level,
	title: id,
	department: 'nengyuan',
	township: null,
	startedAt: minutes(-60),
	dueAt: minutes(due)
});

it('orders by level, overdue first, earliest due, key', () => {
	const ranked = rank(
		{
			alarms: [matter('alarm/2', 'alarm', 2), matter('alarm/1', 'alarm', 1)],
			warnings: [matter('warning/late', 'warning', 2), matter('warning/early', 'warning', 2)],
			duties: [
				duty('d1', 'sign', 'warning/late', -5, 2),
				duty('d2', 'feedback', 'warning/late', 90, 2),
				duty('d3', 'feedback', 'warning/early', 30, 2),
				duty('d4', 'close', 'complaint/over', -1),
				duty('d5', 'close', 'complaint/open', 1)
			]
		},
		t
	);
	expect(ranked.map(({ id, waiting }) => `${id} ${waiting}`)).toEqual([
		'alarm/1 open',
		'warning/late sign',
		'warning/early feedback',
		'alarm/2 open',
		'd4 close'
	]);
});

it('shows an overdue duty once its warning no longer stands', () => {
	const ranked = rank(
		{ alarms: [], warnings: [], duties: [duty('d1', 'sign', 'warning/gone', -5)] },
		t
	);
	expect(ranked.map(({ id }) => id)).toEqual(['d1']);
});
