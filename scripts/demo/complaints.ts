/** 投诉举报: registered, signed, closed, and for some the caller is asked afterwards. */
import type { Profile } from './departments';
import { TOWNSHIPS, type Township } from './industries';
import * as names from './names';
import { Random } from './random';
import { activity, afterWorkdays, diligence, done, nextOffice, officeMinute } from './rhythm';
import { dayOf, dayText, HOUR, MINUTE, momentOf, shift, timeText } from './time';
import { COMPLAINT_TOPICS } from './topics';
import type { DemoEvent, Row, World } from './world';

const A_DAY = 24.8;
const CHANNELS = { '12345': 58, '12315': 16, '12369': 5, '12350': 3, portal: 14, letter: 4 };
const KINDS = { consultation: 30, general: 45, complaint: 22, urgent: 3 };
export type ComplaintKind = keyof typeof KINDS;
/** Annex A-10: working days to close; urgent ones are signed for within two hours. */
const CLOSE = { consultation: 2, general: 5, complaint: 15, urgent: 1 };
const ASKS = {
	consultation: '希望了解有关规定和办理渠道',
	general: '希望尽快核实处理',
	complaint: '要求依法查处并答复',
	urgent: '情况紧急，请求立即处置'
};

export function born(world: World, day: number): DemoEvent[] {
	const total = world.departments.reduce((sum, { complaints }) => sum + complaints, 0);
	return world.departments.flatMap((profile) => {
		const r = new Random(world.seed, 'complaints', profile.code, day);
		// Callers keep other days off than offices do: half as many call then.
		const share = profile.complaints / total;
		const calls = Math.max(0.5, Math.min(1.25, activity(profile, day)));
		const count = r.poisson(A_DAY * share * calls * world.scale);
		return Array.from({ length: count }, (_, i) => {
			const minute = r.chance(0.75) ? officeMinute(r) : r.between(420, 1380);
			const name = `${dayText(day).replaceAll('-', '')}-${i + 1}`;
			return one(world, profile, momentOf(day, minute), name);
		}).flat();
	});
}

/** One complaint with what becomes of it: also what the simulator adds. */
export function one(
	world: World,
	profile: Profile,
	registered: Date,
	name: string,
	only?: ComplaintKind
): DemoEvent[] {
	const r = new Random(world.seed, 'complaint', profile.code, name);
	const kind = only ?? r.weighted(KINDS);
	const first = row(r, profile, registered, name, kind, world);
	const at = shift(registered, r.between(1, 12) * MINUTE);
	const [signedAt, closedAt] = handled(r, profile, registered, at, kind);
	const signed = {
		...first,
		version: 2,
		signedAt: timeText(shift(signedAt, -r.between(5, 50) * 1000))
	};
	const closed = {
		...signed,
		version: 3,
		closedAt: timeText(shift(closedAt, -r.between(10, 300) * 1000)),
		reply: reply(r, kind)
	};
	const dataset = 'complaints';
	const events = [
		{ at, dataset, row: first },
		{ at: signedAt, dataset, row: signed },
		{ at: closedAt, dataset, row: closed }
	];
	if (r.chance(0.4)) {
		const asked = nextOffice(r, shift(closedAt, r.between(20, 90) * HOUR));
		const satisfaction = r.chance(0.88) ? 'satisfied' : 'unsatisfied';
		events.push({
			at: asked,
			dataset,
			row: { ...closed, version: 4, satisfaction } as typeof closed
		});
	}
	return events;
}

function row(
	r: Random,
	profile: Profile,
	registered: Date,
	name: string,
	kind: ComplaintKind,
	world: World
): Row & { id: string } {
	const { title: topic, industry } = r.pick(COMPLAINT_TOPICS[profile.code]!);
	const township = r.pickSkewed(Object.keys(TOWNSHIPS) as Township[]);
	const about = industry ? world.subjectsOf(industry) : [];
	const place = TOWNSHIPS[township];
	return {
		id: `TS-${profile.code}-${name}`,
		department: profile.code,
		...(r.chance(0.92) ? { township } : {}),
		channel: r.weighted(CHANNELS),
		kind,
		topic,
		registeredAt: timeText(registered),
		...(r.chance(0.8) ? { complainant: names.person(r), phone: names.phone(r) } : {}),
		content: `${kind === 'consultation' ? '来电人询问' : '来电人反映'}${place}${topic}问题，${ASKS[kind]}。${names.MARK}`,
		...(about.length && r.chance(0.7) ? { object: r.pick(about).name } : {})
	};
}

/** Duties run since the registration; nothing can be done before the row has arrived. */
function handled(
	r: Random,
	profile: Profile,
	registered: Date,
	start: Date,
	kind: ComplaintKind
): [Date, Date] {
	const day = dayOf(start);
	const likely = diligence(profile, day);
	const urgent = kind === 'urgent';
	const signDue = urgent ? shift(registered, 2 * HOUR) : afterWorkdays(registered, 1);
	const signed = done(r, start, signDue, r.chance(Math.min(0.999, likely + 0.02)), !urgent);
	const closeDue = afterWorkdays(registered, CLOSE[kind]);
	const closed = done(r, start, closeDue, r.chance(likely), true);
	const soonest = nextOffice(r, shift(signed, r.between(40, 400) * MINUTE));
	return [signed, closed > soonest ? closed : soonest];
}

function reply(r: Random, kind: ComplaintKind): string {
	if (kind === 'consultation') return '已向来电人说明办理依据、材料和时限。';
	return r.pick([
		'经现场核实情况属实，已责令责任单位整改并回复来电人。',
		'经核实，所反映问题已协调解决，来电人表示理解。',
		'经调查未发现所反映的违规行为，已向来电人解释说明。'
	]);
}
