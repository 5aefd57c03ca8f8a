/** 720 supervision items: an inspection and a penalty for each matter, then coercions and other acts per line. */
import { DEPARTMENTS, type Line } from './departments';
import { Random } from './random';
import { creditCode } from './subjects';
import { dayText } from './time';
import type { Row } from './world';

export const ITEMS = 720;

export interface DemoItem {
	code: string;
	name: string;
	department: string;
	kind: 'inspection' | 'penalty' | 'coercion' | 'other';
	line: Line;
	matter: string;
	state: string;
	assignedOn: string;
	isKey: boolean;
}

const KINDS = { inspection: '检查', penalty: '处罚', coercion: '强制', other: '其他' };

export function make(seed: string, firstDay: number): DemoItem[] {
	const drafts = DEPARTMENTS.flatMap(({ code, lines }, d) =>
		lines.flatMap((line, l) => ofLine(line, code, `${two(d + 1)}${two(l + 1)}`))
	);
	const perMatter = drafts.filter(({ item }) => item.matter);
	const perLine = drafts.filter(({ item }) => !item.matter);
	const coercions = perLine.filter(({ item }) => item.kind === 'coercion');
	const others = perLine.filter(({ item }) => item.kind === 'other');
	const chosen = [...perMatter, ...coercions, ...others].slice(0, ITEMS);
	return chosen.map(({ item, diligence }) => {
		const r = new Random(seed, 'item', item.code);
		const state = r.weighted({
			published: 60 + 40 * diligence,
			claimed: 6 * (1 - diligence) + 1,
			assigned: 12 * (1 - diligence),
			exempt: 0.5,
			disabled: 0.8
		});
		const assignedOn = dayText(firstDay - r.integer(30, 900));
		return { ...item, state, assignedOn, isKey: r.chance(0.05) };
	});
}

export function row(item: DemoItem): Row & { id: string } {
	return {
		id: item.code,
		department: item.department,
		itemCode: item.code,
		itemName: item.name,
		itemKind: 'sub',
		line: item.line.name,
		basis: item.line.law,
		objectKind: item.line.object,
		method: [item.kind],
		level: 'county',
		scope: ['county'],
		...(item.kind === 'inspection' ? { checklistCode: checklistOf(item) } : {}),
		state: item.state,
		assignedAt: item.assignedOn,
		isKey: item.isKey
	};
}

/** 检查实施清单编码: the department's own credit code, 县级, and the item. */
export function checklistOf({ department, code }: DemoItem): string {
	const serial = DEPARTMENTS.findIndex((one) => one.code === department) + 1;
	return `${creditCode('11', serial)}4${code.slice(0, 8)}`;
}

/** What an offender does, in the words of a decision. */
export function offenceOf({ line, matter }: Pick<DemoItem, 'line' | 'matter'>): string {
	return line.offences ? matter : `违反${matter}规定`;
}

type Draft = Omit<DemoItem, 'state' | 'assignedOn' | 'isKey'>;

/** 14 digits: department, line, matter, kind; how the national code is composed is not published. */
function ofLine(line: Line, department: string, prefix: string) {
	const { diligence } = DEPARTMENTS.find(({ code }) => code === department)!;
	const { object, matters, force } = line;
	const draft = (kind: DemoItem['kind'], number: number, matter: string, name: string) => {
		const code = `${prefix}${String(number).padStart(4, '0')}00${Object.keys(KINDS).indexOf(kind) + 1}000`;
		return { item: { code, name, department, kind, line, matter } satisfies Draft, diligence };
	};
	return [
		...matters
			.split('、')
			.flatMap((matter, m) => [
				draft('inspection', m + 1, matter, `对${object}${matter}情况的行政检查`),
				draft('penalty', m + 1, matter, `对${object}${offenceOf({ line, matter })}行为的行政处罚`)
			]),
		...(force ? [draft('coercion', 99, '', `对${object}${force}的行政强制`)] : []),
		draft('other', 99, '', `对${object}的责任约谈与整改复查`)
	];
}

const two = (n: number) => String(n).padStart(2, '0');
