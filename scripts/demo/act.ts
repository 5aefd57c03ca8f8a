/** One act and what every row about it says: which item, whom it concerns, when it reaches the cockpit. */
import type { DemoItem } from './catalogue';
import type { Profile } from './departments';
import { Random } from './random';
import { arrival, nextOffice } from './rhythm';
import { creditCode, type DemoSubject } from './subjects';
import { HOUR, shift } from './time';
import type { DemoEvent, Row, World } from './world';

export interface Act {
	world: World;
	profile: Profile;
	r: Random;
	/** Unique within its day and department. */
	number: string;
	item: DemoItem;
	subject: DemoSubject;
	/** When it happened. */
	at: Date;
}

/** One act at a given time: also what the simulator adds. */
export function draw(
	world: World,
	profile: Profile,
	at: Date,
	...name: (string | number)[]
): Act | null {
	const r = new Random(world.seed, 'act', profile.code, ...name);
	const item = r.pickSkewed(world.itemsOf(profile.code, 'inspection'));
	const subjects = world.subjectsOf(r.pick(item.line.industries));
	if (!subjects.length) return null;
	const number = `${profile.code}-${name.join('-')}`;
	return { world, profile, r, number, item, subject: r.pick(subjects), at };
}

/** Who it concerns and what it applies, as every act says it. */
export function common(act: Act, item: DemoItem): Row {
	const { r, profile, subject } = act;
	return {
		department: profile.code,
		// A few send no township; the cockpit then takes the subject's.
		...(r.chance(0.85) ? { township: subject.township } : {}),
		administrativeCp: subject.name,
		administrativeCpNa: subject.kind === 'household' ? '3' : '2',
		administrativeCpCeType: '001',
		// Some codes are not in the list of subjects: accepted, and unmatched.
		administrativeCpUiCode: r.chance(0.012)
			? creditCode('91', r.integer(9000, 9999))
			: subject.code,
		areaNumber: '140603',
		superviseItemImplementCode: item.code,
		superviseObject: item.line.object,
		implementInstitution: profile.name
	};
}

/** A first version, with now and then a correction or a withdrawal after it. */
export function versions(
	act: Act,
	dataset: string,
	row: Row & { id: string },
	correction: Row
): DemoEvent[] {
	const { r, profile } = act;
	const at = arrival(r, profile, act.at);
	const later = (days: number) => nextOffice(r, shift(at, HOUR + r.exponential(days) * 24 * HOUR));
	if (r.chance(0.01)) {
		return [
			{ at, dataset, row },
			{ at: later(3), dataset, row: { ...row, ...correction, version: 2 } }
		];
	}
	if (r.chance(0.002)) {
		return [
			{ at, dataset, row },
			{ at: later(4), dataset, row: { ...row, version: 2, withdrawn: true } }
		];
	}
	return [{ at, dataset, row }];
}
