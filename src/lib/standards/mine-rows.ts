/**
 * The rows of coal-mine files: what the fields of a record are, in their order, after MT/T 1201.2-2023
 * (重要设备). A column that is added to a layout is a column of the file and a property of the row.
 */
import { shanghaiTime } from './shanghai';

const MAX_TEXT = 200;
/** What a source writes where it has no valid value. */
const ABNORMAL = -9999;

type Field<T> = { value: T } | { reason: string };
interface Column<T> {
	title: string;
	read(text: string): Field<T>;
}
type RowOf<L> = { [K in keyof L]: L[K] extends Column<infer T> ? T : never };

/** 测点定义 */
const POINTS = {
	pointCode: needed('测点编码', words),
	typeCode: optional('测点类型编码', words),
	typeName: optional('测点类型名称', words),
	deviceCode: optional('设备编码', words),
	location: optional('测点位置', words),
	unit: optional('单位', words),
	rangeHigh: optional('量程上限', measured),
	rangeLow: optional('量程下限', measured),
	alarmHigh: optional('报警上限', measured),
	alarmLow: optional('报警下限', measured),
	relation: optional('传感器关联关系', words),
	definedAt: needed('定义时间', time)
};
/** 实时数据. `value` is null where the source wrote -9999; `status` is a code whose list is not public. */
const READINGS = {
	pointCode: needed('测点编码', words),
	typeCode: optional('测点类型编码', words),
	typeName: optional('测点类型名称', words),
	deviceCode: optional('设备编码', words),
	value: needed('测点数值', measured),
	unit: optional('单位', words),
	status: optional('测点状态', words),
	time: needed('数据时间', time)
};
/** 异常报警. Open while neither `endedAt` nor `restoredAt` is there. */
const ALARMS = {
	pointCode: needed('测点编码', words),
	typeCode: optional('测点类型编码', words),
	pointName: optional('测点名称', words),
	deviceCode: optional('设备编码', words),
	status: needed('报警状态', words),
	startedAt: needed('报警开始时间', time),
	endedAt: optional('报警结束时间', time),
	level: optional('报警级别', words),
	restoredAt: optional('恢复正常时间', time),
	restoredValue: optional('恢复正常值', measured),
	peakAt: optional('峰值时间', time),
	peakValue: optional('峰值', measured),
	time: needed('数据时间', time)
};

/** Text is trimmed; null: left empty. Numbers are in the row's own unit; null: left empty, or -9999. */
export interface MineRows {
	points: RowOf<typeof POINTS>;
	readings: RowOf<typeof READINGS>;
	alarms: RowOf<typeof ALARMS>;
}
export type Kind = keyof MineRows;

const LAYOUTS: Record<Kind, Record<string, Column<unknown>>> = {
	points: POINTS,
	readings: READINGS,
	alarms: ALARMS
};

/** What the values of a row must be to each other; null where they are. */
const CHECKS: { [K in Kind]: (row: MineRows[K]) => string | null } = {
	points: ({ rangeLow, rangeHigh }) =>
		rangeLow !== null && rangeHigh !== null && rangeLow > rangeHigh ? '量程下限大于量程上限' : null,
	readings: () => null,
	alarms({ startedAt, endedAt, restoredAt }) {
		if (endedAt && endedAt < startedAt) return '报警结束时间早于开始时间';
		return restoredAt && restoredAt < startedAt ? '恢复正常时间早于报警开始时间' : null;
	}
};

/**
 * One record without its `~`: a row, or the first thing that is wrong with it. An empty field after the last
 * one is let pass: some sources close every field with `;`.
 */
export function parseRow<K extends Kind>(
	kind: K,
	record: string
): { row: MineRows[K] } | { reason: string } {
	if (/[\r\n]/.test(record)) return { reason: '记录中有换行，上一条记录可能缺少结束符 ~' };
	if (/\p{Cc}/u.test(record)) return { reason: '记录中有控制字符' };
	const columns = Object.entries(LAYOUTS[kind]);
	const fields = record.split(';', columns.length + 2).map((field) => field.trim());
	if (fields.length === columns.length + 1 && fields.at(-1) === '') fields.pop();
	if (fields.length !== columns.length) {
		const found = record.split(';').length;
		return { reason: `应有 ${columns.length} 个以 ; 分隔的字段，现为 ${found} 个` };
	}
	const row: Record<string, unknown> = {};
	for (const [i, [name, column]] of columns.entries()) {
		const field = column.read(fields[i]!);
		if ('reason' in field) {
			return { reason: `第 ${i + 1} 个字段（${column.title}）${field.reason}` };
		}
		row[name] = field.value;
	}
	const parsed = row as unknown as MineRows[K];
	const reason = CHECKS[kind](parsed);
	return reason ? { reason } : { row: parsed };
}

function needed<T>(title: string, read: (text: string) => Field<T>): Column<T> {
	return { title, read: (text) => (text === '' ? { reason: '不能为空' } : read(text)) };
}

function optional<T>(title: string, read: (text: string) => Field<T>): Column<T | null> {
	return { title, read: (text) => (text === '' ? { value: null } : read(text)) };
}

function words(text: string): Field<string> {
	if (text.length > MAX_TEXT) return { reason: `超过 ${MAX_TEXT} 个字符` };
	return { value: text };
}

/** Java writes small numbers as 1.0E-4. */
const NUMBER = /^[+-]?\d{1,15}(\.\d{0,15})?(E[+-]?\d{1,2})?$/i;

function measured(text: string): Field<number | null> {
	if (!NUMBER.test(text)) return { reason: `应为数字，现为“${brief(text)}”` };
	const value = Number(text);
	// Gauges that round send -0.00; 0 is what it is.
	return { value: value === ABNORMAL ? null : value || 0 };
}

const DIGITS = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?$/;

/** `2026-11-23 10:32:05` in +08:00, also with milliseconds, or the 14 digits of a file name. */
export function time(text: string): Field<Date> {
	const parts = TIME.exec(text.replace(DIGITS, '$1-$2-$3 $4:$5:$6'));
	if (!parts) return { reason: `应为时间，如 2026-11-23 10:32:05，现为“${brief(text)}”` };
	const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
	const thousandths = Number((parts[7] ?? '').padEnd(3, '0'));
	const value = shanghaiTime(year!, month!, day!, hour!, minute!, second!, thousandths);
	return value ? { value } : { reason: `不是有效的时间，现为“${text}”` };
}

/** A character cut in two becomes U+FFFD: a reason is to be stored. */
const brief = (text: string) => (text.length > 20 ? `${text.slice(0, 20).toWellFormed()}…` : text);
