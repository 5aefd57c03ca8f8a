/** 10,000 supervised subjects with valid codes of the MAXXX block, which is unlikely to be assigned. */
import { creditCodeCheck } from '../../src/lib/standards/uscc';
import {
	INDUSTRIES,
	placesOf,
	TOWNSHIPS,
	type Industry,
	type IndustryName,
	type Township
} from './industries';
import * as names from './names';
import { Random } from './random';
import type { Row } from './world';

export const COUNTS = { enterprise: 2300, household: 6800, cooperative: 900 };
type Kind = keyof typeof COUNTS;

export interface DemoSubject {
	code: string;
	name: string;
	/** Its name without form and place, for titles. */
	short: string;
	kind: Kind;
	industry: IndustryName;
	township: Township;
	address: string;
	person: string;
	phone: string;
	state: string;
}

const PREFIX = { enterprise: '91', household: '92', cooperative: '93' };
const STATES = { active: 94, suspended: 4, cancelled: 2 };

export function make(seed: string, scale: number): DemoSubject[] {
	const used = new Set<string>();
	return (Object.keys(COUNTS) as Kind[]).flatMap((kind) =>
		share(kind, Math.max(40, Math.round(COUNTS[kind] * scale))).map((industry, i) =>
			one(new Random(seed, 'subject', kind, i), kind, i + 1, industry, used)
		)
	);
}

export function creditCode(prefix: string, serial: number): string {
	const body = `${prefix}140603MAXXX${String(serial).padStart(4, '0')}`;
	return body + creditCodeCheck(body)!;
}

export function row(s: DemoSubject): Row & { id: string } {
	return {
		id: s.code,
		department: 'shenpi',
		township: s.township,
		creditCode: s.code,
		subjectName: s.name,
		subjectKind: s.kind,
		industry: INDUSTRIES[s.industry].label,
		address: s.address,
		legalPerson: s.person,
		phone: s.phone,
		state: s.state
	};
}

/** An industry for each serial number, in proportion to the weights, at least one of each. */
function share(kind: Kind, count: number): IndustryName[] {
	const entries = (Object.entries(INDUSTRIES) as [IndustryName, Industry][]).filter(
		([, i]) => i[kind]
	);
	const total = entries.reduce((sum, [, industry]) => sum + industry[kind], 0);
	const spare = count - entries.length;
	let running = 0;
	return entries.flatMap(([name, industry]) => {
		const before = Math.round((running / total) * spare);
		running += industry[kind];
		return new Array<IndustryName>(1 + Math.round((running / total) * spare) - before).fill(name);
	});
}

function one(
	r: Random,
	kind: Kind,
	serial: number,
	industry: IndustryName,
	used: Set<string>
): DemoSubject {
	const { trade, shop, coop } = INDUSTRIES[industry];
	const township = r.weighted(placesOf(industry));
	const suffix = { enterprise: trade, household: shop, cooperative: coop }[kind];
	const short = names.brand(r, used, suffix) + suffix;
	const place = kind === 'enterprise' ? '平鲁区' : `平鲁区${TOWNSHIPS[township]}`;
	const form = { enterprise: '有限公司', household: '', cooperative: '专业合作社' }[kind];
	return {
		code: creditCode(PREFIX[kind], serial),
		name: `${place}${short}${form}${names.MARK}`,
		short,
		kind,
		industry,
		township,
		address: names.address(r, TOWNSHIPS[township]),
		person: names.person(r),
		phone: names.phone(r),
		state: r.weighted(STATES)
	};
}
