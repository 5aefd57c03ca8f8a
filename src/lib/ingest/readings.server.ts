/** Rows of the dataset `readings`: validated like any other, stored as telemetry. */
import { Reading } from '../domain/monitoring/model';
import type { StoredPoint } from '../domain/monitoring/changes.server';
import { storeReadings, type Sample } from '../domain/monitoring/readings.server';
import { types } from '../domain/types.server';
import { recordKey, type Context } from '../ledger/record';
import { presentOf } from '../ledger/versions.server';
import type { Core } from '../server/core.server';
import type { FieldError } from '../standards/fields';
import type { RowOutcome, TurnResult } from './records.server';
import { AHEAD_MS, toErrors, unstorable, type Permission } from './validate.server';

/** One turn of at most 1,000 readings. A reading is identified by its point and time. */
export async function recordReadings(
	core: Core,
	ctx: Context,
	permission: Permission,
	rows: unknown[]
): Promise<TurnResult> {
	const outcomes = new Array<RowOutcome>(rows.length);
	const parsed = rows.map((row, index) => {
		const bad = unstorable(row, '');
		if (bad) {
			outcomes[index] = { errors: [bad] };
			return null;
		}
		const result = Reading.safeParse(row);
		if (result.success) {
			const { point, ...rest } = result.data;
			const key = point.includes('/') ? point : recordKey('point', permission.source, point);
			return { ...rest, point: key };
		}
		outcomes[index] = { errors: result.error.issues.flatMap(toErrors) };
		return null;
	});
	const keys = new Set(parsed.flatMap((row) => (row ? [row.point] : [])));
	const points = await presentOf<StoredPoint>(core.database.sql, types.point, core.region, [
		...keys
	]);
	const oldest = core.deadlines.before('reading.kept', 'raw', ctx.now);
	const good: Sample[] = [];
	const indexes: number[] = [];
	parsed.forEach((row, index) => {
		if (!row) return;
		const error = refusal(row, points.get(row.point), permission, ctx.now, oldest);
		if (error) outcomes[index] = { errors: [error] };
		else {
			good.push(row);
			indexes.push(index);
		}
	});
	if (good.length === 0) return { outcomes, seq: null };
	const { fresh, seq } = await storeReadings(core, ctx, good);
	indexes.forEach((index, i) => (outcomes[index] = fresh[i] ? 'accepted' : 'duplicate'));
	return { outcomes, seq };
}

function refusal(
	row: Sample,
	point: StoredPoint | undefined,
	permission: Permission,
	now: Date,
	oldest: Date
): FieldError | null {
	if (!point || point.withdrawn) {
		return { field: 'point', code: 'unknown_point', message: '没有登记此测点，请先报送 points' };
	}
	if (permission.department !== null && permission.department !== point.department) {
		return {
			field: 'point',
			code: 'forbidden',
			message: `此测点属于 ${point.department}，此密钥无权报送`
		};
	}
	if (row.time.getTime() > now.getTime() + AHEAD_MS) {
		return { field: 'time', code: 'future', message: '时间晚于现在，请核对设备时钟' };
	}
	if (row.time < oldest) {
		return { field: 'time', code: 'too_old', message: '早于原始数据的保存期限' };
	}
	return null;
}
