/** One whole file into the cockpit. Applied twice it is the same: readings and alarms are identified by point and time. */
import { hash } from 'node:crypto';
import type { Flag } from '../../domain/monitoring/model';
import type { Context } from '../../ledger/record';
import type { Core } from '../../server/core.server';
import type { FieldError } from '../../standards/fields';
import type { MineFile, Parsed } from '../../standards/mine-file';
import type { MineRows } from '../../standards/mine-rows';
import { recordReadings } from '../readings.server';
import { TURN } from '../records.server';
import type { RawRefusal, RawRefusals } from '../rejected-raw.server';
import { sameUnit } from '../units';
import { noteUnknown } from '../unknown.server';
import { AHEAD_MS } from '../validate.server';
import { valueOf, writeAlarms, type ToldAlarm } from './alarms.server';
import type { Mine, MinePoint } from './register.server';

export interface Desk {
	core: Core;
	refusals: RawRefusals;
	/** What the status codes of real-time rows mean. A code that is not here is N: better an alarm too many. */
	flags: Readonly<Record<string, Flag>>;
	now(): Date;
	log(line: string): void;
}

/** @throws where the database is away. */
export async function applyFile(
	desk: Desk,
	mine: Mine,
	fileName: string,
	bytes: Uint8Array,
	file: MineFile
): Promise<void> {
	const { core, now } = desk;
	const at = now();
	const ctx = { region: core.region, actor: `device:${mine.device}`, source: 'mine', now: at };
	const work = new Application(desk, ctx, mine, fileName);
	if (file.kind === 'points') work.define(file.rows);
	else if (file.kind === 'readings') await work.read(file.rows);
	else await work.alarm(file.rows);
	const about = { batch: batchOf(fileName, bytes), at, source: mine.source };
	await desk.refusals.keep(about, work.refused);
}

/** The same file is the same batch: what was refused of it is kept once. */
export const batchOf = (fileName: string, bytes: Uint8Array): string =>
	`mine-${hash('sha256', Buffer.concat([Buffer.from(`${fileName}\n`), bytes]), 'hex').slice(0, 32)}`;

class Application {
	refused: RawRefusal[] = [];

	constructor(
		private readonly desk: Desk,
		private readonly ctx: Context,
		private readonly mine: Mine,
		private readonly fileName: string
	) {}

	/** A definition registers no point: which factor it measures it does not say. Who registers it finds the row in the list. */
	define(rows: Parsed<MineRows['points']>[]): void {
		for (const { index, row } of this.#good(rows)) this.#find(index, row);
	}

	/** A row without a value (-9999) is no reading: a point of which no other comes goes silent. */
	async read(rows: Parsed<MineRows['readings']>[]): Promise<void> {
		const found = this.#good(rows).flatMap(({ index, row }) => {
			const point = this.#find(index, row);
			return point && row.value !== null ? [{ index, row, point, value: row.value }] : [];
		});
		for (let start = 0; start < found.length; start += TURN) {
			const turn = found.slice(start, start + TURN);
			const readings = turn.map(({ point, row, value }) => ({
				...{ point: point.key, time: row.time.toISOString(), value },
				flag: this.desk.flags[row.status ?? ''] ?? 'N'
			}));
			const permission = { source: this.mine.source, department: null };
			const { outcomes } = await recordReadings(this.desk.core, this.ctx, permission, readings);
			outcomes.forEach((outcome, i) => {
				if (typeof outcome === 'object') this.#refuse(turn[i]!.index, turn[i]!.row, outcome.errors);
			});
		}
	}

	/** Of points under repair or stopped nothing is an alarm. */
	async alarm(rows: Parsed<MineRows['alarms']>[]): Promise<void> {
		const told: ToldAlarm[] = [];
		for (const { index, row } of this.#good(rows)) {
			const point = this.#find(index, { ...row, unit: null });
			if (!point || point.state !== 'enabled') continue;
			const one = { point, row };
			const refuse = (field: string, code: string, message: string) =>
				this.#refuse(index, row, [{ field, code, message }]);
			if (row.startedAt.getTime() > this.ctx.now.getTime() + AHEAD_MS)
				refuse('startedAt', 'future', '时间晚于现在，请核对设备时钟');
			else if (valueOf(one) === null)
				refuse('peakValue', 'no_value', '没有峰值，此测点也还没有数据');
			else told.push(one);
		}
		await writeAlarms(this.desk.core, this.ctx, told);
	}

	#good<T>(rows: Parsed<T>[]): { index: number; row: T }[] {
		return rows.filter((parsed): parsed is { index: number; row: T } => {
			if ('row' in parsed) return true;
			const { index, raw, reason } = parsed;
			this.#refuse(index, raw, [{ field: '', code: 'invalid_row', message: reason }]);
			return false;
		});
	}

	#find(index: number, row: { pointCode: string; unit: string | null }): MinePoint | null {
		const { mine, desk, fileName, ctx } = this;
		const found = mine.points.get(row.pointCode) ?? [];
		const [point, ...others] = found;
		if (!point) {
			const name = `${mine.mineCode}/${row.pointCode}`;
			const reason = '没有登记此测点，请先报送 points（所属设备为此煤矿，编码为此测点编码）';
			const raw = JSON.stringify(row);
			noteUnknown(desk.core, {
				...{ door: 'mine', name, address: fileName, reason, raw, now: ctx.now }
			}).catch((error: unknown) => desk.log(`${name} could not be noted: ${String(error)}`));
			return null;
		}
		const wrong =
			others.length > 0
				? {
						field: 'pointCode',
						code: 'ambiguous_point',
						message: `此编码登记了 ${found.length} 个测点`
					}
				: row.unit !== null && !sameUnit(row.unit, point.unit)
					? {
							field: 'unit',
							code: 'unit',
							message: `单位应为登记的 ${point.unit}，现为 ${row.unit}`
						}
					: null;
		if (!wrong) return point;
		this.#refuse(index, row, [wrong]);
		return null;
	}

	#refuse(index: number, row: unknown, errors: FieldError[]): void {
		const raw = typeof row === 'string' ? row : JSON.stringify(row);
		const id = `${this.fileName}:${index}`;
		this.refused.push({ sender: this.mine.mineCode, id, raw, errors });
	}
}
