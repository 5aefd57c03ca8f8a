/** What a message of a station says of its points. */
import { Flag } from '../../domain/monitoring/model';
import type { FieldError } from '../../standards/fields';
import { readContent, type Period, type Reading } from '../../standards/hj212/readings';
import type { Packet, Version } from '../../standards/hj212/segment';
import { AHEAD_MS } from '../validate.server';
import type { Command } from './commands';
import { unitMismatch } from './factors';
import type { Device, Point } from './registry.server';

export interface Sample {
	point: string;
	time: Date;
	value: number;
	flag: Flag;
}

export interface Said {
	samples: Sample[];
	/** What could not be taken, though the rest was. */
	errors: FieldError[];
	/** Codes with a value that belong to no point of this station. */
	unplaced: string[];
	/** No part of it has a time that can be taken: the message is refused. */
	refused: boolean;
}

/** Of 2005, where the standard has other letters: P 电源故障. */
const FORMER: Record<string, Flag> = { P: 'D' };

export function samplesOf(
	packet: Packet,
	command: Extract<Command, { does: 'data' }>,
	points: Device['points'],
	{ now, oldest }: { now: Date; oldest: Date }
): Said {
	const { periods, errors } = readContent(packet.cp);
	const said: Said = { samples: [], errors, unplaced: [], refused: true };
	if (periods.length === 0) {
		errors.push({ field: 'DataTime', code: 'missing', message: '数据区缺少 DataTime' });
	}
	for (const { time, readings } of periods) {
		const error = timeError(time, now, oldest);
		if (error) {
			errors.push(error);
			continue;
		}
		said.refused = false;
		for (const reading of readings) {
			take(reading, command, points, packet.flag.version, time!, said);
		}
	}
	return said;
}

function timeError(time: Period['time'], now: Date, oldest: Date): FieldError | null {
	const wrong = (code: string, message: string) => ({ field: 'DataTime', code, message });
	if (!time) return wrong('missing', '监测数据没有可用的 DataTime');
	if (time.getTime() > now.getTime() + AHEAD_MS)
		return wrong('future', '数据时间晚于现在，请核对设备时钟');
	return time < oldest ? wrong('too_old', '数据时间早于原始数据的保存期限') : null;
}

function take(
	reading: Reading,
	{ value: kind, interval }: Extract<Command, { does: 'data' }>,
	points: Device['points'],
	version: Version,
	time: Date,
	said: Said
): void {
	const { code, values, texts } = reading;
	const wrong = (field: string, error: string, message: string) =>
		void said.errors.push({ field: `${code}-${field}`, code: error, message });
	const flag = flagOf(reading.flag, version);
	for (const [name, field] of [
		['', kind],
		['-zs', `Zs${kind}`]
	] as const) {
		const value = values[field];
		const text = texts[field];
		if (value === undefined && text === undefined) continue;
		const own = points.get(code.toLowerCase() + name) ?? [];
		// A station's converted values are nobody's concern where no point asks for them.
		if (own.length === 0 && name === '') said.unplaced.push(code);
		const due = own.filter((point) => point.interval >= interval);
		if (due.length === 0) continue;
		if (!flag) wrong('Flag', 'flag', `数据标记“${reading.flag}”不是 N、F、M、S、D、C、T、B 之一`);
		else if (value === undefined) {
			// Without a value, a flag says why there is none.
			if (flag === 'N') wrong(field, 'not_number', `“${text}”不是数值`);
		} else due.forEach((point) => put(point, code, { time, value, flag }, said));
	}
}

function put(point: Point, code: string, sample: Omit<Sample, 'point'>, said: Said): void {
	const units = unitMismatch(code.toLowerCase(), point.unit);
	if (units) {
		const message = `测点 ${point.key} 的单位“${point.unit}”与因子 ${code} 不符，应为 ${units.filter(Boolean).join('、')} 之一`;
		said.errors.push({ field: code, code: 'unit', message });
	} else said.samples.push({ point: point.key, ...sample });
}

function flagOf(letter: string | null, version: Version): Flag | null {
	const upper = (letter || 'N').toUpperCase();
	const parsed = Flag.safeParse(version === 2005 ? (FORMER[upper] ?? upper) : upper);
	return parsed.success ? parsed.data : null;
}
