/** Points by the addresses in topics. */
import type { Core } from '../../server/core.server';
import type { Address } from './message';

export interface Found {
	key: string;
	unit: string;
}

interface Row extends Found {
	department: string;
	creditCode: string;
	id: string;
	code: string;
	/** Null where it has none. */
	device: string | null;
}

/** What of an enterprise answers to a code. More than one point: by mistake several are registered under it. */
export class Points {
	#byPlace = new Map<string, Row[]>();

	static async find({ database, region }: Core, addresses: Address[]): Promise<Points> {
		const points = new Points();
		const codes = [...new Set(addresses.map(({ creditCode }) => creditCode))];
		if (codes.length === 0) return points;
		const rows = await database.sql<Row[]>`
			select p.key, p.unit, p.department, p.credit_code as "creditCode", p.id, coalesce(p.code, p.factor) as code,
				d.id as device
			from point p left join device d on d.region = p.region and not d.withdrawn
				and d.key = case when p.device like '%/%' then p.device else 'device/' || p.source || '/' || p.device end
			where p.region = ${region} and p.credit_code = any(${codes}) and not p.withdrawn
			order by p.key`;
		for (const row of rows) {
			const place = placeOf(row);
			points.#byPlace.set(place, [...(points.#byPlace.get(place) ?? []), row]);
		}
		return points;
	}

	/** By code, else by id. */
	of(address: Address): Found[] {
		const here = this.#byPlace.get(placeOf(address)) ?? [];
		const named = here.filter(({ code }) => code === address.code);
		return named.length > 0 ? named : here.filter(({ id }) => id === address.code);
	}

	/** A terminal has one last will for all of its points. */
	ofDevice(address: Address): Found[] {
		const here = this.#byPlace.get(placeOf(address)) ?? [];
		return here.filter(({ device }) => device === address.code);
	}
}

const placeOf = ({ department, creditCode }: Pick<Address, 'department' | 'creditCode'>) =>
	`${department}/${creditCode}`;
