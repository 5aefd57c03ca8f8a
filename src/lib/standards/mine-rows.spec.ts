import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRow, time, type Kind } from './mine-rows';

const seed = 140603;
const POINT = 'A001;01;风压;TF01;主扇风硐;Pa;0;-5000;-1500;-3000;;2026-01-05 08:00:00';
const READING = 'A001;01;风压;TF01;-2350.5;Pa;0;2026-11-23 10:32:00';
const ALARM =
	'A001;01;风压;TF01;0;2026-11-23 10:30:00;2026-11-23 10:40:00;2;2026-11-23 10:40:00;-2400;2026-11-23 10:31:00;-3100;2026-11-23 10:41:00';

it('reads a point definition', () => {
	expect(parseRow('points', POINT)).toEqual({
		row: {
			pointCode: 'A001',
			typeCode: '01',
			typeName: '风压',
			deviceCode: 'TF01',
			location: '主扇风硐',
			unit: 'Pa',
			rangeHigh: 0,
			rangeLow: -5000,
			alarmHigh: -1500,
			alarmLow: -3000,
			relation: null,
			definedAt: new Date('2026-01-05T00:00:00Z')
		}
	});
	expect(parseRow('points', POINT.replace('0;-5000', '-6000;-5000'))).toEqual({
		reason: '量程下限大于量程上限'
	});
	expect(parseRow('points', POINT.replace('0;-5000', '-9999;-5000'))).toHaveProperty('row');
});

it('reads a real-time row; -9999 is no value', () => {
	expect(parseRow('readings', READING)).toEqual({
		row: {
			pointCode: 'A001',
			typeCode: '01',
			typeName: '风压',
			deviceCode: 'TF01',
			value: -2350.5,
			unit: 'Pa',
			status: '0',
			time: new Date('2026-11-23T02:32:00Z')
		}
	});
	const value = (text: string) => parseRow('readings', READING.replace('-2350.5', text));
	expect(value('-9999.00')).toMatchObject({ row: { value: null } });
	// As Java writes it.
	expect(value('1.0E-4')).toMatchObject({ row: { value: 0.0001 } });
	expect(value('-0.00')).toMatchObject({ row: { value: 0 } });
});

it('reads an alarm that is over, and one that is open', () => {
	expect(parseRow('alarms', ALARM)).toEqual({
		row: {
			pointCode: 'A001',
			typeCode: '01',
			pointName: '风压',
			deviceCode: 'TF01',
			status: '0',
			startedAt: new Date('2026-11-23T02:30:00Z'),
			endedAt: new Date('2026-11-23T02:40:00Z'),
			level: '2',
			restoredAt: new Date('2026-11-23T02:40:00Z'),
			restoredValue: -2400,
			peakAt: new Date('2026-11-23T02:31:00Z'),
			peakValue: -3100,
			time: new Date('2026-11-23T02:41:00Z')
		}
	});
	const open = 'A001;;;;1;2026-11-23 10:30:00;;;;;;;2026-11-23 10:31:00';
	expect(parseRow('alarms', open)).toMatchObject({
		row: { endedAt: null, level: null, restoredAt: null, restoredValue: null, peakValue: null }
	});
	const ended = ALARM.replace('10:40:00;2', '09:40:00;2');
	expect(parseRow('alarms', ended)).toEqual({ reason: '报警结束时间早于开始时间' });
	const restored = ALARM.replace('10:40:00;-2400', '09:40:00;-2400');
	expect(parseRow('alarms', restored)).toEqual({ reason: '恢复正常时间早于报警开始时间' });
});

it('trims fields, and lets an empty one after the last pass', () => {
	const spaced = ` ${READING.replaceAll(';', ' ; ')};`;
	expect(parseRow('readings', spaced)).toEqual(parseRow('readings', READING));
});

it.each([
	[READING.replace('-2350.5', ''), '第 5 个字段（测点数值）不能为空'],
	[READING.replace('-2350.5', 'NaN'), '第 5 个字段（测点数值）应为数字，现为“NaN”'],
	[READING.replace('-2350.5', '1,234'), '应为数字'],
	[READING.replace('-2350.5', '0x1F'), '应为数字'],
	[READING.replace('-2350.5', '1'.repeat(30)), `现为“${'1'.repeat(20)}…”`],
	[READING.replace('A001', ' '), '（测点编码）不能为空'],
	[READING.replace('11-23', '11-31'), '（数据时间）不是有效的时间，现为“2026-11-31 10:32:00”'],
	[READING.replace('2026-11-23', '2026/11/23'), '（数据时间）应为时间，如 2026-11-23 10:32:05'],
	[READING.replace('风压', '风'.repeat(201)), '（测点类型名称）超过 200 个字符'],
	[READING.replace('风压', '风\u0000压'), '控制字符'],
	[`${READING}\r\n${READING}`, '上一条记录可能缺少结束符'],
	[`${READING};1`, '应有 8 个以 ; 分隔的字段，现为 9 个'],
	[`${READING};;;`, '现为 11 个'],
	['', '现为 1 个']
])('refuses %j', (record, words) =>
	expect(parseRow('readings', record)).toEqual({ reason: expect.stringContaining(words) })
);

it.each([
	['2026-11-23 10:32:05', '2026-11-23T02:32:05.000Z'],
	['2026-11-23T10:32:05', '2026-11-23T02:32:05.000Z'],
	['2026-11-23 10:32:05.0', '2026-11-23T02:32:05.000Z'],
	['2026-11-23 10:32:05.25', '2026-11-23T02:32:05.250Z'],
	['20261123103205', '2026-11-23T02:32:05.000Z']
])('takes %s as a time', (text, iso) => expect(time(text)).toEqual({ value: new Date(iso) }));

it.each([
	'2026-11-23',
	'2026-11-23 24:00:00',
	'2026-02-29 00:00:00',
	'1899-12-31 00:00:00',
	'2026112310320'
])('takes %s as none', (text) => expect(time(text)).toHaveProperty('reason'));

it('answers any record with a row or a reason', () => {
	const field = fc.constantFrom(
		'',
		'A',
		'风',
		'-9999',
		'1e99',
		'2026-11-23 10:32:05',
		'\u0000',
		' '
	);
	const any = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(field, { minLength: 8, maxLength: 14 }).map((fields) => fields.join(';'))
	);
	fc.assert(
		fc.property(fc.constantFrom<Kind>('points', 'readings', 'alarms'), any, (kind, record) => {
			const answer = parseRow(kind, record);
			if ('row' in answer) expect(answer.row.pointCode).not.toBe('');
			else expect(answer.reason.isWellFormed()).toBe(true);
		}),
		{ seed, numRuns: 1000 }
	);
});
