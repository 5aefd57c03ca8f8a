/** The registered stations and their points, kept at hand and followed by the ledger. */
import type { DeviceRecord } from '../../domain/monitoring/model';
import type { StoredPoint } from '../../domain/monitoring/changes.server';
import { types } from '../../domain/types.server';
import { recordKey } from '../../ledger/record';
import { presentOf } from '../../ledger/versions.server';
import type { Core } from '../../server/core.server';
import { isSealed } from '../../server/privacy.server';
import type { CrcProfile } from '../../standards/hj212/stream';
import type { Sm4 } from '../../standards/hj212/sm4.server';

export interface Point {
	key: string;
	/** Factor code in the station's frames; `-Zs` behind it: the value converted to reference conditions. */
	code: string;
	unit: string;
	/** Seconds. */
	interval: number;
}

export interface Device {
	key: string;
	source: string;
	mn: string;
	/** Null: none is registered, and any will do. */
	password: string | null;
	crc: CrcProfile;
	/** Where there is a key, readings in the clear are refused. */
	sm4: Sm4 | null;
	/** Its secrets were erased: nothing it sends can be checked. */
	erased: boolean;
	/** By code, in small letters. */
	points: ReadonlyMap<string, Point[]>;
}

type Own = Omit<Device, 'points'>;
type Sender = StoredPoint & { device: string | null; code: string | null };
const STEP = 1_000;

export class Registry {
	#devices = new Map<string, Own>();
	#points = new Map<string, Point & { device: string }>();
	#byMn = new Map<string, Device[]>();
	#seq = 0;
	#checkedAt = -Infinity;
	#checking: Promise<void> | null = null;

	private constructor(
		private readonly core: Core,
		private readonly every: number
	) {}

	static async open(core: Core, every: number): Promise<Registry> {
		const registry = new Registry(core, every);
		const { sql } = core.database;
		registry.#seq = await registry.#head();
		// Later than that entry: what changed meanwhile is read again, and is the same.
		const keys = await sql<{ key: string }[]>`
			select key from device where region = ${core.region} and kind = 'hj212'
			union all
			select key from point where region = ${core.region} and device is not null`;
		await registry.#read(keys.map(({ key }) => key));
		registry.#checkedAt = performance.now();
		return registry;
	}

	/** Every device registered under this MN: one, none, or by mistake several. */
	find(mn: string): Device[] {
		return this.#byMn.get(mn.toUpperCase()) ?? [];
	}

	/** Follows the ledger, where that was not done just now. @throws where the database is away */
	refresh(): Promise<void> {
		if (performance.now() - this.#checkedAt < this.every) return Promise.resolve();
		this.#checking ??= this.#follow().finally(() => (this.#checking = null));
		return this.#checking;
	}

	async #follow(): Promise<void> {
		const head = await this.#head();
		const { sql } = this.core.database;
		const keys = await sql<{ key: string }[]>`
			select distinct key from ledger_entry
			where region = ${this.core.region} and seq > ${this.#seq} and seq <= ${head}
				and split_part(kind, '.', 1) in ('device', 'point')
				and kind not in ('point.silent', 'point.back')`;
		await this.#read(keys.map(({ key }) => key));
		this.#seq = head;
		this.#checkedAt = performance.now();
	}

	async #head(): Promise<number> {
		const { database, region } = this.core;
		const [row] = await database.sql<{ seq: string }[]>`
			select seq from ledger_head where region = ${region}`;
		return Number(row?.seq ?? 0);
	}

	async #read(keys: string[]): Promise<void> {
		if (keys.length === 0) return;
		const { database, region } = this.core;
		for (let start = 0; start < keys.length; start += STEP) {
			const some = keys.slice(start, start + STEP);
			const devices = await presentOf<DeviceRecord>(database.sql, types.device, region, some);
			const points = await presentOf<Sender>(database.sql, types.point, region, some);
			await this.#putDevices([...devices.values()]);
			for (const point of points.values()) this.#putPoint(point);
		}
		this.#index();
	}

	async #putDevices(records: DeviceRecord[]): Promise<void> {
		const sealed = records.flatMap(({ password, sm4Key }) => [password, sm4Key].filter(isSealed));
		const opened = await this.core.privacy.open(sealed);
		const texts = new Map(sealed.map((value, i) => [value, opened[i] ?? null]));
		for (const record of records) {
			const { key, source, kind, mn, crc, sm4Padding, withdrawn } = record;
			this.#devices.delete(key);
			if (kind !== 'hj212' || mn === null || withdrawn) continue;
			const text = (value: string | null) => (isSealed(value) ? (texts.get(value) ?? null) : value);
			const [password, sm4Key] = [text(record.password), text(record.sm4Key)];
			this.#devices.set(key, {
				...{ key, source, mn, password, crc: crc ?? 'strict' },
				sm4:
					sm4Key === null
						? null
						: { key: Buffer.from(sm4Key, 'hex'), padding: sm4Padding ?? 'none' },
				erased:
					(password === null && record.password !== null) ||
					(sm4Key === null && record.sm4Key !== null)
			});
		}
	}

	#putPoint(record: Sender): void {
		const { key, source, device, unit, interval, withdrawn } = record;
		this.#points.delete(key);
		if (!device || withdrawn) return;
		this.#points.set(key, {
			...{ key, unit, interval, code: (record.code ?? record.factor).toLowerCase() },
			device: device.includes('/') ? device : recordKey('device', source, device)
		});
	}

	#index(): void {
		const points = new Map<string, Map<string, Point[]>>();
		for (const { device, ...point } of this.#points.values()) {
			const own = points.get(device) ?? new Map<string, Point[]>();
			own.set(point.code, [...(own.get(point.code) ?? []), point]);
			points.set(device, own);
		}
		this.#byMn = new Map();
		for (const device of this.#devices.values()) {
			const same = this.#byMn.get(device.mn) ?? [];
			same.push({ ...device, points: points.get(device.key) ?? new Map<string, Point[]>() });
			this.#byMn.set(device.mn, same);
		}
	}
}
