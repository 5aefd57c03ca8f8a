/** The synthetic district: everything that exists in it before its first day. Pure, from a seed. */
import * as catalogue from './catalogue';
import { DEPARTMENTS, type Profile } from './departments';
import * as officers from './officers';
import * as points from './points';
import * as subjects from './subjects';
import { dayOf, momentOf } from './time';

export type Row = Record<string, unknown>;

export interface DemoEvent {
	/** When the cockpit receives it. */
	at: Date;
	dataset: string;
	row: Row & { id: string };
}

export interface World {
	seed: string;
	/** 1 is the whole district; a small one for tests. */
	scale: number;
	/** The first of 400 days of history, and the day they lead into (numbers of Shanghai days). */
	firstDay: number;
	startedDay: number;
	departments: Profile[];
	items: catalogue.DemoItem[];
	/** By department and kind of act. */
	itemsOf(
		department: string,
		kind: 'inspection' | 'penalty' | 'coercion' | 'other'
	): catalogue.DemoItem[];
	subjects: subjects.DemoSubject[];
	subjectsOf(industry: string): subjects.DemoSubject[];
	officersOf(department: string): string[];
	points: points.DemoPoint[];
	/** Rows of items, subjects, officers and points, all of the first morning. */
	reference(): Iterable<DemoEvent>;
}

export const HISTORY_DAYS = 400;

export function world({
	seed,
	startedOn,
	scale = 1
}: {
	seed: string;
	startedOn: Date;
	scale?: number;
}): World {
	const startedDay = dayOf(startedOn);
	const firstDay = startedDay - HISTORY_DAYS;
	const items = catalogue.make(seed, firstDay);
	const everyone = subjects.make(seed, scale);
	const staff = officers.make(seed, startedDay);
	const places = points.make(seed, scale, everyone);
	const byKind = groupBy(items, (item) => `${item.department}/${item.kind}`);
	const byIndustry = groupBy(everyone, (subject) => subject.industry as string);
	const byDepartment = groupBy(staff, (officer) => officer.department);
	const numbers = new Map(
		[...byDepartment].map(([code, list]) => [
			code,
			list.map((officer) => officer.certificateNumber)
		])
	);
	const none: never[] = [];

	return {
		seed,
		scale,
		firstDay,
		startedDay,
		departments: DEPARTMENTS,
		items,
		itemsOf: (department, kind) => byKind.get(`${department}/${kind}`) ?? none,
		subjects: everyone,
		subjectsOf: (industry) => byIndustry.get(industry) ?? none,
		officersOf: (department) => numbers.get(department) ?? none,
		points: places,
		*reference() {
			const at = momentOf(firstDay, 0);
			for (const item of items) yield { at, dataset: 'items', row: catalogue.row(item) };
			for (const subject of everyone) yield { at, dataset: 'subjects', row: subjects.row(subject) };
			for (const officer of staff) yield { at, dataset: 'officers', row: { ...officer } };
			for (const point of places) yield { at, dataset: 'points', row: points.row(point) };
		}
	};
}

export function groupBy<T>(list: T[], key: (entry: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of list) {
		const group = groups.get(key(entry));
		if (group) group.push(entry);
		else groups.set(key(entry), [entry]);
	}
	return groups;
}
