/** Inspections and what follows from them: penalties, coercions, other acts, corrections, withdrawals. */
import { common, draw, versions, type Act } from './act';
import type { Profile } from './departments';
import { checklistOf, offenceOf, type DemoItem } from './catalogue';
import * as names from './names';
import { penalty } from './penalties';
import { Random } from './random';
import { actMinute, activity, arrival, nextOffice } from './rhythm';
import { dayOf, dayText, HOUR, momentOf, shift, timeText, yearOf, MINUTE } from './time';
import type { DemoEvent, Row, World } from './world';

/** Makes the proportions of `departments.ts` come to about 60,000 acts in 400 days. */
const VOLUME = 0.867;
/** The share of acts that are inspections; the rest, without penalties, are other acts. */
const INSPECTIONS = 0.945;

/** Everything that the acts of a day lead to, in no order. */
export function born(world: World, day: number): DemoEvent[] {
	return world.departments.flatMap((profile) => {
		const r = new Random(world.seed, 'acts', profile.code, day);
		const count = r.poisson(profile.acts * VOLUME * activity(profile, day) * world.scale);
		return Array.from({ length: count }, (_, i) => ofOne(world, profile, day, i)).flat();
	});
}

function ofOne(world: World, profile: Profile, day: number, i: number): DemoEvent[] {
	const minute = actMinute(new Random(world.seed, 'minute', profile.code, day, i), profile);
	const act = draw(world, profile, momentOf(day, minute), dayText(day).replaceAll('-', ''), i + 1);
	if (!act) return [];
	const { r } = act;
	const isInspection = r.chance(INSPECTIONS);
	const row = isInspection ? inspection(act) : otherAct(act);
	const dataset = isInspection ? 'inspections' : 'other-acts';
	const events = versions(
		act,
		dataset,
		row,
		isInspection ? { checkResult: 'rectify' } : { outcome: '已办结' }
	);
	if (isInspection && row.checkResult !== 'passed') events.push(...consequences(act));
	return events;
}

export function inspection(act: Act): Row & { id: string } {
	const { world, profile, r, item, number, at } = act;
	const { line, matter } = item;
	const result = r.weighted({ passed: 76, rectify: 17, transferred: 5, unreachable: 2 });
	const found =
		result === 'rectify' ? { remark: `发现${offenceOf(item)}的问题，已责令限期改正。` } : {};
	return {
		id: `JC-${number}`,
		...common(act, item),
		superviseItemCheckIcode: checklistOf(item),
		checkActionName: `${line.object}${matter}${matter.endsWith('查') ? '' : '检查'}`,
		checkActionCode: `JC-${number}`,
		checkForm: r.weighted({ onsite: 78, remote: 15, written: 7 }),
		checkType: r.weighted({ daily: 60, random: 22, special: 14, temporary: 4 }),
		checkResult: result,
		checkDate: timeText(at),
		checkPersonnelCode: team(r, world.officersOf(profile.code)),
		...found
	};
}

function otherAct(act: Act): Row & { id: string } {
	const { world, profile, r, number, at } = act;
	const items = world.itemsOf(profile.code, 'other');
	const item = items.length ? r.pick(items) : act.item;
	const measure = r.pick(['责任约谈', '行政指导', '整改复查', '风险提示']);
	return {
		id: `QT-${number}`,
		...common(act, item),
		actionName: `对${item.line.object}的${measure}`,
		actionCode: `QT-${number}`,
		actSource: 'routine',
		measure,
		startDate: timeText(at),
		endDate: timeText(shift(at, r.between(30, 150) * MINUTE)),
		outcome: r.pick(['已整改到位', '当事人作出承诺', '转日常监管'])
	};
}

function consequences(act: Act): DemoEvent[] {
	const { r, profile, world } = act;
	const events: DemoEvent[] = [];
	if (r.chance(0.235)) events.push(...penalty(act));
	const power = world.itemsOf(profile.code, 'coercion').find(({ line }) => line === act.item.line);
	if (power && r.chance(0.042)) events.push(...coercion(act, power));
	return events;
}

function coercion(act: Act, item: DemoItem): DemoEvent[] {
	const { r, number, profile, at } = act;
	const start = shift(at, r.between(20, 180) * MINUTE);
	const year = yearOf(dayOf(start));
	const row = {
		id: `QZ-${number}`,
		...common(act, item),
		coercionActionName: `${item.line.force}`,
		coercionActionCode: `QZ-${number}`,
		checkActionCode: `JC-${number}`,
		illegalFact: `检查中发现${offenceOf(act.item)}的行为，须当场控制风险。`,
		coercionBasis: `《中华人民共和国行政强制法》${item.line.law}`,
		coercionDocumentNumber: `平${profile.word}强〔${year}〕${r.integer(1, 400)}号${names.MARK}`,
		...(r.chance(0.85)
			? { coercionKind: 'measure', coercionMeasure: 'sealing' }
			: { coercionKind: 'execution', coercionExecution: 'substitute' }),
		startDate: timeText(start)
	};
	const end = { endDate: timeText(shift(start, r.integer(2, 28) * 24 * HOUR)), version: 2 };
	const first = { at: arrival(r, profile, start), dataset: 'coercions', row };
	const last = nextOffice(
		r,
		new Date(Math.max(first.at.getTime(), Date.parse(end.endDate)) + HOUR)
	);
	return [first, { at: last, dataset: 'coercions', row: { ...row, ...end } }];
}

function team(r: Random, officers: string[]): string[] {
	const first = r.integer(0, officers.length - 1);
	return [
		officers[first]!,
		officers[(first + r.integer(1, officers.length - 1)) % officers.length]!
	];
}
