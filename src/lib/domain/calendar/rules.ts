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
			return startOfDay(dayOf(addMonths(start, parameter.amount)) + 1);
	}
}

/** The same Shanghai date `months` later, or the last of that month where it has no such day. */
function addMonths(start: Date, months: number): Date {
	const [year, month, day] = dateOf(start).split('-').map(Number) as [number, number, number];
	const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)) - 8 * 3_600_000);
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
