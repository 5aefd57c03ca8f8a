/** What stations send, by CN, and what is done with it. HJ 212-2017 table 5 (§6.6.5); those marked are of HJ 212-2025. */

export type Command =
	/**
	 * Readings: the value taken of each code, and the point's interval, seconds, from which on they are its own.
	 * An hourly mean is no reading of a point that reports by the minute; it is one of a point that reports by the hour.
	 */
	| { does: 'data'; value: 'Rtd' | 'Avg'; interval: number }
	/** Acknowledged by 9014; nothing in the cockpit is made of it. */
	| { does: 'acknowledge' }
	/** The station asks for the time. */
	| { does: 'time' }
	| { does: 'beat' }
	/** Answers to what we sent. */
	| { does: 'nothing' };

const acknowledge: Command = { does: 'acknowledge' };
const nothing: Command = { does: 'nothing' };

const COMMANDS: Record<string, Command> = {
	'2011': { does: 'data', value: 'Rtd', interval: 0 },
	'2051': { does: 'data', value: 'Avg', interval: 0 },
	'2061': { does: 'data', value: 'Avg', interval: 3_600 },
	'2031': { does: 'data', value: 'Avg', interval: 86_400 },
	// State and running time of equipment, start-up time.
	'2021': acknowledge,
	'2041': acknowledge,
	'2081': acknowledge,
	// 2025: raw data, a single noise, a check by standard sample, furnace temperature.
	'2013': acknowledge,
	'2052': acknowledge,
	'2062': acknowledge,
	'2111': acknowledge,
	// What a station tells of itself: time, intervals, sampling, its identity, its diary.
	'1011': acknowledge,
	'1061': acknowledge,
	'1063': acknowledge,
	'3015': acknowledge,
	'3017': acknowledge,
	'3018': acknowledge,
	'3019': acknowledge,
	'3020': acknowledge,
	'1013': { does: 'time' },
	// 2025. What answers it stands in none of our sources: we send one back where an answer is wanted.
	'9015': { does: 'beat' },
	'9011': nothing,
	'9012': nothing,
	'9013': nothing,
	'9014': nothing
};

export const commandOf = (cn: string): Command | undefined =>
	Object.hasOwn(COMMANDS, cn) ? COMMANDS[cn] : undefined;
