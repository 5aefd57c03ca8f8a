/** The stream of what reaches the cockpit, in order: the same for any window of the same world. */
import * as acts from './acts';
import * as complaints from './complaints';
import { dayOf } from './time';
import * as warnings from './warnings';
import type { DemoEvent, World } from './world';

/** Days after its beginning in which a case may still send something. */
const LONGEST_CASE = 110;
/** Acts began before the cockpit did: their late consequences reach it. */
const ACTS_BEFORE = 45;

/** Events received in (from, to], oldest first; without `to` it never ends. */
export function* events(world: World, from: Date, to?: Date): Generator<DemoEvent> {
	const begin = Math.max(world.firstDay, dayOf(from));
	const end = to ? dayOf(to) : Infinity;
	const waiting = new Map<number, DemoEvent[]>();
	const earliest = Math.max(world.firstDay - ACTS_BEFORE, begin - LONGEST_CASE);
	for (let day = earliest; day <= end; day++) {
		for (const event of born(world, day)) {
			const arrives = dayOf(event.at);
			if (arrives < begin || arrives > end) continue;
			const list = waiting.get(arrives);
			if (list) list.push(event);
			else waiting.set(arrives, [event]);
		}
		if (day < begin) continue;
		const today = waiting.get(day) ?? [];
		waiting.delete(day);
		for (const event of today.sort(inOrder))
			if (event.at > from && (!to || event.at <= to)) yield event;
	}
}

function born(world: World, day: number): DemoEvent[] {
	const cases = acts.born(world, day);
	if (day >= world.firstDay)
		cases.push(...complaints.born(world, day), ...warnings.born(world, day));
	return cases;
}

export function inOrder(a: DemoEvent, b: DemoEvent): number {
	return a.at.getTime() - b.at.getTime() || compare(a.row.id, b.row.id) || version(a) - version(b);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const version = (event: DemoEvent) => Number(event.row.version ?? 1);
