/** Working days and deadlines. The day of the event is not counted; a day ends at 24:00 in Shanghai. */
import { DAY_MS, dateOf, dayOf, startOfDay } from '../../metrics/period';

export interface Calendar {
	/** `2026-11-23` → is it a working day, make-up days included? */
	isWorkday(date: string): boolean;
}

export interface DeadlineParameter {
	duty: string;
	variant: string;
	amount: number;
	clock: 'workday' | 'hour' | 'day' | 'month';
}

/** The end of the n-th working day after `start`: 24:00, which is the next day's beginning. */
export function endOfWorkday(calendar: Calendar, start: Date, n: number): Date {
	let day = dayOf(start);
	for (let left = n; left > 0;) {
		day += 1;
		if (calendar.isWorkday(dateOf(startOfDay(day)))) left -= 1;
	}
	return startOfDay(day + 1);
}

/** When a duty that began at `start` falls due: a whole minute, exclusive. */
export function dueAt(calendar: Calendar, parameter: DeadlineParameter, start: Date): Date {
	switch (parameter.clock) {
		case 'workday':
			return endOfWorkday(calendar, start, parameter.amount);
		case 'hour':
			return new Date(
				Math.ceil((start.getTime() + parameter.amount * 3_600_000) / 60_000) * 60_000
			);
		case 'day':
			return new Date(start.getTime() + parameter.amount * DAY_MS);
		case 'month':
			return new Date(
				Date.parse(`${addMonths(dateOf(start), parameter.amount)}T00:00:00+08:00`) + DAY_MS
			);
	}
}

/** 民法典 第202条: the day of the same number, else the last day of that month. Days as `2026-11-23`. */
export function addMonths(day: string, months: number): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
	lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
	return lastOfMonth.toISOString().slice(0, 10);
}

/** The table of parameters, ready to answer. */
export class Deadlines {
	#parameters: Map<string, DeadlineParameter>;

	constructor(
		readonly calendar: Calendar,
		parameters: DeadlineParameter[]
	) {
		this.#parameters = new Map(parameters.map((p) => [`${p.duty}|${p.variant}`, p]));
	}

	parameter(duty: string, variant: string): DeadlineParameter {
		const parameter = this.#parameters.get(`${duty}|${variant}`);
		if (!parameter) throw new Error(`deadline_parameter has no row for ${duty}, ${variant}`);
		return parameter;
	}

	dueAt(duty: string, variant: string, start: Date): Date {
		return dueAt(this.calendar, this.parameter(duty, variant), start);
	}

	/** The time so long before `now`: a period in days. */
	before(duty: string, variant: string, now: Date): Date {
		return new Date(now.getTime() - this.parameter(duty, variant).amount * DAY_MS);
	}
}
