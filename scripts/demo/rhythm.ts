/** When things happen in a district: working hours, seasons, and how soon a department does its duties. */
import type { Profile } from './departments';
import type { Random } from './random';
import {
	addWorkdays,
	dayOf,
	HOUR,
	isWorkday,
	MINUTE,
	minuteOfDay,
	momentOf,
	monthOf,
	shift
} from './time';

/** Work of a day against an ordinary working day. */
export function activity(profile: Profile, day: number): number {
	const season = 1 + profile.swing * Math.cos(((monthOf(day) - profile.peak) / 12) * 2 * Math.PI);
	if (!isWorkday(day)) return profile.off * season;
	// Mondays begin slowly and Fridays end early; days that make up for a holiday are ordinary days.
	const weekday = (((day + 4) % 7) + 7) % 7;
	return season * ({ 1: 0.92, 5: 0.88 }[weekday] ?? 1.05);
}

/** A time of day (minutes) at which an act happens. */
export function actMinute(r: Random, profile: Profile): number {
	if (r.chance(profile.night)) return (r.between(1200, 1770) + 1440) % 1440;
	return officeMinute(r);
}

/** Office hours: 8:30 to 12:00 and 14:30 to 18:00. */
export function officeMinute(r: Random): number {
	const morning = r.chance(0.55);
	const [middle, low, high] = morning ? [600, 510, 720] : [960, 870, 1080];
	for (;;) {
		const minute = middle + 58 * r.normal();
		if (minute >= low && minute < high) return minute;
	}
}

/** The same moment if it lies in office hours, else one at the beginning of the next ones. */
export function nextOffice(r: Random, at: Date): Date {
	const day = dayOf(at);
	const minute = minuteOfDay(at);
	if (isWorkday(day)) {
		if (minute < 510) return momentOf(day, 510 + r.exponential(25));
		if (minute < 720) return at;
		if (minute < 870) return momentOf(day, 870 + r.exponential(20));
		if (minute < 1080) return at;
	}
	return momentOf(addWorkdays(day, 1), 510 + r.exponential(40));
}

/** When the row of an act reaches the cockpit: later than the act, by the department's channel. */
export function arrival(r: Random, profile: Profile, at: Date): Date {
	// Some rows get lost on the way and are sent again a week later, whatever the channel.
	if (r.chance(0.02)) return nextOffice(r, shift(at, r.between(3, 18) * 24 * HOUR));
	if (profile.channel === 'interface') return shift(at, (1 + r.exponential(9)) * MINUTE);
	if (profile.channel === 'batch') return momentOf(dayOf(at) + 1, r.between(125, 150));
	return nextOffice(r, shift(at, (0.3 + r.exponential(1.6)) * 24 * HOUR));
}

/** The chance that this department does a duty of today on time: it has better and worse months. */
export function diligence({ code, diligence: usual }: Profile, day: number): number {
	const phase = code.length + code.charCodeAt(0) + code.charCodeAt(1);
	const tide = Math.sin(day / (23 + (phase % 11)) + phase);
	return Math.min(0.998, usual + (1 - usual) * 0.55 * tide);
}

/**
 * When a duty is done that runs since `start` and falls due at `due`.
 * @param office done in office hours only
 */
export function done(r: Random, start: Date, due: Date, onTime: boolean, office: boolean): Date {
	const span = due.getTime() - start.getTime();
	if (onTime) {
		const at = shift(start, span * Math.min(0.96, 0.04 + 0.85 * r.next() ** 1.4));
		const inOffice = office ? nextOffice(r, at) : at;
		if (inOffice < due) return inOffice;
		// Due at the end of a working day: its last office hour.
		return new Date(
			Math.max(shift(start, MINUTE).getTime(), due.getTime() - r.between(365, 420) * MINUTE)
		);
	}
	const most = r.chance(0.06) ? 4 : 0.5;
	const late = Math.min(
		shift(due, 5 * MINUTE + r.exponential(most) * span).getTime(),
		start.getTime() + 45 * 24 * HOUR
	);
	const at = new Date(Math.max(late, due.getTime() + 2 * MINUTE));
	return office ? nextOffice(r, at) : at;
}

/** End of the n-th working day: 24:00, exclusive. */
export function afterWorkdays(start: Date, n: number): Date {
	return momentOf(addWorkdays(dayOf(start), n) + 1, 0);
}
