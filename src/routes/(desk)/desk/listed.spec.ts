import { expect, test } from 'vitest';
import { lineOf } from './listed';

const now = Date.parse('2026-11-23T10:00:00+08:00');
const duty = (change: object) =>
	lineOf(
		'obligation',
		null,
		{ level: 2, dueAt: new Date('2026-11-21T16:00:00.000Z'), ...change },
		now
	);

test('a duty is on time, late by so much, overdue, or has so much left; its due time is exclusive', () => {
	expect(duty({ closedAt: new Date('2026-11-21T15:59:59.999Z') })).toMatchObject({
		state: '按期',
		level: 2
	});
	expect(duty({ closedAt: new Date('2026-11-21T16:00:00.000Z') }).state).toBe('迟 1 分');
	expect(duty({ closedAt: null })).toMatchObject({ state: '逾期 1 日', tone: 'bad' });
	expect(duty({ dueAt: new Date('2026-11-23T05:00:00.000Z') })).toMatchObject({
		state: '余 3 小时'
	});
});

test('a warning says where it stands', () => {
	const iso = '2026-11-23T01:00:00.000Z';
	const at = new Date(iso);
	expect(lineOf('warning', null, { createdAt: at }, now)).toMatchObject({
		at: iso,
		state: '待签收'
	});
	expect(lineOf('warning', null, { createdAt: at, signedAt: at }, now).state).toBe(
		'已签收，待核查'
	);
	expect(lineOf('warning', null, { createdAt: at, feedbackAt: at }, now).tone).toBeNull();
});
