/** The series of the points: pure functions of seed, point and slot, so any window gives the same readings. */
import { INTERVAL_SECONDS, type DemoPoint } from './points';
import { noise, Random } from './random';
import { DAY, dayOf, HOUR, minuteOfDay, momentOf, timeText } from './time';
import type { World } from './world';

const SLOT = INTERVAL_SECONDS * 1000;
/** No episode lasts longer. */
export const LONGEST = 2 * DAY;
/** Share of points of which a day's silence begins, and its mean length. */
const SILENT_A_DAY = 0.055;
const SILENT_HOURS = 11;

export interface Excursion {
	from: number;
	to: number;
	peak: number;
}

export interface DemoReading {
	point: string;
	time: string;
	value: number;
	flag: string;
}

/** Excursions that begin on a day. */
export function excursions(world: World, point: DemoPoint, day: number): Excursion[] {
	const r = new Random(world.seed, 'excursion', point.id, day);
	if (point.state !== 'enabled' || !r.chance(point.perDay)) return [];
	const { peak, hours, factor } = point.factor;
	// Vehicles speed while they drive: between 7 and 19 o'clock.
	const minutes = factor === 'speed' ? r.between(420, 1140) : r.between(0, 1440);
	const from = momentOf(day, minutes).getTime();
	const length = hours[0] + (hours[1] - hours[0]) * r.next() ** 1.5;
	return [{ from, to: from + length * HOUR, peak: r.between(...peak) }];
}

/** Readings in time order, of all points or of some, in (from, to]; without `to` they never end. */
export function* readings(
	world: World,
	from: Date,
	to?: Date,
	points = world.points
): Generator<DemoReading> {
	const end = to?.getTime() ?? Infinity;
	let day = NaN;
	let courses: Course[] = [];
	for (let slot = Math.floor(from.getTime() / SLOT); slot * SLOT <= end; slot++) {
		const today = dayOf(new Date(slot * SLOT));
		if (today !== day) {
			day = today;
			courses = points.map((point) => courseOf(world, point, day));
		}
		for (const course of courses) {
			const time = timeOf(course.point, slot);
			if (time <= from.getTime() || time > end) continue;
			const reading = readingAt(course, slot);
			if (reading) yield reading;
		}
	}
}

/** What happens to a point around a day. */
export interface Course {
	point: DemoPoint;
	excursions: Excursion[];
	silences: { from: number; to: number }[];
}

export function courseOf(world: World, point: DemoPoint, day: number): Course {
	const days = [day - 2, day - 1, day, day + 1];
	return {
		point,
		excursions: days.flatMap((d) => excursions(world, point, d)),
		silences: days.flatMap((d) => silences(world, point, d))
	};
}

/** Null while the point is silent. */
export function readingAt(course: Course, slot: number): DemoReading | null {
	const { point } = course;
	if (point.state === 'stopped') return null;
	const time = timeOf(point, slot);
	if (course.silences.some(({ from, to }) => from <= time && time < to)) return null;
	const running = course.excursions.find(({ from, to }) => from <= time && time < to);
	const odd = noise(point.seed ^ 0x55, slot);
	return {
		point: point.id,
		time: timeText(new Date(time)),
		value: round(
			running ? away(running, time, point, slot) : usual(point, slot),
			point.factor.decimals
		),
		flag:
			point.state === 'maintenance' ? 'M' : running || odd > 0.002 ? 'N' : odd < 0.001 ? 'C' : 'D'
	};
}

export function timeOf(point: DemoPoint, slot: number): number {
	return slot * SLOT + point.phase * 1000;
}

export function slotOf(at: number): number {
	return Math.floor(at / SLOT);
}

function silences(world: World, point: DemoPoint, day: number) {
	const r = new Random(world.seed, 'silence', point.id, day);
	if (!r.chance(SILENT_A_DAY)) return [];
	const from = momentOf(day, r.between(0, 1440)).getTime();
	return [{ from, to: from + Math.min(0.3 * HOUR + r.exponential(SILENT_HOURS) * HOUR, LONGEST) }];
}

function usual(point: DemoPoint, slot: number): number {
	const { base, swing, wander, spread, factor } = point.factor;
	const minutes = minuteOfDay(new Date(slot * SLOT));
	const drift = smooth(point.seed, slot / 9) * 0.7 + (noise(point.seed, slot) * 2 - 1) * 0.3;
	if (factor === 'speed') {
		const driving = minutes > 360 && minutes < 1260 && smooth(point.seed ^ 1, slot / 18) > -0.3;
		return driving ? base + wander * drift + spread * point.offset : 0;
	}
	const daily = Math.sin(((minutes - 540) / 1440) * 2 * Math.PI);
	return Math.max(0, base + swing * daily + wander * drift + spread * point.offset);
}

/** It goes there within a quarter of an hour, stays, and comes back as fast. */
function away({ from, to, peak }: Excursion, time: number, point: DemoPoint, slot: number): number {
	if (point.factor.factor === 'elevator_fault') return 1;
	const edge = Math.min((time - from) / (HOUR / 4), (to - time) / (HOUR / 4), 1);
	const level = usual(point, slot);
	const shake = 1 + 0.03 * (noise(point.seed ^ 7, slot) * 2 - 1);
	return level + (peak * shake - level) * Math.max(edge, 0.2);
}

/** Value noise in [-1, 1], smooth between whole places. */
function smooth(seed: number, place: number): number {
	const left = Math.floor(place);
	const f = place - left;
	const weight = f * f * (3 - 2 * f);
	return (noise(seed, left) * (1 - weight) + noise(seed, left + 1) * weight) * 2 - 1;
}

function round(value: number, decimals: number): number {
	const factor = 10 ** decimals;
	return Math.round(value * factor) / factor;
}
