import { sql } from 'drizzle-orm';
import {
	boolean,
	doublePrecision,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text
} from 'drizzle-orm/pg-core';
import { index, moment, recordTables, uniqueIndex } from '../../ledger/tables.server';
import type { PointMemory } from './rules';

export const points = recordTables(
	'point',
	() => ({
		pointName: text().notNull(),
		field: text().notNull(),
		factor: text().notNull(),
		unit: text().notNull(),
		interval: integer().notNull(),
		creditCode: text(),
		location: text(),
		/** Key of the device that sends it, and what it is called there. */
		device: text(),
		code: text(),
		state: text().notNull(),
		/** Since when it has been enabled: a point never heard is offline once that is longer than its limit. */
		enabledAt: moment(),
		online: boolean().notNull(),
		onlineSince: moment()
	}),
	(t) => [index('point_device').on(t.region, t.device, t.code)]
);

/** What sends: stations, gateways, mine systems, cameras. Secrets are sealed in place. */
export const devices = recordTables(
	'device',
	() => ({
		deviceName: text().notNull(),
		kind: text().notNull(),
		creditCode: text(),
		location: text(),
		state: text().notNull(),
		mn: text(),
		password: text(),
		protocol: text(),
		crc: text(),
		sm4Key: text(),
		sm4Padding: text(),
		mineCode: text(),
		channelId: text(),
		playUrl: text(),
		snapshotUrl: text(),
		status: text()
	}),
	(t) => [
		index('device_mn')
			.on(t.region, t.mn)
			.where(sql`mn is not null and not withdrawn`),
		index('device_mine').on(t.region, t.mineCode)
	]
);

export const alarms = recordTables(
	'alarm',
	() => ({
		point: text().notNull(),
		rule: text().notNull(),
		field: text().notNull(),
		level: integer().notNull(),
		factor: text().notNull(),
		unit: text().notNull(),
		threshold: doublePrecision().notNull(),
		value: doublePrecision().notNull(),
		raisedAt: moment().notNull(),
		clearedAt: moment()
	}),
	(t) => [
		uniqueIndex('alarm_open')
			.on(t.region, t.point, t.rule)
			.where(sql`cleared_at is null and not withdrawn`),
		index('alarm_raised').on(t.region, t.raisedAt)
	]
);

/** Telemetry, shown and never counted. The migration partitions it by day. */
export const reading = pgTable(
	'reading',
	{
		region: text().notNull(),
		point: text().notNull(),
		time: moment().notNull(),
		value: doublePrecision().notNull(),
		flag: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.point, t.time] })]
);

/** The latest of each point, and what its rules remember. Locked in id order, always before the head. */
export const pointState = pgTable(
	'point_state',
	{
		region: text().notNull(),
		point: text().notNull(),
		lastAt: moment(),
		lastValue: doublePrecision(),
		lastFlag: text(),
		memory: jsonb().$type<PointMemory>().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.point] })]
);

/** Threshold rules: data with a source, editable. */
export const alarmRule = pgTable(
	'alarm_rule',
	{
		region: text().notNull(),
		id: text().notNull(),
		name: text().notNull(),
		field: text().notNull(),
		factor: text().notNull(),
		/** Is it bad above or below the threshold? */
		direction: text().$type<'above' | 'below'>().notNull(),
		threshold: doublePrecision().notNull(),
		/** Cleared only when the value has come back past this. */
		clearAt: doublePrecision().notNull(),
		/** How long the value must stay bad, seconds of data time. */
		durationSeconds: integer().notNull(),
		level: integer().notNull(),
		source: text().notNull()
	},
	(t) => [primaryKey({ columns: [t.region, t.id] })]
);

// Each table under a name of its own: the migration generator looks for those.
export const { present: point, past: pointPast } = points;
export const { present: device, past: devicePast } = devices;
export const { present: alarm, past: alarmPast } = alarms;
