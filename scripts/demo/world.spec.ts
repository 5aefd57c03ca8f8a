import { expect, it, vi } from 'vitest';
import { Item } from '../../src/lib/domain/catalog/model';
import { Point } from '../../src/lib/domain/monitoring/model';
import { Officer } from '../../src/lib/domain/officers/model';
import { Subject } from '../../src/lib/domain/subjects/model';
import { DEPARTMENTS } from './departments';
import { COUNTS } from './subjects';
import { COMPLAINT_TOPICS, RISKS } from './topics';
import { world } from './world';

// A whole district, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

const startedOn = new Date('2026-11-23T11:00:00+08:00');
const district = world({ seed: 'test', startedOn });
const rows = [...district.reference()];
const SCHEMAS = { items: Item, subjects: Subject, officers: Officer, points: Point };

it('has the size that is asked for', () => {
	const count = (dataset: string) => rows.filter((row) => row.dataset === dataset).length;
	expect(DEPARTMENTS.length).toBe(28);
	expect(count('items')).toBe(720);
	expect(count('subjects')).toBe(10_000);
	expect(count('points')).toBe(800);
	expect(count('officers')).toBeGreaterThan(400);
	for (const [kind, number] of Object.entries(COUNTS)) {
		expect(district.subjects.filter((subject) => subject.kind === kind).length).toBe(number);
	}
	expect(new Set(district.subjects.map(({ township }) => township)).size).toBe(12);
});

it('has rows that every door accepts, each with an id of its own', () => {
	for (const { dataset, row } of rows) {
		const { error } = SCHEMAS[dataset as keyof typeof SCHEMAS].safeParse(row);
		if (error) expect.fail(`${JSON.stringify(row)} ${error.message}`);
	}
	expect(new Set(rows.map(({ dataset, row }) => `${dataset}/${row.id}`)).size).toBe(rows.length);
	expect(new Set(district.subjects.map(({ name }) => name)).size).toBe(10_000);
});

it('uses only codes and names that nobody has', () => {
	expect(district.subjects.length).toBeGreaterThan(0);
	for (const { code, name } of district.subjects) {
		if (!/^9[123]140603MAXXX/.test(code) || !name.endsWith('（演示）')) expect.fail(code + name);
	}
});

it('gives every department lines, officers, inspections, topics and risks', () => {
	for (const { code, lines } of DEPARTMENTS) {
		expect(lines.length).toBeGreaterThan(0);
		expect(district.officersOf(code).length).toBeGreaterThan(1);
		expect(district.itemsOf(code, 'inspection').length).toBeGreaterThan(5);
		expect(COMPLAINT_TOPICS[code]!.length).toBeGreaterThan(1);
		expect(RISKS[code]!.every(({ industry }) => district.subjectsOf(industry!).length > 0)).toBe(
			true
		);
		for (const { industries } of lines) {
			for (const industry of industries)
				expect(district.subjectsOf(industry).length).toBeGreaterThan(0);
		}
	}
});

it('is the same for the same seed, and another for another', () => {
	const text = (seed: string) => JSON.stringify([...world({ seed, startedOn }).reference()]);
	const known = JSON.stringify(rows);
	expect(text('test') === known).toBe(true);
	expect(text('other') === known).toBe(false);
});

it('keeps its subjects and points whatever the day it was started on', () => {
	const later = world({ seed: 'test', startedOn: new Date('2027-02-01T00:00:00Z') });
	const text = ({ subjects, points }: typeof later) => JSON.stringify([subjects, points]);
	expect(text(later) === text(district)).toBe(true);
});
