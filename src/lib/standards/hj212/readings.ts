/** What a data area says: readings by period, and the parameters of commands. HJ 212-2017 §6.6, annex B. */
import type { FieldError } from '../fields';
import type { Item } from './cp';
import { timeOf } from './time';

export interface Reading {
	/** Code of the pollutant or device: w01018, a21026, SB1; in 2005 also 011, B01. */
	code: string;
	/** Rtd, Min, Avg, Max, Cou, ZsRtd, ZsMin, ZsAvg, ZsMax, RS, RT …, in the unit of the code. */
	values: Record<string, number>;
	/** What is not a number: EFlag, Info, a state such as `Rtd=St` of ST 45. */
	texts: Record<string, string>;
	/** N, F, M, S, D, C, T, B; null where none is sent. */
	flag: string | null;
	/** When the sample was taken, where the instrument is slower than the report. */
	sampleTime: Date | null;
}

export interface Period {
	/** DataTime: of 2051, 2061, 2031 and 2041 the period's beginning, of 2011 and 2021 the instant. */
	time: Date | null;
	readings: Reading[];
}

export interface Content {
	periods: Period[];
	/** QnRtn, ExeRtn, RtdInterval, SystemTime, PolId …: what belongs to no code. */
	params: Record<string, string>;
	errors: FieldError[];
}

const KEY = /^([0-9A-Za-z]+)-([0-9A-Za-z]+)$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;
const TEXTS = ['EFlag', 'Info', 'SampleTime'];

/**
 * Sorts the items of a data area. Fields of one code may stand in several items; a later DataTime
 * begins another period. Of a field that comes twice the first is kept, and that is told.
 */
export function readContent(items: Item[]): Content {
	const content: Content = { periods: [], params: Object.create(null), errors: [] };
	const wrong = (field: string, code: string, message: string) =>
		content.errors.push({ field, code, message });
	let period: Period | null = null;
	let dated = false;

	for (const { name, value } of items.flat()) {
		const [, code, kind] = KEY.exec(name) ?? [];
		if (name === 'DataTime') {
			const time = value.length === 14 ? timeOf(value) : null;
			if (!time) wrong(name, 'format', `数据时间“${value}”应为 YYYYMMDDhhmmss`);
			if (period && !dated) period.time = time;
			else if (!period || !time || period.time?.getTime() !== time.getTime()) {
				content.periods.push((period = { time, readings: [] }));
			}
			dated = true;
		} else if (code && kind) {
			if (!period) content.periods.push((period = { time: null, readings: [] }));
			if (!put(readingOf(period, code), kind, value)) wrong(name, 'duplicate', `${name} 重复`);
			else if (kind === 'SampleTime' && !timeOf(value)) {
				wrong(name, 'format', `采样时间“${value}”应为 YYYYMMDDhhmmss`);
			}
		} else if (name in content.params) wrong(name, 'duplicate', `${name} 重复`);
		else content.params[name] = value;
	}
	return content;
}

function readingOf(period: Period, code: string): Reading {
	const known = period.readings.find((reading) => reading.code === code);
	if (known) return known;
	const reading: Reading = {
		code,
		values: Object.create(null),
		texts: Object.create(null),
		flag: null,
		sampleTime: null
	};
	period.readings.push(reading);
	return reading;
}

/** False where the reading has that field already. */
function put(reading: Reading, kind: string, value: string): boolean {
	const { values, texts } = reading;
	if (kind in values || kind in texts || (kind === 'Flag' && reading.flag !== null)) return false;
	if (kind === 'Flag') reading.flag = value;
	else if (isNumber(kind, value)) values[kind] = Number(value);
	else texts[kind] = value;
	if (kind === 'SampleTime') reading.sampleTime = timeOf(value);
	return true;
}

function isNumber(kind: string, value: string): boolean {
	return !TEXTS.includes(kind) && NUMBER.test(value) && Number.isFinite(Number(value));
}
